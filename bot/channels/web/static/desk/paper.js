// A field for text of many lines: their numbers beside them, marks at some, and indentation by keys and buttons.
// Tab leaves it, as any field.

const STEP = "  ";

export class Paper {
  constructor(element, { onChange }) {
    this.field = element.querySelector("textarea");
    this.numbers = element.querySelector(".numbers");
    this.bars = element.querySelector(".bars");
    this.marks = new Map(); // by line: "error" or "warning"
    this.count = 0;
    this.field.addEventListener("input", () => { this.number(); onChange(); });
    this.field.addEventListener("scroll", () => this.follow(), { passive: true });
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    new ResizeObserver(() => this.draw()).observe(this.field);
    this.number();
  }

  get text() {
    return this.field.value;
  }

  // Another text in the place of this one, as if it had been there from the beginning.
  begin(text) {
    this.field.value = text;
    this.number();
  }

  // Another text in the place of this one; what was there comes back with Ctrl+Z.
  set text(text) {
    this.field.focus({ preventScroll: true });
    this.field.select();
    this.insert(text);
    this.field.setSelectionRange(0, 0);
    this.field.scrollTop = 0;
  }

  get height() {
    return parseFloat(getComputedStyle(this.field).lineHeight);
  }

  // The lines to mark, each with its level.
  mark(marks) {
    this.marks = marks;
    this.draw();
  }

  // Puts the cursor at the end of a line and shows it with what is above it.
  goTo(line) {
    const lines = this.text.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const end = start + (lines[line - 1]?.length ?? 0);
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(start, end);
    this.field.scrollTop = Math.max(0, (line - 4) * this.height);
    this.field.scrollLeft = 0;
    this.field.scrollIntoView({ block: "nearest" });
  }

  // The lines of the selection two places to the right, or to the left.
  indent(deeper) {
    const { value, selectionStart, selectionEnd } = this.field;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const after = value.indexOf("\n", Math.max(selectionStart, selectionEnd - 1));
    const end = after < 0 ? value.length : after;
    const before = value.slice(start, end);
    const lines = before.split("\n").map((it) => (deeper ? (it ? STEP + it : it) : it.replace(/^ {1,2}/, "")));
    const text = lines.join("\n");
    if (text === before) return;
    this.field.setSelectionRange(start, end);
    this.insert(text);
    const moved = lines[0].length - before.split("\n")[0].length;
    if (selectionStart === selectionEnd) this.field.setSelectionRange(...Array(2).fill(Math.max(start, selectionStart + moved)));
    else this.field.setSelectionRange(start, start + text.length);
  }

  pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && (event.code === "BracketRight" || event.code === "BracketLeft")) {
      event.preventDefault();
      this.indent(event.code === "BracketRight");
    } else if (event.key === "Enter" && !control && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      const { value, selectionStart } = this.field;
      const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
      this.insert("\n" + line.match(/^ */)[0] + (/[:|]\s*$/.test(line) ? STEP : ""));
    }
  }

  // As if typed, so that the browser can undo it; some do not, and then it is just put there.
  insert(text) {
    if (document.execCommand("insertText", false, text)) return;
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  number() {
    const count = this.text.split("\n").length;
    if (count === this.count) return;
    this.count = count;
    this.draw();
  }

  draw() {
    const parts = [];
    const bars = [];
    const height = this.height;
    let plain = "";
    for (let line = 1; line <= this.count; line += 1) {
      const level = this.marks.get(line);
      if (!level) {
        plain += `${line}\n`;
        continue;
      }
      parts.push(plain, made("span", level, `${line}\n`));
      plain = "";
      const bar = made("div", level, "");
      bar.style.top = `${(line - 1) * height}px`;
      bar.style.height = `${height}px`;
      bars.push(bar);
    }
    this.numbers.firstElementChild.replaceChildren(...parts, plain);
    this.bars.firstElementChild.replaceChildren(...bars);
    this.follow();
  }

  follow() {
    const moved = `translateY(${-this.field.scrollTop}px)`;
    this.numbers.firstElementChild.style.transform = moved;
    this.bars.firstElementChild.style.transform = moved;
  }
}

export function made(tag, kind, text) {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.textContent = text;
  return element;
}
