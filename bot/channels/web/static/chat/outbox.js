// What is on its way to the server: in order, kept over a reload, and sent again under the same id until answered.

import { Rejected, freshId } from "./session.js";

const KEY = "outbox";

export class Outbox {
  constructor(storage, session, { onChange, onSent, onIdle, onLost }) {
    this.storage = storage;
    this.session = session;
    this.on = { onChange, onSent, onIdle, onLost };
    this.entries = this.read();
    this.busy = false;
  }

  add(what) {
    this.entries.push({ id: freshId(), state: "sending", why: "", ...what });
    this.keep();
    this.send();
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
      const body = entry.button ? { id: entry.id, button: entry.button } : { id: entry.id, text: entry.text };
      const answer = await this.session.post("/api/messages", body);
      this.drop(entry.id, true);
      this.on.onSent(entry, answer);
    } catch (error) {
      this.failed(entry, error);
    }
  }

  failed(entry, error) {
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
    this.keep(quietly);
  }

  keep(quietly = false) {
    this.storage.setItem(KEY, JSON.stringify(this.entries));
    if (!quietly) this.on.onChange();
  }

  read() {
    try {
      return JSON.parse(this.storage.getItem(KEY) ?? "[]").map((entry) => ({ ...entry, state: "sending", why: "", quiet: false }));
    } catch {
      return [];
    }
  }
}
