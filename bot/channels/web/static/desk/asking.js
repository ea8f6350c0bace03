// 물어보기: what a citizen would get by the text as it stands.

import { Panel } from "./panel.js";

export class Asking {
  constructor(form, details) {
    this.panel = new Panel(form, details, "/desk/content/ask");
    details.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const question = document.getElementById("question").value.trim();
      if (question) await this.panel.ask({ question });
    });
  }
}
