// What both panels do: one question to the server at a time, with the text as it stands, and its answer shown.

import { send } from "./slips.js";

const WHILE = 1000; // milliseconds until it is told how long it takes

export class Panel {
  constructor(form, panel, address) {
    this.form = form;
    this.address = address;
    this.told = panel.querySelector(".trying-told");
    this.shown = panel.querySelector(".trying-shown");
    this.busy = false;
  }

  // What the server has drawn, which it escapes; null when there is nothing to show.
  async ask(fields) {
    if (this.busy) return null;
    this.busy = true;
    const ends = this.waiting();
    try {
      const response = await send(this.form, this.address, { text: document.getElementById("text").value, ...fields });
      const data = await response.json();
      if (response.ok) {
        this.shown.innerHTML = data.shown;
        this.say("");
        return data;
      }
      this.say(data.problems ? unread(data.problems) : data.error);
    } catch {
      this.say("물어보지 못했어요. 다시 눌러 주세요.");
    } finally {
      ends();
      this.busy = false;
    }
    return null;
  }

  // New questions have to be learnt first: that takes seconds, and they are counted.
  waiting() {
    const learns = this.form.elements.path.value.startsWith("faq/");
    const begun = Date.now();
    this.say("보고 있어요.");
    const tick = () => {
      const seconds = Math.round((Date.now() - begun) / 1000);
      this.say(learns ? `고친 질문을 배우고 있어요. 보통 10초 안에 끝나요. ${seconds}초째` : `보고 있어요. ${seconds}초째`, false);
    };
    const timer = setInterval(tick, WHILE);
    return () => clearInterval(timer);
  }

  say(words) {
    if (this.told.textContent !== words) this.told.textContent = words;
  }
}

function unread(problems) {
  const first = problems.find((it) => it.level === "error") ?? problems[0];
  const more = problems.length > 1 ? ` 고칠 곳은 모두 ${problems.length}개예요.` : "";
  return `먼저 고쳐 주세요. ${first.file} ${first.line}번째 줄: ${first.text}${more}`;
}
