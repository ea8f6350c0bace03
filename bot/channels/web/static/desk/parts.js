// Puts markup that the server has drawn in the place of what is there. The server has escaped whatever was typed.

export class Parts {
  constructor() {
    this.last = new Map();
  }

  // Puts a part in its place, unless it is what is there already or somebody is writing in it.
  put(element, html, mark = "") {
    const bare = mark ? html.replaceAll(mark, "") : html;
    if (this.last.get(element) === bare) return;
    if (element.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) return;
    this.last.set(element, bare);
    const open = new Set([...element.querySelectorAll("details[open]")].map((it) => it.dataset.keep));
    const focused = document.activeElement?.getAttribute?.("href");
    const chosen = [...element.querySelectorAll("details[open][data-keep] form")].map((form) => new FormData(form));
    element.innerHTML = html;
    for (const details of element.querySelectorAll("details")) details.open = open.has(details.dataset.keep);
    for (const data of chosen) keep(element, data);
    if (focused) element.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  // Puts the lines of a thread in place one by one, so that a new one is read out and the others stay.
  patch(element, html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const wasAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    const known = new Map([...element.children].map((it) => [it.dataset.key, it]));
    let last = null;
    let grown = false;
    for (const line of [...fresh.children]) {
      const old = known.get(line.dataset.key);
      known.delete(line.dataset.key);
      const same = old && old.outerHTML === line.outerHTML;
      const put = same ? old : line;
      if (old && !same) old.replaceWith(put);
      const next = last ? last.nextElementSibling : element.firstElementChild;
      if (put !== next) element.insertBefore(put, next);
      grown ||= !old;
      last = put;
    }
    for (const gone of known.values()) gone.remove();
    if (wasAtEnd) element.scrollTop = element.scrollHeight; // also a line that only became taller stays in sight
    return grown;
  }
}

// What was filled into a form that is open stays in it when it is drawn again.
function keep(element, data) {
  const form = element.querySelector(`details[open] form:has([name=verb][value="${CSS.escape(data.get("verb") ?? "")}"])`);
  for (const [name, value] of data) {
    const field = form?.elements[name];
    if (field && !["csrf", "id", "verb"].includes(name)) field.value = value;
  }
}
