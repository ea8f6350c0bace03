// Where one writes. Enter sends, but never the Enter that ends a syllable being composed.

const KEY = "draft";
const SHOWS = /[^\p{Z}\p{C}]/u; // spaces and what joins letters leave nothing on a page

export class Composer {
  constructor(form, storage, { onSend }) {
    this.field = form.elements.text;
    this.storage = storage;
    this.onSend = onSend;
    this.field.value = storage.getItem(KEY) ?? "";
    this.fit();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("input", () => this.changed());
  }

  send() {
    const text = this.field.value.trim();
    if (!SHOWS.test(text)) {
      this.field.focus();
      return;
    }
    this.put("");
    this.onSend(text);
    this.field.focus();
  }

  put(text) {
    this.field.value = text;
    this.changed();
  }

  // Gives words back to be changed, after what may stand there already.
  giveBack(text) {
    this.put([this.field.value.trim(), text].filter(Boolean).join("\n"));
    this.field.focus();
  }

  changed() {
    this.storage.setItem(KEY, this.field.value);
    this.fit();
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 3}px`;
  }
}
