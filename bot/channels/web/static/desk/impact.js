// What the text would do, before it does it: asked for by hand, told line by line while the server looks.

import { send } from "./slips.js";

export class Impact {
  // `fields`: what is sent of the text; `goTo`: where a line of it is shown.
  constructor(form, { fields, goTo }) {
    this.form = form;
    this.fields = fields;
    this.card = document.getElementById("impact");
    this.told = document.getElementById("impact-told");
    this.bar = document.getElementById("impact-bar");
    this.shown = document.getElementById("impact-shown");
    this.under = null;
    this.card.hidden = false;
    this.card.addEventListener("click", (event) => {
      const asked = event.target.closest("[data-impact]");
      const line = event.target.closest("[data-line]")?.dataset.line;
      if (asked) this.look(asked.dataset.impact === "all");
      else if (line) {
        event.preventDefault();
        goTo(Number(line));
      }
    });
  }

  // A second press begins anew: the server stops looking at what nobody waits for.
  async look(all) {
    this.under?.abort();
    const under = (this.under = new AbortController());
    this.say("그렇게 바뀐 내용을 읽고 익히고 있어요. 몇 초 걸려요.");
    this.shown.replaceChildren();
    try {
      const response = await send(this.form, "/desk/content/impact", { ...this.fields(), ...(all && { all: "1" }) }, under.signal);
      if (response.ok) for await (const line of lines(response.body)) this.take(line);
      else this.say((await response.json()).error);
    } catch (error) {
      if (error.name !== "AbortError") this.say("보지 못했어요. 다시 눌러 주세요.");
    } finally {
      if (this.under === under) this.bar.hidden = true;
    }
  }

  take({ done, all, problems, html }) {
    if (html !== undefined) {
      this.say("");
      this.shown.innerHTML = html; // drawn by the server, which escapes
    } else if (problems) {
      this.say(`고칠 곳이 ${problems}군데 있어요. 고친 다음에 봐 주세요.`);
    } else if (all) {
      this.say("지난 질문을 다시 물어보고 있어요.");
      this.bar.hidden = false;
      this.bar.max = all;
      this.bar.value = done;
    }
  }

  say(words) {
    if (this.told.textContent !== words) this.told.textContent = words;
  }
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const parts = (rest + (value ?? "")).split("\n");
    rest = parts.pop();
    for (const part of parts) if (part) yield JSON.parse(part);
    if (done) return;
  }
}
