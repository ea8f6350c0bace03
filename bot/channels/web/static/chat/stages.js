// Where one stands on the way: a line below the bar, and beside the conversation the steps one by one.

const REST = 400; // milliseconds after the last words: several at once are looked at once

export class Stages {
  constructor(session, { strip, list }) {
    this.session = session;
    this.strip = strip;
    this.list = list;
  }

  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), REST);
  }

  async ask() {
    if (!this.session.token) return this.draw({ steps: [] });
    try {
      this.draw(await this.session.get("/api/plan"));
    } catch {
      // What stands there is looked at again with the next words.
    }
  }

  draw({ title, steps }) {
    // A question on the way belongs to the step that comes next.
    const at = ["now", "ahead"].map((wanted) => steps.findIndex(({ state }) => state === wanted)).find((place) => place >= 0);
    const now = at ?? -1;
    const begun = now >= 0;
    this.strip.hidden = !begun;
    this.list.hidden = !begun;
    if (!begun) return;
    const [words, bar] = this.strip.children;
    words.textContent = `${steps.length}단계 중 ${now + 1}단계 - ${steps[now].name}`;
    Object.assign(bar, { max: steps.length, value: now + 1 });
    bar.setAttribute("aria-label", title);
    this.list.querySelector("h2").textContent = title;
    this.list.querySelector("ol").replaceChildren(...steps.map((step, place) => this.step(step.name, place === now ? "now" : step.state)));
  }

  step(name, state) {
    const item = document.createElement("li");
    item.className = state;
    item.textContent = name;
    const said = { done: "마침", now: "지금", later: "나중에" }[state];
    if (state === "now") item.setAttribute("aria-current", "step");
    if (said) {
      const word = document.createElement("span");
      word.className = "state";
      word.textContent = said;
      item.append(" ", word);
    }
    return item;
  }
}
