// Forms of a case: each acts once, keeps its draft, and says what came of it.

import { freshId, storage } from "../chat/session.js";

export class Acts {
  constructor(number, { onDone }) {
    this.number = number;
    this.on = { onDone };
    this.drafts = storage("localStorage");
    this.sent = new Map();
    this.line = Promise.resolve();
    this.answer = document.getElementById("answer");
    this.told = document.getElementById("told");
    this.anothers = document.getElementById("anothers");
    for (const form of [this.answer, document.getElementById("note")]) this.keepDraft(form);
    document.addEventListener("submit", (event) => {
      if (!event.target.matches("#answer, #note, .act")) return;
      event.preventDefault();
      const fields = new FormData(event.target, event.submitter);
      if (!fields.get("file")?.name) fields.delete("file");
      fields.set("id", this.idOf(event.target, fields));
      this.line = this.line.then(() => this.act(event.target, fields));
    });
    this.unfileButton = document.getElementById("unfile");
    this.unfileButton.addEventListener("click", () => this.unfile());
    this.answer.elements.file.addEventListener("change", () => this.showFile());
    this.showFile();
    this.answer.elements.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.keyCode === 229) return;
      this.answer.requestSubmit(this.answer.querySelector("[value=answer]"));
    });
  }

  // One after the other: a second click brings the id of the first, and what is written meanwhile stays.
  async act(form, fields) {
    try {
      const response = await fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body: bodyOf(fields) });
      const data = await response.json();
      if (this.sent.get(form)?.id === fields.get("id")) this.sent.delete(form);
      if (!response.ok) this.say(data.error, false);
      else this.done(form, fields, data);
    } catch {
      this.say("보내지 못했어요. 쓰던 글은 남아 있어요. 다시 눌러 주세요.", false);
    }
  }

  done(form, fields, data) {
    this.say(data.refused ? data.told.join(" ") : "", data.anothers);
    if (!data.refused) {
      if (form.matches("#answer, #note")) this.clear(form, fields);
      else form.closest("details")?.removeAttribute("open");
      if (form.matches(".act") && form.contains(document.activeElement)) document.activeElement.blur();
    }
    this.on.onDone(data);
  }

  // The same words by the same button go out under the same id until the server has answered.
  idOf(form, fields) {
    const said = [...fields].filter(([name]) => name !== "csrf" && name !== "id");
    const what = said.flatMap(([name, it]) => (it.name === undefined ? [name, it] : [name, it.name, it.size, it.lastModified])).join("\n");
    const known = this.sent.get(form);
    if (known?.what === what) return known.id;
    const id = freshId();
    this.sent.set(form, { what, id });
    return id;
  }

  say(words, isAnothers) {
    this.told.textContent = words;
    this.told.hidden = !words;
    this.anothers.hidden = !isAnothers;
  }

  unfile() {
    this.answer.elements.file.value = "";
    this.showFile();
    this.answer.elements.text.focus();
  }

  showFile() {
    const { files } = this.answer.elements.file;
    this.unfileButton.hidden = !files.length;
    document.getElementById("picked").textContent = files[0]?.name ?? "";
    this.answer.elements.text.required = !files.length;
  }

  keepDraft(form) {
    const key = this.keyOf(form);
    const field = form.elements.text;
    field.value = this.drafts.getItem(key) ?? field.value;
    field.addEventListener("input", () => {
      if (field.value) this.drafts.setItem(key, field.value);
      else this.drafts.removeItem(key);
    });
  }

  clear(form, fields) {
    const sent = fields.get("file");
    if (sent && form.elements.file.files[0] === sent) this.unfile();
    if (form.elements.text.value.trim() !== (fields.get("text") ?? "").trim()) return;
    form.elements.text.value = "";
    this.drafts.removeItem(this.keyOf(form));
  }

  // A field named id hides the form's own property of that name.
  keyOf(form) {
    return `desk:${this.number}:${form.getAttribute("id")}`;
  }
}

// A file needs a form in parts; everything else stays as short as it was.
function bodyOf(fields) {
  return fields.get("file") ? fields : new URLSearchParams(fields);
}
