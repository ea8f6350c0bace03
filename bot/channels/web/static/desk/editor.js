// A file of the content in the hands of who edits it: checked as one types, kept in this window, published with a reason.

import { storage } from "../chat/session.js";
import { Adding } from "./adding.js";
import { Impact } from "./impact.js";
import { Outline } from "./outline.js";
import { Paper } from "./paper.js";
import { send, Slips } from "./slips.js";

const KEEP = 250;

class Editor {
  constructor(form) {
    this.form = form;
    this.here = storage("sessionStorage");
    this.key = `content:${form.elements.path.value}:${form.dataset.source}`;
    this.button = form.querySelector("button[type=submit]");
    this.told = document.getElementById("told");
    this.seconds = document.getElementById("seconds");
    this.changed = document.getElementById("changed");
    this.paper = new Paper(document.getElementById("paper"), { onChange: () => this.typed() });
    this.slips = new Slips(form, this.paper);
    this.impact = new Impact(form, { fields: () => ({ text: this.paper.text }), goTo: (line) => this.paper.goTo(line) });
    this.saved = form.dataset.unsent ? null : this.paper.field.defaultValue; // what the server has; null: something else
    this.keeping = 0;
    this.restore();
    document.getElementById("back").hidden = this.aside === null;
    this.listen();
    new Outline(this.paper);
    new Adding(form, this.paper);
    const line = location.hash.match(/^#L(\d+)$/)?.[1] ?? form.dataset.line;
    if (line) this.paper.goTo(Number(line));
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.publish(); });
    for (const button of document.querySelectorAll("[data-indent]")) {
      button.addEventListener("click", () => { this.paper.field.focus(); this.paper.indent(button.dataset.indent === "in"); });
    }
    const deeds = { theirs: () => this.takeTheirs(), mine: () => this.goOn(), back: () => this.takeBack(), drop: () => this.drop() };
    document.addEventListener("click", (event) => deeds[event.target.closest("[data-deed]")?.dataset.deed]?.());
    this.form.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyS") return;
      event.preventDefault();
      this.keep();
      this.form.elements.why.focus(); // what is left to do
    });
    window.addEventListener("beforeunload", (event) => { if (this.dirty) event.preventDefault(); });
    window.addEventListener("pagehide", () => this.keep());
  }

  // One's own text, while the other's stands in its place.
  get aside() {
    return this.here.getItem(`${this.key}:aside`);
  }

  set aside(text) {
    if (text === null) this.here.removeItem(`${this.key}:aside`);
    else this.here.setItem(`${this.key}:aside`, text);
    document.getElementById("back").hidden = text === null;
  }

  get dirty() {
    return this.paper.text !== this.saved;
  }

  typed() {
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), KEEP);
    this.slips.later();
  }

  // This window remembers what is not published, with the mark of what it was opened from.
  keep() {
    if (!this.dirty) return this.here.removeItem(this.key);
    this.here.setItem(this.key, JSON.stringify({ text: this.paper.text, opened: this.form.elements.opened.value }));
  }

  restore() {
    const kept = parsed(this.here.getItem(this.key));
    if (!kept || kept.text === this.paper.text) return;
    this.first = { text: this.paper.text, opened: this.form.elements.opened.value };
    this.paper.begin(kept.text);
    this.form.elements.opened.value = kept.opened;
    document.getElementById("restored").hidden = false;
    this.slips.later();
  }

  // What was restored is not wanted.
  drop() {
    this.form.elements.opened.value = this.first.opened;
    this.paper.text = this.first.text;
    document.getElementById("restored").hidden = true;
    this.keep();
  }

  async publish() {
    if (this.button.getAttribute("aria-busy") === "true") return;
    if (!this.dirty) return this.say("고친 것이 없어요.");
    const text = this.paper.text;
    const { opened, why } = this.form.elements;
    this.say("모두 검사하고 있어요. 다 되면 여기에 알려 드릴게요.", "busy");
    const busy = this.busy();
    try {
      const response = await send(this.form, this.form.action, { text, opened: opened.value, why: why.value });
      const data = await response.json();
      if (response.ok) this.live(data, text);
      else if (data.changed) this.differs(data.changed);
      else if (data.problems?.length) this.unfit(data.problems);
      else this.say(data.error, "error");
    } catch {
      this.say("보내지 못했어요. 쓰던 글은 이 창에 남아 있어요. 다시 눌러 주세요.", "error");
    } finally {
      busy();
    }
  }

  // Shows that it goes on, and how long it has been going.
  busy() {
    const begun = Date.now();
    const tick = () => { this.seconds.textContent = `${Math.round((Date.now() - begun) / 1000)}초째`; };
    const timer = setInterval(tick, 1000);
    this.button.setAttribute("aria-busy", "true");
    tick();
    return () => {
      clearInterval(timer);
      this.seconds.textContent = "";
      this.button.removeAttribute("aria-busy");
    };
  }

  live(data, sent) {
    this.saved = this.paper.text === sent ? sent : data.text;
    this.form.elements.opened.value = data.mark;
    this.form.elements.why.value = "";
    this.aside = null;
    for (const id of ["changed", "restored", "differs"]) document.getElementById(id)?.toggleAttribute("hidden", true);
    for (const link of this.form.querySelectorAll("[data-live]")) link.hidden = false; // the file is there by now
    this.keep();
    history.replaceState(null, "", `/desk/content/edit?file=${encodeURIComponent(this.form.elements.path.value)}`); // for a reload
    this.say(`내보냈어요. ${data.seen} ${data.told}`.trim(), "done");
    this.slips.later();
  }

  unfit(problems) {
    this.slips.show(problems);
    this.say("고칠 곳이 있어서 내보내지 않았어요. 시민이 보는 것은 그대로예요.", "error");
    this.slips.list.querySelector("a")?.focus();
  }

  differs(changed) {
    this.theirs = changed;
    document.getElementById("changed-shown").innerHTML = changed.diff; // drawn by the server, which escapes
    document.getElementById("changed-ends").hidden = false;
    document.getElementById("theirs").hidden = changed.text === null;
    this.changed.hidden = false;
    this.say("그사이 파일이 바뀌어서 내보내지 않았어요. 무엇이 다른지 봐 주세요.", "error");
    document.getElementById("changed-title").focus();
  }

  // The other's text in the place of one's own, which stays at hand.
  takeTheirs() {
    this.aside = this.paper.text;
    this.form.elements.opened.value = this.theirs.mark;
    this.saved = this.theirs.text;
    this.paper.text = this.theirs.text;
    this.changed.hidden = true;
    this.say("저장된 글로 바꾸었어요. 여기에 고칠 것을 다시 적어 주세요.");
  }

  // One has seen what differs, and goes on with one's own: it takes the place of the other's when it is published.
  goOn() {
    this.form.elements.opened.value = this.theirs.mark;
    this.changed.hidden = true;
    this.keep();
    this.say("내 글로 이어서 써요. 내보내면 저장된 글 대신 내 글이 들어가요.");
    this.paper.field.focus();
  }

  takeBack() {
    this.paper.text = this.aside ?? this.paper.text;
    this.aside = null;
    this.say("");
  }

  say(words, kind = "") {
    this.told.textContent = words;
    this.told.className = kind;
  }
}

function parsed(text) {
  try {
    const kept = JSON.parse(text);
    return typeof kept?.text === "string" && typeof kept.opened === "string" ? kept : null;
  } catch {
    return null; // left by another version of this page
  }
}

const form = document.getElementById("editor");
if (form) new Editor(form);
