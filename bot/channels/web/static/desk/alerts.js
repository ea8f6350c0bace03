// A notification of the browser, for who has asked for it by a tap: numbers of cases, and no word of anybody.

import { storage } from "../chat/session.js";

const KEY = "desk-alerts";

export class Alerts {
  constructor(toast) {
    this.toast = toast;
    this.kept = storage("localStorage");
    this.button = document.getElementById("alerts");
    this.before = null;
    this.button.hidden = !("Notification" in window);
    this.button.addEventListener("click", () => this.turn());
    this.draw();
  }

  get on() {
    return "Notification" in window && Notification.permission === "granted" && this.kept.getItem(KEY) === "on";
  }

  async turn() {
    const was = this.on;
    this.kept.setItem(KEY, was ? "off" : "on");
    if (!was && Notification.permission === "default") await Notification.requestPermission();
    if (!was && !this.on) this.toast("브라우저가 알림을 막고 있어요. 주소창 옆 자물쇠에서 알림을 허용해 주세요.");
    this.draw();
  }

  draw() {
    this.button.textContent = this.on ? "알림 끄기" : "알림 켜기";
  }

  // Tells what has come since the last time, while nobody looks: who waits anew, and words to oneself.
  heard(waits) {
    if (this.before && this.on && document.hidden) {
      for (const [number, unread] of Object.entries(waits)) {
        const isNew = !(number in this.before);
        if (isNew || unread > this.before[number]) this.tell(number, isNew);
      }
    }
    this.before = waits;
  }

  tell(number, isNew) {
    const words = isNew ? "상담이 기다려요" : "시민이 글을 남겼어요";
    const notification = new Notification(`${number} ${words}`, { tag: number });
    notification.onclick = () => {
      window.focus();
      window.location.assign(`/desk/cases/${number}`);
      notification.close();
    };
  }
}
