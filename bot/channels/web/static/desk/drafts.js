// What is being written is kept at the server. Until it is there, or while there is no line, this tab remembers it.

import { storage } from "../chat/session.js";

const PAUSE = 700;

export class Drafts {
  constructor(number, who, onState) {
    this.number = number;
    this.who = who;
    this.onState = onState;
    this.here = storage("sessionStorage");
    this.waiting = new Map(); // by form: the timer until it is kept
    forgetOlder();
    window.addEventListener("online", () => this.flush());
    window.addEventListener("pagehide", () => this.flush(true));
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.flush(true); });
  }

  // Puts back what was written, and keeps what comes.
  watch(form, kind) {
    const field = form.elements.text;
    const unsaved = this.here.getItem(this.keyOf(kind));
    if (unsaved !== null) {
      field.value = unsaved;
      this.later(form, kind);
    } else if (field.value !== field.defaultValue) {
      this.later(form, kind); // typed while this script was on its way
    }
    field.addEventListener("input", () => {
      this.here.setItem(this.keyOf(kind), field.value);
      this.onState(kind, "");
      this.later(form, kind);
    });
  }

  // The words went out: the server has taken them off already.
  sent(form, kind) {
    clearTimeout(this.waiting.get(form)?.timer);
    this.waiting.delete(form);
    this.here.removeItem(this.keyOf(kind));
    this.onState(kind, "");
  }

  later(form, kind) {
    clearTimeout(this.waiting.get(form)?.timer);
    this.waiting.set(form, { kind, timer: setTimeout(() => this.keep(form, kind), PAUSE) });
  }

  flush(leaving = false) {
    for (const [form, { kind, timer }] of this.waiting) {
      clearTimeout(timer);
      this.keep(form, kind, leaving);
    }
  }

  async keep(form, kind, leaving = false) {
    const text = form.elements.text.value;
    const body = new URLSearchParams({ csrf: form.elements.csrf.value, kind, text });
    try {
      const path = `/desk/cases/${encodeURIComponent(this.number)}/draft`;
      const response = await fetch(path, { method: "POST", headers: { accept: "application/json" }, body, keepalive: leaving });
      if (!response.ok) throw new Error(String(response.status));
    } catch {
      this.onState(kind, "이 창에만 적어 두었어요");
      return; // it is still in this tab, and goes with the next word or as soon as there is a line
    }
    if (form.elements.text.value !== text) return;
    this.waiting.delete(form);
    this.here.removeItem(this.keyOf(kind));
    this.onState(kind, text ? "쓰던 글을 저장했어요" : "");
  }

  keyOf(kind) {
    return `desk:${this.who}:${this.number}:${kind}`;
  }
}

// An earlier version left drafts in the browser for good, where nobody could erase them.
function forgetOlder() {
  const old = storage("localStorage");
  for (const key of Object.keys(window.localStorage ?? {})) {
    if (key.startsWith("desk:") && /:(answer|note)$/.test(key)) old.removeItem(key);
  }
}
