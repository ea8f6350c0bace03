// What is on its way to the server: in order, kept over a reload, and sent again under the same id until answered.
// A file lasts only as long as the page: after a reload it has to be picked again.

import { Left, Rejected, freshId } from "./session.js";

const KEY = "outbox";
const PICK_AGAIN = "화면이 새로 열려서 보내지 못했어요. 파일을 다시 골라 주세요.";

export class Outbox {
  constructor(storage, session, { onChange, onSent, onIdle, onLost, onProgress }) {
    this.storage = storage;
    this.session = session;
    this.on = { onChange, onSent, onIdle, onLost, onProgress };
    this.entries = this.read();
    this.files = new Map();
    this.busy = false;
  }

  add(what) {
    this.entries.push({ id: freshId(), state: "sending", why: "", ...what });
    this.keep();
    this.send();
  }

  // A file; `part` is what several that were picked together have in common.
  attach(file, part, at) {
    const id = freshId();
    this.files.set(id, file);
    this.add({ id, file: { name: file.name, size: file.size }, part, at });
  }

  again(id) {
    const entry = this.entries.find((it) => it.id === id);
    if (!entry) return;
    Object.assign(entry, { state: "sending", why: "" });
    this.keep();
    this.send();
  }

  // Takes back what could not be sent, to be changed. Its text is given back.
  takeBack(id) {
    const entry = this.entries.find((it) => it.id === id);
    this.drop(id);
    return entry?.text ?? "";
  }

  // Nothing is on its way any more, and nothing of it is kept.
  empty() {
    this.entries = [];
    this.files.clear();
    this.storage.removeItem(KEY);
  }

  // Tries once more whatever failed because the server was not reached.
  mend() {
    const failed = this.entries.filter((entry) => entry.state === "failed" && entry.retry);
    for (const entry of failed) Object.assign(entry, { state: "sending", why: "" });
    if (failed.length) this.keep();
    this.send();
  }

  isOnItsWay(button) {
    return this.entries.some((entry) => entry.button === button && entry.state === "sending");
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let entry; (entry = this.entries.find((it) => it.state === "sending")); ) await this.sendOne(entry);
    } finally {
      this.busy = false;
      this.on.onIdle();
    }
  }

  async sendOne(entry) {
    try {
      await this.session.begin();
      const answer = await this.post(entry);
      this.drop(entry.id, true);
      this.on.onSent(entry, answer);
    } catch (error) {
      this.failed(entry, error);
    }
  }

  post(entry) {
    const { id, button, start, text, part } = entry;
    if (!entry.file) return this.session.post("/api/messages", start ? { id, start } : button ? { id, button } : { id, text });
    const form = new FormData();
    form.set("id", id);
    if (part) form.set("part", part);
    form.set("file", this.files.get(id));
    return this.session.upload("/api/files", form, (share) => this.on.onProgress(id, share));
  }

  failed(entry, error) {
    if (error instanceof Left) return this.drop(entry.id); // it has arrived, where this browser does not read any more
    const refused = error instanceof Rejected;
    if (refused && error.status === 401 && !entry.lost) {
      entry.lost = true;
      this.on.onLost();
      return;
    }
    const retry = !refused || error.status === 429 || error.status >= 500;
    Object.assign(entry, { state: "failed", why: refused ? error.message : "", retry });
    this.keep();
  }

  drop(id, quietly = false) {
    this.entries = this.entries.filter((entry) => entry.id !== id);
    this.files.delete(id);
    this.keep(quietly);
  }

  keep(quietly = false) {
    this.storage.setItem(KEY, JSON.stringify(this.entries));
    if (!quietly) this.on.onChange();
  }

  read() {
    try {
      return JSON.parse(this.storage.getItem(KEY) ?? "[]").map(waiting);
    } catch {
      return [];
    }
  }
}

function waiting(entry) {
  if (!entry.file) return { ...entry, state: "sending", why: "", quiet: false };
  return { ...entry, state: "failed", why: PICK_AGAIN, retry: false, gone: true };
}
