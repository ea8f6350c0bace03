// The conversation in a frame of another site: what it tells the site around it, and nothing more.

const around = window.parent;

// A message to whoever frames us. It holds nothing of the conversation, as any site may be there.
function tell(what, more = {}) {
  around.postMessage({ hyeopdongtok: what, ...more }, "*");
}

let isOpen = true;
let missed = 0;

function heard(event) {
  if (event.source !== around) return;
  if (event.data?.hyeopdongtok === "closed") isOpen = false;
  if (event.data?.hyeopdongtok !== "opened") return;
  isOpen = true;
  missed = 0;
  // On a phone the keyboard would hide what was said.
  document.getElementById(window.matchMedia("(pointer: fine)").matches ? "text" : "main").focus({ preventScroll: true });
}

// Esc closes whatever is open inside before it closes the frame, and never ends a syllable with it.
function pressed(event) {
  if (event.key !== "Escape" || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (!document.querySelector("dialog[open]")) tell("close");
}

// How many answers came while the frame was closed; what is read again after a reload is no news.
function drawn(changes) {
  if (isOpen || document.body.classList.contains("still")) return;
  const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
  const answers = added.filter((it) => it instanceof Element && it.matches(".message:not(.citizen)"));
  if (!answers.length) return;
  missed += answers.length;
  tell("news", { count: missed });
}

if (around !== window) {
  window.addEventListener("message", heard);
  document.addEventListener("keydown", pressed);
  new MutationObserver(drawn).observe(document.getElementById("log"), { childList: true, subtree: true });
  tell("ready");
}
