// What is new, as it comes: a stream read with fetch, long polling where streams do not pass, again and again.

import { Left, Rejected } from "./session.js";

const SILENCE = 40000; // the server beats every 15 seconds
const FIRST_SIGN = 6000;
const LONGEST_PAUSE = 20000;

export class Following {
  constructor(session, { after, onMessages, onState, onLost }) {
    this.session = session;
    this.on = { after, onMessages, onState, onLost };
    this.polls = typeof ReadableStream === "undefined";
    this.wake = () => {};
    this.running = false;
    this.controller = null;
    window.addEventListener("online", () => this.wake());
    window.addEventListener("offline", () => this.goesOffline());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.wake(); });
    window.addEventListener("pagehide", () => this.controller?.abort());
    window.addEventListener("pageshow", () => this.wake());
  }

  // What a stream still holds by then is read again once it is back: late words would tell of a line that is gone.
  goesOffline() {
    this.on.onState("away");
    this.controller?.abort();
  }

  // Goes on until the session is lost. A second call while it runs does nothing.
  async run() {
    if (this.running) return;
    this.running = true;
    let failures = 0;
    while (this.session.token) {
      const before = Date.now();
      try {
        await (this.polls ? this.poll() : this.stream());
        failures = 0;
      } catch (error) {
        if (error instanceof Rejected && error.status === 401) {
          this.on.onLost();
          break;
        }
        if (Date.now() - before > SILENCE) failures = 0;
        failures += 1;
        if (failures > 1 || !navigator.onLine) this.on.onState("away");
        await this.pause(failures);
      }
    }
    this.running = false;
  }

  async poll() {
    const { messages } = await this.session.get(`/api/messages?after=${this.on.after()}&wait=25`);
    this.on.onState("here");
    this.on.onMessages(messages);
  }

  async stream() {
    this.controller = new AbortController();
    const { signal } = this.controller;
    const { moves } = this.session;
    let alarm = setTimeout(() => { this.polls = true; this.controller.abort(); }, FIRST_SIGN);
    try {
      const response = await fetch(`/api/stream?after=${this.on.after()}`, {
        headers: this.session.headers(), cache: "no-store", signal,
      });
      if (!response.ok) throw new Rejected(response.status, "");
      const of = this.session.noted(response.headers, moves);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) throw new Error("the stream ended");
        clearTimeout(alarm);
        alarm = setTimeout(() => this.controller.abort(), SILENCE);
        if (of !== this.session.conversation) throw new Left("its messages have other numbers");
        this.on.onState("here");
        const parts = (rest + value).split("\n\n");
        rest = parts.pop();
        const messages = parts.flatMap(messageOf);
        if (messages.length) this.on.onMessages(messages);
      }
    } finally {
      clearTimeout(alarm);
      this.controller.abort();
    }
  }

  // Waits longer after each failure, and never in step with the other browsers.
  pause(failures) {
    const longest = Math.min(LONGEST_PAUSE, 500 * 2 ** failures);
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, longest * (0.5 + Math.random() / 2));
    });
  }
}

function messageOf(part) {
  const data = part.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trimStart());
  return data.length ? [JSON.parse(data.join("\n"))] : [];
}
