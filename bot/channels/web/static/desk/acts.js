// Forms of a case: each acts once, keeps its draft, and says what came of it.

import { freshId } from "../chat/session.js";
import { Drafts } from "./drafts.js";

export class Acts {
  constructor(number, who, { onDone }) {
    this.on = { onDone };
    this.drafts = new Drafts(number, who, (kind, words) => this.drafted(kind, words));
    this.sent = new Map();
    this.line = Promise.resolve();
    this.answer = document.getElementById("answer");
    this.told = document.getElementById("told");
    this.anothers = document.getElementById("anothers");
    this.note = document.getElementById("note");
    for (const form of [this.answer, this.note]) this.drafts.watch(form, kindOf(form));
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
    for (const form of [this.answer, this.note]) {
      form.elements.text.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.keyCode === 229) return;
        form.requestSubmit(form.querySelector(`[value=${kindOf(form)}]:not(.anothers *)`));
      });
    }
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

  drafted(kind, words) {
    document.getElementById(`${kind}-saved`).textContent = words;
  }

  clear(form, fields) {
    const sent = fields.get("file");
    if (sent && form.elements.file.files[0] === sent) this.unfile();
    if (form.elements.text.value.trim() !== (fields.get("text") ?? "").trim()) return;
    form.elements.text.value = "";
    this.drafts.sent(form, kindOf(form));
  }
}

// A field named id hides the form's own property of that name.
function kindOf(form) {
  return form.getAttribute("id");
}

// A file needs a form in parts; everything else stays as short as it was.
function bodyOf(fields) {
  return fields.get("file") ? fields : new URLSearchParams(fields);
}
