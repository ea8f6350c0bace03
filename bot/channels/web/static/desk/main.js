// The desk, live: what changes is drawn again without a reload.

import { Acts } from "./acts.js";
import { Alerts } from "./alerts.js";
import { Inserting } from "./inserting.js";
import { Parts } from "./parts.js";
import { Shortcuts } from "./shortcuts.js";

const MINUTE = 60000;
const at = (id) => document.getElementById(id);
const parts = new Parts();
const room = document.querySelector(".case");
const number = room?.dataset.number;
const title = document.title;
const thread = at("thread");
const alerts = new Alerts(toast);
let waits = false; // something came while the page was not looked at
let again = false;
let busy = false;

function put(data) {
  parts.put(at("head"), data.head, data.form_id);
  parts.put(at("packet"), data.packet, data.form_id);
  parts.patch(thread, data.thread);
}

async function refresh() {
  if (document.hidden) {
    waits = true;
    await refreshQueue();
    return;
  }
  waits = false;
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    if (number) put(await read(`/desk/api/cases/${encodeURIComponent(number)}`));
    await refreshQueue();
    away("");
  } catch (error) {
    away(error.sentence ?? "연결이 끊겼어요. 다시 잇고 있어요.");
  } finally {
    busy = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

async function refreshQueue() {
  const { queue, waits } = await read(`/desk/api/queue${window.location.search}`);
  parts.put(at("queue"), queue);
  alerts.heard(waits);
  mark();
}

function mark() {
  for (const row of document.querySelectorAll(".row")) {
    if (row.dataset.number === number) row.setAttribute("aria-current", "page");
  }
  const waiting = document.querySelector("[data-waiting]")?.dataset.waiting ?? "0";
  document.title = waiting === "0" ? title : `(${waiting}) ${title}`;
}

async function read(path) {
  const response = await fetch(path, { headers: { accept: "application/json" }, cache: "no-store" });
  const data = await response.json();
  if (!response.ok) throw Object.assign(new Error("refused"), { sentence: data.error });
  return data;
}

function away(words) {
  at("line").textContent = words;
  at("line").hidden = !words;
}

let toasted;
function toast(words) {
  clearTimeout(toasted);
  at("toast").textContent = words;
  at("toast").hidden = false;
  toasted = setTimeout(() => { at("toast").hidden = true; }, 8000);
}

function listen() {
  const stream = new EventSource("/desk/api/stream");
  stream.onmessage = () => refresh().catch(() => {});
  stream.onerror = () => {
    away("연결이 끊겼어요. 다시 잇고 있어요.");
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 3000 + Math.random() * 3000);
  };
}

if (number) {
  new Inserting(at("words"));
  new Acts(number, room.dataset.who, { onDone: (data) => { put(data); refreshQueue().catch(() => {}); } });
  thread.scrollTop = thread.scrollHeight;
  if (window.matchMedia("(max-width: 55.99rem)").matches) {
    document.querySelector("[data-fold=packet]").removeAttribute("open");
    thread.lastElementChild?.scrollIntoView({ block: "end" });
  }
}
document.addEventListener("visibilitychange", () => { if (!document.hidden && waits) refresh(); });
setInterval(() => { if (!document.hidden) refresh(); }, MINUTE);
new Shortcuts();
mark();
listen();
