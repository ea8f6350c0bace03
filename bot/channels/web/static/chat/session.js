// The session of this browser, and requests in its name. The token is in no address and no cookie.

export { storage } from "./keeping.js";

const KEY = "session";
const PATIENCE = 20000;
const PATIENCE_FOR_FILES = 300000; // a large one over a slow line

export class Rejected extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

// What came is of a conversation that this browser does not read any more.
export class Left extends Error {}

export class Session {
  constructor(storage) {
    this.storage = storage;
    this.opening = null;
    this.conversation = null;
    this.moves = 0;
    this.onMoved = () => {};
  }

  // Notes which conversation an answer is of, and gives it. Another one than before: this browser was linked to it, or cut
  // off. Throws Left for the answer to what was asked (so many `moves` ago) of one that it left since.
  noted(headers, moves) {
    const before = this.conversation;
    const of = headers.get("x-conversation") || before;
    if (moves !== this.moves && of !== before) throw new Left("of a conversation that was left");
    this.conversation = of;
    if (before && before !== of) {
      this.moves += 1;
      this.onMoved();
    }
    return of;
  }

  get token() {
    return this.storage.getItem(KEY);
  }

  forget() {
    this.storage.removeItem(KEY);
    this.conversation = null;
    this.moves += 1;
  }

  // The token, asked of the server when there is none; two callers at once get the same one.
  async begin() {
    if (this.token) return this.token;
    this.opening ??= answer("/api/session", { method: "POST" }).then(read).finally(() => { this.opening = null; });
    const { session } = await this.opening;
    this.storage.setItem(KEY, session);
    return session;
  }

  async get(path) {
    return this.read(path, { headers: this.headers() }, PATIENCE * 2);
  }

  // A file and the name the server gives it.
  async file(path) {
    const response = await answer(path, { headers: this.headers() }, PATIENCE_FOR_FILES);
    const given = response.headers.get("content-disposition") ?? "";
    const [, named] = given.match(/filename\*=UTF-8''([^;]+)/) ?? [];
    const [, plain] = given.match(/filename="([^"]+)"/) ?? [];
    return { name: named ? decodeURIComponent(named) : plain ?? path.split("/").pop(), content: await response.blob() };
  }

  // Sends a form with a file, and tells how much of it has gone, from 0 to 1: fetch cannot tell that.
  upload(path, form, onProgress = () => {}) {
    const { moves } = this;
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", path);
      request.timeout = PATIENCE_FOR_FILES;
      for (const [name, value] of Object.entries(this.headers())) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total ? loaded / total : 0));
      for (const kind of ["error", "abort", "timeout"]) request.addEventListener(kind, () => reject(new Error(kind)));
      request.addEventListener("load", () => {
        let data = {};
        try { data = JSON.parse(request.responseText); } catch { /* an answer that is not of ours */ }
        if (request.status >= 200 && request.status < 300) {
          try {
            this.noted({ get: (name) => request.getResponseHeader(name) }, moves);
            resolve(data);
          } catch (left) { reject(left); }
        } else reject(new Rejected(request.status, data.error ?? ""));
      });
      request.send(form);
    });
  }

  async post(path, body) {
    const headers = { ...this.headers(), "content-type": "application/json" };
    return this.read(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  // Throws Left as well.
  async read(path, options, patience) {
    const { moves } = this;
    const response = await answer(path, options, patience);
    const of = this.noted(response.headers, moves);
    const data = await read(response);
    if (of !== this.conversation) throw new Left("left while it was read");
    return data;
  }

  headers() {
    return { authorization: `Bearer ${this.token}` };
  }
}

// JSON of an answer, or nothing where it is none.
function read(response) {
  return response.json().catch(() => ({}));
}

// Throws Rejected for what the server refuses, and whatever fetch throws when it is not reached.
async function answer(path, options, patience = PATIENCE) {
  const response = await fetch(path, { cache: "no-store", ...options, signal: timeout(patience) });
  if (response.ok) return response;
  const data = await response.json().catch(() => ({}));
  throw new Rejected(response.status, data.error ?? "");
}

function timeout(milliseconds) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
