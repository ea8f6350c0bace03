// 걸어보기: a conversation that the server holds nothing of. The steps are here, and all of them are done again each time.

import { Panel } from "./panel.js";

export class Walking {
  constructor(form, details) {
    this.panel = new Panel(form, details, "/desk/content/walk");
    this.details = details;
    this.words = details.querySelector("form");
    this.steps = [];
    details.addEventListener("click", (event) => this.clicked(event));
    this.words.addEventListener("submit", (event) => {
      event.preventDefault();
      const field = this.words.querySelector("input");
      const text = field.value.trim();
      if (text) this.go([...this.steps, ["say", text]]).then((done) => { if (done) field.value = ""; });
    });
  }

  clicked(event) {
    const { walk, days } = event.target.closest("[data-walk]")?.dataset ?? {};
    const tap = event.target.closest("[data-tap]");
    if (tap) this.go([...this.steps, ["tap", tap.dataset.tap]]);
    else if (walk === "begin") this.go([]);
    else if (walk === "again") this.go(this.steps);
    else if (walk === "wait") this.go([...this.steps, ["wait", days]]);
    else if (walk === "back") this.go(this.steps.slice(0, -1));
  }

  async go(steps) {
    const data = await this.panel.ask({ steps: JSON.stringify(steps) });
    if (!data) return false;
    this.steps = data.steps;
    this.words.hidden = false;
    for (const each of this.details.querySelectorAll("[data-walk=again], [data-walk=wait]")) each.hidden = false;
    this.details.querySelector("[data-walk=back]").hidden = this.steps.length < 2;
    this.toEnd();
    return true;
  }

  // What came last is in sight, from the person's own words on, and the keyboard is where it goes on.
  toEnd() {
    const thread = this.panel.shown.querySelector(".thread");
    const said = [...thread.children];
    const [kind, label] = this.steps.at(-1) ?? [];
    const own = kind === "wait" ? said.length - 1 : said.findLastIndex((it) => it.classList.contains("citizen"));
    thread.scrollTop = said[Math.max(own, 0)].offsetTop - thread.offsetTop;
    if (kind === "wait") return; // the button stays at hand: one may wait longer
    const taps = [...said.at(-1).querySelectorAll("[data-tap]")];
    const again = kind === "tap" && taps.find((it) => it.dataset.tap === label);
    (again || taps[0] || this.words.querySelector("input")).focus({ preventScroll: true });
  }
}
