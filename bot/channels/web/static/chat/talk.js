// What has been said, by number. A message with `edits` takes the place of an earlier one.

export class Talk {
  constructor() {
    this.byNumber = new Map();
    this.upto = 0;
  }

  get isEmpty() {
    return this.byNumber.size === 0;
  }

  // Whether the plan was asked for with one of those words, or a file of it was given.
  knowsPlan(words) {
    const asked = ({ from, text, papers }) => papers?.length || (from === "citizen" && words.includes(text.trim()));
    return [...this.byNumber.values()].some(asked);
  }

  // Takes messages in any order, as often as they come. True when one of them was new.
  take(messages) {
    let grown = false;
    for (const message of messages) {
      const known = this.byNumber.get(message.number);
      if (known && !known.ours) continue;
      if (known && message.ours) continue;
      this.byNumber.set(message.number, message);
      grown ||= !known;
    }
    while (this.byNumber.has(this.upto + 1) && !this.byNumber.get(this.upto + 1).ours) this.upto += 1;
    return grown;
  }

  // The messages as they are to be seen, in order: the place each stands at, and what stands there now.
  shown() {
    const places = new Map();
    const rootOf = new Map();
    for (const message of [...this.byNumber.values()].sort((a, b) => a.number - b.number)) {
      const place = message.edits ? rootOf.get(message.edits) ?? message.edits : message.number;
      rootOf.set(message.number, place);
      places.set(place, message);
    }
    return [...places.entries()].sort(([a], [b]) => a - b).map(([place, message]) => ({ place, message }));
  }

  // The lowest number whose buttons stand out: those said since the person's last words, and the newest ones.
  // After a consultant's words none do.
  standingOut() {
    const last = { asked: 0, citizen: 0, consultant: 0 };
    for (const { number, from, buttons } of this.byNumber.values()) {
      if (from in last) last[from] = Math.max(last[from], number);
      if (buttons.length) last.asked = Math.max(last.asked, number);
    }
    return last.consultant > last.asked ? Infinity : Math.min(last.asked, last.citizen + 1);
  }
}
