// What is put into an answer: words of the FAQ with their source, and a request for papers.

const PAUSE = 200;

export class Inserting {
  constructor(field) {
    this.field = field;
    this.canned = document.getElementById("canned");
    this.papers = document.getElementById("papers");
    this.query = document.getElementById("canned-query");
    this.list = document.getElementById("canned-list");
    this.told = document.getElementById("canned-told");
    this.asked = 0;
    for (const button of document.querySelectorAll("[data-opens]")) {
      button.addEventListener("click", () => this.open(button.dataset.opens));
    }
    for (const button of document.querySelectorAll("[data-closes]")) {
      button.addEventListener("click", () => button.closest("dialog").close());
    }
    this.query.addEventListener("input", () => this.later());
    document.getElementById("canned-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.find();
    });
    document.getElementById("papers-form").addEventListener("submit", (event) => this.ask(event));
  }

  open(id) {
    const dialog = document.getElementById(id);
    dialog.showModal();
    if (dialog !== this.canned) return;
    if (!this.query.value) this.query.value = lastWords();
    this.query.select();
    this.find();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), PAUSE);
  }

  // The newest question counts, whichever answer comes first.
  async find() {
    clearTimeout(this.timer);
    const turn = ++this.asked;
    try {
      const path = `/desk/api/answers?q=${encodeURIComponent(this.query.value)}`;
      const response = await fetch(path, { headers: { accept: "application/json" } });
      const data = await response.json();
      if (turn !== this.asked) return;
      if (!response.ok) throw new Error(data.error);
      this.show(data.answers);
    } catch {
      if (turn === this.asked) this.told.textContent = "지금은 찾을 수 없어요. 잠시 뒤에 다시 찾아 주세요.";
    }
  }

  show(answers) {
    this.told.textContent = answers.length ? `${answers.length}개를 찾았어요.` : this.query.value.trim() ? "맞는 답이 없어요. 다른 말로 찾아 보세요." : "";
    this.list.replaceChildren(...answers.map((answer) => this.card(answer)));
  }

  card({ title, text }) {
    const item = document.createElement("li");
    const [name, words, button] = ["h3", "p", "button"].map((tag) => document.createElement(tag));
    name.textContent = title;
    words.textContent = text;
    words.className = "canned-text";
    button.textContent = "글에 넣기";
    button.type = "button";
    button.className = "button small";
    button.setAttribute("aria-label", `글에 넣기: ${title}`);
    button.addEventListener("click", () => this.insert(text, this.canned));
    item.append(name, words, button);
    return item;
  }

  ask(event) {
    event.preventDefault();
    const form = event.target;
    const data = new FormData(form);
    const papers = [...data.getAll("paper"), ...data.get("other").split(/[,\n]/)].map((it) => it.trim()).filter(Boolean);
    if (!papers.length) {
      document.getElementById("papers-other").focus();
      return;
    }
    this.insert([form.dataset.before, ...papers.map((it) => `- ${it}`), form.dataset.after].join("\n"), this.papers);
    form.reset();
  }

  // At the cursor, as a paragraph of its own; nothing that was written is lost.
  insert(text, dialog) {
    const { value, selectionStart: at } = this.field;
    const before = value.slice(0, at).trimEnd();
    const after = value.slice(at).trimStart();
    const put = before ? `${before}\n\n${text}` : text;
    dialog.close();
    this.field.value = after ? `${put}\n\n${after}` : put;
    this.field.focus();
    this.field.setSelectionRange(put.length, put.length);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function lastWords() {
  const said = [...document.querySelectorAll("#thread .citizen .said:not(.gone)")].at(-1);
  return (said?.textContent ?? "").trim().slice(0, 100);
}
