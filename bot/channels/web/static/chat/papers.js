// What one takes along of the plan: its days as a file for the calendar, and the plan itself on paper.

import { Rejected } from "./session.js";
import { drawSheet } from "./sheet.js";

const KEPT = 60000; // milliseconds a browser may take to write a file away

export class Papers {
  constructor(session, { sheet, onTold }) {
    this.session = session;
    this.sheet = sheet;
    this.onTold = onTold;
    this.acts = { calendar: () => this.save("/api/plan.ics"), print: () => this.print() };
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-paper]");
      if (button) this.take(button);
    });
  }

  // A second tap while it is under way does nothing.
  async take(button) {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    try {
      this.onTold(await this.acts[button.dataset.paper]());
    } catch (error) {
      const words = error instanceof Rejected ? error.message : "";
      this.onTold(words || this.sheet.dataset.failed);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  async save(path) {
    await save(this.session, path);
    return this.sheet.dataset.saved;
  }

  async print() {
    const plan = await this.session.get("/api/plan");
    if (!plan.steps.length) return this.sheet.dataset.none;
    drawSheet(this.sheet, plan);
    onlySheet();
    window.print();
    return "";
  }
}

// Fetches a file in the session's name, and has the browser keep it.
export async function save(session, path) {
  const { name, content } = await session.file(path);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

// The next touch of the page ends it: not every browser tells when the printing is over, and some tell it too early.
function onlySheet() {
  const { classList } = document.body;
  const back = () => classList.remove("printing");
  classList.add("printing");
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, back, { once: true, capture: true });
}
