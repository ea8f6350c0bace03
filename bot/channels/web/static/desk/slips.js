// What is wrong with the text that is being written: asked of the server a moment after the last key, shown at its line.

import { made } from "./paper.js";

const PAUSE = 400;

export class Slips {
  constructor(form, paper) {
    this.form = form;
    this.paper = paper;
    this.list = document.getElementById("slips");
    this.count = document.getElementById("slips-count");
    this.timer = 0;
    this.asking = false;
    this.list.addEventListener("click", (event) => {
      const line = event.target.closest("[data-line]")?.dataset.line;
      if (!line) return;
      event.preventDefault();
      this.paper.goTo(Number(line));
    });
    this.mark([...this.list.querySelectorAll("[data-line]")].map((it) => ({ line: Number(it.dataset.line), level: it.closest("li").className })));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  // One question at a time; what was typed meanwhile is asked next.
  async ask() {
    if (this.asking) return;
    this.asking = true;
    const text = this.paper.text;
    try {
      const response = await send(this.form, "/desk/content/check", { text });
      const data = await response.json();
      if (!response.ok) this.say(data.error);
      else if (this.paper.text === text) this.show(data.problems);
    } catch {
      this.say("지금은 살펴보지 못했어요. 더 적으면 다시 살펴볼게요.");
    } finally {
      this.asking = false;
    }
    if (this.paper.text !== text) this.later();
  }

  show(problems) {
    const path = this.form.elements.path.value;
    this.list.replaceChildren(...problems.map((it) => row(it, path)));
    const errors = problems.filter((it) => it.level === "error").length;
    const told = [errors && `고칠 곳 ${errors}개`, problems.length - errors && `살펴볼 곳 ${problems.length - errors}개`];
    this.say(told.filter(Boolean).join(", ") || "고칠 곳이 없어요.");
    this.mark(problems.filter((it) => it.file === path));
  }

  mark(found) {
    const marks = new Map();
    for (const { line, level } of found) if (marks.get(line) !== "error") marks.set(line, level);
    this.paper.mark(marks);
  }

  say(words) {
    if (this.count.textContent !== words) this.count.textContent = words;
  }
}

// Sends fields of the form with some of their own.
export function send(form, address, fields, signal) {
  const { csrf, path } = form.elements;
  const body = new URLSearchParams({ csrf: csrf.value, path: path.value, ...fields });
  return fetch(address, { method: "POST", headers: { accept: "application/json" }, body, signal });
}

function row({ file, line, text, level }, path) {
  const item = made("li", level, "");
  const here = file === path;
  const link = made("a", "", here ? `${line}번째 줄` : `${file} ${line}번째 줄`);
  link.href = here ? `#L${line}` : `/desk/content/edit?file=${encodeURIComponent(file)}#L${line}`;
  if (here) link.dataset.line = line;
  else link.target = "_blank";
  const words = made("span", "", level === "warning" ? `살펴봐 주세요. ${text}` : text);
  item.append(link, " ", words);
  return item;
}
