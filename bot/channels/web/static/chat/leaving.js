// The end at a computer that others use. The server forgets the session, and this browser everything of this site.

import { Left, freshId } from "./session.js";

// `all`: everything of the person goes, here and at the server. Throws when the server was not reached: then nothing is gone.
export async function leave(session, outbox, all) {
  if (session.token) {
    try {
      await session.post("/api/session/end", { id: freshId(), erase: all });
    } catch (error) {
      if (!(error instanceof Left) && error.status !== 401) throw error; // it was not known any more
    }
  }
  outbox.empty();
  session.forget();
  await forget();
  location.replace(`${location.pathname}?left`);
}

async function forget() {
  for (const name of ["localStorage", "sessionStorage"]) {
    try { window[name].clear(); } catch { /* nothing was kept here */ }
  }
  for (const name of (await window.caches?.keys().catch(() => [])) ?? []) await caches.delete(name);
}

// Says once that all is gone, where a page was opened for that.
export function greetAfter(line) {
  if (!new URLSearchParams(location.search).has("left")) return;
  history.replaceState(null, "", location.pathname);
  line.hidden = false;
}
