// A draft of an answer at the end of the text that is being written, under the name that is typed.

import { send } from "./slips.js";

export class Adding {
  constructor(form, paper) {
    this.form = form;
    this.paper = paper;
    this.adding = document.getElementById("adding");
    if (!this.adding) return;
    this.told = document.getElementById("adding-told");
    this.busy = false;
    this.name = this.adding.elements.name;
    this.adding.addEventListener("submit", (event) => { event.preventDefault(); this.add(); });
  }

  async add() {
    if (this.busy) return;
    const { name } = this;
    this.busy = true;
    this.say("초안을 준비하고 있어요.");
    const text = this.paper.text;
    try {
      const response = await send(this.form, this.adding.action, { text, name: name.value });
      const data = await response.json();
      name.toggleAttribute("aria-invalid", false);
      if (!response.ok) return this.refused(data.error);
      if (this.paper.text !== text) return this.say("그사이 글이 바뀌었어요. 다시 눌러 주세요.");
      this.paper.text = data.text;
      this.paper.goTo(data.line);
      name.value = "";
      this.say(`${data.line}번째 줄부터 초안을 넣었어요.`);
    } catch {
      this.say("넣지 못했어요. 다시 눌러 주세요.");
    } finally {
      this.busy = false;
    }
  }

  refused(words) {
    this.say(words);
    this.name.setAttribute("aria-invalid", "true");
    this.name.focus();
  }

  say(words) {
    this.told.textContent = words;
  }
}
