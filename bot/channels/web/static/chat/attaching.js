// Files one picks, drops on the page or pastes, looked at before they go: what the server would refuse is told at once.

import { freshId } from "./session.js";

export class Attaching {
  constructor(input, { onPicked, onTold }) {
    this.limits = input.dataset;
    this.endings = this.limits.endings.split(" ");
    this.on = { onPicked, onTold };
    input.addEventListener("change", () => {
      const picked = [...input.files];
      input.value = ""; // so that the same file can be picked again
      this.take(picked);
    });
    document.addEventListener("paste", (event) => this.given(event, event.clipboardData));
    document.addEventListener("dragover", (event) => this.hovers(event));
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) this.hovering(false); });
    document.addEventListener("drop", (event) => {
      this.hovering(false);
      this.given(event, event.dataTransfer);
    });
  }

  take(files) {
    const good = files.filter((file) => this.fits(file, this.on.onTold));
    const part = good.length > 1 ? freshId() : "";
    for (const file of good) this.on.onPicked(file, part);
  }

  // Text that is pasted or dropped is no file, also where a program lays a picture of it beside it.
  given(event, data) {
    const files = [...(data?.files ?? [])];
    if (!files.length || data.types.includes("text/plain") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.take(files);
  }

  hovers(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // else the browser would open the file in the place of the page
    this.hovering(true);
  }

  hovering(isOver) {
    document.body.classList.toggle("dropping", isOver);
  }

  fits(file, tell) {
    const ending = file.name.includes(".") ? file.name.split(".").pop().toLowerCase() : "";
    const words = ending && !this.endings.includes(ending) ? this.limits.type : !file.size ? this.limits.empty : file.size > Number(this.limits.largest) ? this.limits.large : "";
    if (words) tell(words);
    return !words;
  }
}

// 340KB, 1.2MB
export function amount(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))}KB` : `${(bytes / 1e6).toFixed(1)}MB`;
}
