// What surrounds the conversation: where it is scrolled to, the line about the connection, toasts, the title.

const NEAR = 160;
const TOAST = 4000; // milliseconds at least
const READING = 150; // milliseconds a letter

export class View {
  constructor({ newer, line, toast }) {
    this.newer = newer;
    this.line = line;
    this.toastBox = toast;
    this.title = document.title;
    this.unread = 0;
    newer.addEventListener("click", () => this.toEnd());
    window.addEventListener("scroll", () => { if (this.isNearEnd()) this.newer.hidden = true; }, { passive: true });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.read(); });
  }

  isNearEnd() {
    const page = document.documentElement;
    return page.scrollHeight - window.scrollY - window.innerHeight < NEAR;
  }

  // To the end, but never past the beginning of what is new: a long answer is read from its first line.
  follow(first, wasNearEnd) {
    if (!wasNearEnd) {
      this.tellMore("새 메시지 보기");
      return;
    }
    const page = document.documentElement;
    const end = page.scrollHeight - window.innerHeight;
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const top = first ? first.getBoundingClientRect().top + window.scrollY - Math.max(bar.bottom, 0) - 8 : end;
    const isLong = end - top > NEAR;
    window.scrollTo({ top: isLong ? top : end });
    if (isLong) this.tellMore("아래에 더 있어요");
  }

  tellMore(words) {
    this.newer.textContent = words;
    this.newer.hidden = false;
  }

  toEnd(behavior = "auto") {
    window.scrollTo({ top: document.documentElement.scrollHeight, behavior });
    this.newer.hidden = true;
  }

  away(isAway) {
    this.line.hidden = !isAway;
    const words = navigator.onLine ? "연결이 끊겼어요. 다시 잇고 있어요." : "인터넷 연결이 끊겼어요. 이어지면 저절로 보낼게요.";
    if (isAway && this.line.textContent !== words) this.line.textContent = words;
  }

  toast(words) {
    if (!words) return;
    this.toastBox.textContent = words;
    this.toastBox.hidden = false;
    clearTimeout(this.toastEnd);
    this.toastEnd = setTimeout(() => { this.toastBox.hidden = true; }, Math.max(TOAST, words.length * READING));
  }

  came(count) {
    if (!document.hidden || !count) return;
    this.unread += count;
    document.title = `(${this.unread}) ${this.title}`;
  }

  read() {
    this.unread = 0;
    document.title = this.title;
  }
}
