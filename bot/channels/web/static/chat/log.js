// Draws the conversation. Everything anybody typed is set as text, never as markup.

import { amount } from "./attaching.js";

const REMOVABLE = ["photo", "document", "voice", "audio", "video"];
const NAMES = { citizen: "나", consultant: "상담사", notice: "알림" };

export class Log {
  constructor(root, papers, on) {
    this.root = root;
    this.papers = papers;
    this.on = on; // onButton, onAgain, onTakeBack, onDrop, onFile, onRemove
    this.bot = `${root.dataset.product} 봇`;
    this.minor = new Set(root.dataset.minor.split("|"));
    this.drawn = new Map();
  }

  draw(talk, outbox) {
    const out = talk.standingOut();
    const items = [];
    let before = null;
    for (const { place, message } of talk.shown()) {
      items.push({ key: `m${place}`, before, message, out: message.number >= out, state: "", place });
      before = message;
    }
    for (const entry of outbox.entries) {
      if (entry.quiet) continue;
      const message = { from: "citizen", text: wordsOf(entry), buttons: [], at: entry.at };
      items.push({ key: `o${entry.id}`, before, message, out: false, state: entry.state, entry });
      before = message;
    }
    this.place(items, outbox);
  }

  // Draws anew only what is another now, so that nothing is read out twice and the focus stays.
  place(items, outbox) {
    const gone = new Set(this.drawn.keys());
    let last = null;
    for (const item of items) {
      gone.delete(item.key);
      const look = JSON.stringify([item.message, item.out, item.state, item.entry?.why, dayBefore(item), isAgain(item)]);
      const known = this.drawn.get(item.key);
      let element = known?.element;
      if (!known) element = this.message(item);
      else if (known.look !== look) element = this.renew(known.element, this.message(item));
      if (!known || known.look !== look) this.drawn.set(item.key, { element, look });
      const next = last ? last.nextSibling : this.root.firstChild;
      if (element !== next) this.root.insertBefore(element, next);
      last = element;
    }
    for (const key of gone) {
      this.drawn.get(key).element.remove();
      this.drawn.delete(key);
    }
    for (const button of this.root.querySelectorAll(".choice")) {
      if (outbox.isOnItsWay(button.value)) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  }

  // What is drawn alike is changed where it stands: a screen reader would read the whole of a new one again.
  renew(old, fresh) {
    if (!alike(old, fresh)) return this.swap(old, fresh);
    change(old, fresh);
    return old;
  }

  swap(old, fresh) {
    const focused = old.contains(document.activeElement) ? [...old.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    old.replaceWith(fresh);
    if (focused >= 0) fresh.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
    return fresh;
  }

  message(item) {
    const { message } = item;
    const element = make("article", `message ${message.from}${isAgain(item) ? " again" : ""}${item.state ? ` ${item.state}` : ""}`);
    const day = dayBefore(item);
    if (day) element.append(make("p", "day", day));
    element.append(make("p", "who", NAMES[message.from] ?? this.bot), bubble(message));
    if (message.file && message.number) element.append(this.file(message));
    if (message.code) element.append(copying(message.code));
    if (message.buttons.length) element.append(this.buttons(message, item.out));
    if (message.papers?.includes("calendar")) element.append(this.papers.content.cloneNode(true));
    element.append(this.under(item));
    return element;
  }

  buttons(message, out) {
    const group = make("div", out ? "buttons" : "buttons old");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "고를 수 있는 답");
    for (const { id, label, on } of message.buttons) {
      const button = make("button", this.minor.has(label) ? "choice minor" : "choice", label);
      button.type = "button";
      button.value = id;
      if (on) button.setAttribute("aria-pressed", "true");
      button.addEventListener("click", () => this.on.onButton(button.value, button.textContent));
      group.append(button);
    }
    return group;
  }

  file({ number, from, file: { kind, name, size, state } }) {
    const line = make("div", "file");
    if (state === "failed") line.append(make("span", "", "파일을 받지 못했어요."));
    if (state === "removed") return line;
    const button = press(size ? `내려받기 (${amount(size)})` : "내려받기", () => this.on.onFile(number, button));
    button.className = "save";
    if (name) button.setAttribute("aria-label", `${name} 내려받기`);
    if (state === "here" || state === "wanted") line.append(button);
    if (from === "citizen" && REMOVABLE.includes(kind)) {
      const remove = press("지우기", () => this.on.onRemove(number, remove));
      remove.className = "remove";
      remove.setAttribute("aria-label", name ? `${name} 지우기` : "보낸 파일 지우기");
      line.append(remove);
    }
    return line;
  }

  // How much of a file has gone, drawn into its line as it is.
  progress(id, share) {
    const bar = this.drawn.get(`o${id}`)?.element.querySelector("progress");
    if (bar) bar.value = share;
  }

  under({ message, state, entry, place }) {
    const line = make("div", "under");
    if (state === "sending") line.append(make("span", "", "보내는 중…"), ...(entry.file ? [progress()] : []));
    if (state === "failed") {
      line.append(make("span", "", entry.why || "보내지 못했어요."));
      if (entry.text) line.append(press("고쳐 쓰기", () => this.on.onTakeBack(entry.id)));
      if (entry.file) line.append(press("지우기", () => this.on.onDrop(entry.id)));
      if (!entry.gone) line.append(press("다시 보내기", () => this.on.onAgain(entry.id)));
    }
    if (!state) {
      const time = make("time", "", clock(message.at));
      time.dateTime = message.at;
      line.append(time);
      if (message.edits && message.number !== place && message.from === "citizen" && message.file?.state !== "removed") line.append(make("span", "", "고침"));
    }
    return line;
  }
}

function progress() {
  const bar = make("progress", "");
  Object.assign(bar, { max: 1, value: 0 });
  bar.setAttribute("aria-label", "파일 보내기");
  return bar;
}

export function wordsOf(entry) {
  return entry.text ?? entry.label ?? entry.file.name;
}

function bubble(message) {
  const element = make("div", "bubble");
  if (!/[가-힣]/.test(message.text) && /[a-z]{2}/i.test(message.text)) element.lang = "en"; // for the voice that reads it
  for (const paragraph of message.text.split(/\n{2,}/)) {
    let lines = [];
    const flush = () => { if (lines.length) element.append(make("p", "", lines.join("\n"))); lines = []; };
    let list = null;
    for (const line of paragraph.split("\n")) {
      if (message.code?.split(" ").includes(line)) {
        flush();
        element.append(make("p", "code", line));
        continue;
      }
      const isItem = message.from !== "citizen" && /^\s*· /.test(line);
      if (!isItem) {
        list = null;
        lines.push(line);
        continue;
      }
      flush();
      if (!list) element.append((list = make("ul", "")));
      list.append(make("li", "", line.replace(/^\s*· /, "")));
    }
    flush();
  }
  const last = element.lastElementChild;
  if (message.from !== "citizen" && last?.tagName === "P" && last !== element.firstElementChild && last.textContent.startsWith("근거 - ")) last.className = "cite";
  return element;
}

// Files and codes are what they were drawn for, and words on their way are not yet what was said.
function alike(old, fresh) {
  const inside = [...old.children];
  return old.tagName === fresh.tagName && !old.matches(".file, .copy, .sending, .failed") && old.childElementCount === fresh.childElementCount
    && inside.every((child, place) => alike(child, fresh.children[place]));
}

function change(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (!fresh.childElementCount && old.textContent !== fresh.textContent) old.textContent = fresh.textContent;
  [...old.children].forEach((child, place) => change(child, fresh.children[place]));
}

// A code, with the case number that is given beside it, to be taken along.
function copying(code) {
  const group = make("div", "buttons copy");
  const button = press("번호와 코드 복사하기", async () => {
    try {
      await navigator.clipboard.writeText(code);
      button.textContent = "복사했어요";
    } catch {
      button.textContent = "길게 눌러 복사해 주세요";
    }
  });
  button.className = "choice";
  group.append(button);
  return group;
}

function isAgain({ before, message, state }) {
  return Boolean(before && !state && before.from === message.from && !dayBefore({ before, message }) && message.from !== "notice");
}

function dayBefore({ before, message }) {
  const day = dayOf(message.at);
  return before && dayOf(before.at) === day ? "" : day;
}

const DAY = new Intl.DateTimeFormat("ko-KR", { timeZone: "Asia/Seoul", month: "long", day: "numeric", weekday: "long" });
const CLOCK = new Intl.DateTimeFormat("ko-KR", { timeZone: "Asia/Seoul", hour: "numeric", minute: "2-digit" });

function dayOf(at) {
  return DAY.format(new Date(at));
}

function clock(at) {
  return CLOCK.format(new Date(at));
}

function press(label, act) {
  const button = make("button", "", label);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}
