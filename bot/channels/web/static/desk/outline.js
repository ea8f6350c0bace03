// The entries or steps of the file that is written in, to go to one of them: by their names and their first words.

const FEWEST = 3; // with fewer there is nothing to look for

export class Outline {
  constructor(paper) {
    this.paper = paper;
    this.box = document.getElementById("outline");
    this.select = this.box.querySelector("select");
    this.box.querySelector("button").addEventListener("click", () => this.go());
    this.select.addEventListener("focus", () => this.draw());
    this.draw();
  }

  go() {
    const chosen = this.select.value;
    const found = places(this.paper.text).find((it) => it.id === chosen);
    if (found) this.paper.goTo(found.line);
  }

  draw() {
    const chosen = this.select.value;
    const found = places(this.paper.text);
    this.select.replaceChildren(...found.map(({ id, words }) => new Option(words ? `${words} (${id})` : id, id)));
    if (found.some((it) => it.id === chosen)) this.select.value = chosen;
    this.box.hidden = found.length < FEWEST;
  }
}

// Every key two places in, with its line and what people read of it: its name, or the first way to ask for it.
function places(text) {
  const found = [];
  text.split("\n").forEach((line, index) => {
    const id = line.match(/^ {2}([\w가-힣]+):/)?.[1];
    if (id) found.push({ id, line: index + 1, words: "" });
    const last = found.at(-1);
    const words = line.match(/^ {4,}(?:name: |asks: \[|- )([^,\]{}]+)/)?.[1];
    if (last && !last.words && words) last.words = words.trim();
  });
  return found;
}
