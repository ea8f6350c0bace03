// Looks while one writes. Nothing is asked in the middle of a syllable: keyboards of phones compose a whole word, so
// that a longer rest counts as its end, unless a lone letter of a syllable still stands there.

const PAUSE = 250; // milliseconds after the last sign
const REST = 800; // milliseconds after the last sign of what is still being composed
const LONE = /[\u3131-\u3163]$/; // a consonant or vowel without its syllable

export class Search {
  constructor(field, place) {
    this.field = field;
    this.place = place;
    this.composing = false;
    this.asked = field.value.trim();
    this.asking = null;
    field.addEventListener("compositionstart", () => { this.composing = true; clearTimeout(this.timer); });
    field.addEventListener("compositionend", () => { this.composing = false; this.later(PAUSE); });
    field.addEventListener("input", () => this.later(this.composing ? REST : PAUSE));
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.asked = null;
      this.ask();
    });
  }

  get words() {
    return this.field.value.trim();
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.composing || !LONE.test(this.words)) this.ask();
    }, milliseconds);
  }

  // Asks once for the same words; what was asked before is not waited for any more.
  async ask() {
    clearTimeout(this.timer);
    const words = this.words;
    if (words === this.asked) return;
    this.asked = words;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    if (!words) {
      this.show("");
      return;
    }
    try {
      this.show(await found(words, asking.signal));
    } catch (error) {
      if (asking.signal.aborted) return;
      this.asked = null;
      this.tell(error.sentence ?? this.place.dataset.failed);
    }
  }

  // Markup that the server has drawn; it has escaped whatever was typed.
  show(markup) {
    this.place.innerHTML = markup;
    document.body.classList.toggle("finding", Boolean(markup));
  }

  tell(words) {
    const line = document.createElement("p");
    line.className = "card";
    line.setAttribute("role", "status");
    line.textContent = words;
    this.place.replaceChildren(line);
  }
}

async function found(words, signal) {
  const path = `/faq/search?${new URLSearchParams({ q: words })}`;
  const response = await fetch(path, { headers: { accept: "application/json" }, cache: "no-store", signal });
  const data = await response.json();
  if (!response.ok) throw Object.assign(new Error("refused"), { sentence: data.error });
  return data.found;
}
