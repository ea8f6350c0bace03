// Files one picks, looked at before they go: what the server would refuse is told at once.

import { freshId } from "./session.js";

export class Attaching {
  constructor(input, { onPicked, onTold }) {
    this.limits = input.dataset;
    this.endings = this.limits.endings.split(" ");
    input.addEventListener("change", () => {
      const picked = [...input.files];
      input.value = ""; // so that the same file can be picked again
      const good = picked.filter((file) => this.fits(file, onTold));
      const part = good.length > 1 ? freshId() : "";
      for (const file of good) onPicked(file, part);
    });
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
