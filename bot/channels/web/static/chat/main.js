// Joins the parts of the chat page.

import { Attaching } from "./attaching.js";
import { Composer } from "./composer.js";
import { Following } from "./following.js";
import { greetAfter, leave } from "./leaving.js";
import { Log, wordsOf } from "./log.js";
import { Outbox } from "./outbox.js";
import { Papers, save } from "./papers.js";
import { Left, Rejected, Session, freshId, storage } from "./session.js";
import { keep } from "./taking.js";
import { Talk } from "./talk.js";
import { Stages } from "./stages.js";
import { View } from "./view.js";

const PATIENCE = 500; // milliseconds before a tapped button shows as words on their way
const STALE = 300000; // milliseconds after which it is asked again by when a person would answer

const at = (id) => document.getElementById(id);
const lasting = storage("localStorage");
const session = new Session(lasting);
session.onMoved = moved;
const view = new View({ newer: at("newer"), line: at("line"), toast: at("toast") });
const log = new Log(at("log"), at("papers"), {
  onButton: tap,
  onAgain: (id) => outbox.again(id),
  onTakeBack: (id) => composer.giveBack(outbox.takeBack(id)),
  onDrop: (id) => outbox.drop(id),
  onFile: fetchFile,
  onRemove: removeFile,
});
new Papers(session, { sheet: at("sheet"), onTold: (words) => view.toast(words) });
const stages = new Stages(session, { strip: at("stage"), list: at("stages") });
const papers = document.querySelectorAll(".tools [data-paper]");
const planWords = document.querySelector(".tools [data-words]").dataset.words.split("|");
const begunWith = session.token;
let talk = new Talk();
let held = []; // what the stream brought while something was on its way, so that it is not seen twice meanwhile
const outbox = new Outbox(lasting, session, { onChange: draw, onSent: sent, onIdle: release, onLost: lost, onProgress: (id, share) => log.progress(id, share) });
const composer = new Composer(at("composer"), storage("sessionStorage"), { onSend: say });
new Attaching(at("files"), { onPicked: attach, onTold: (words) => view.toast(words) });
const following = new Following(session, {
  after: () => talk.upto,
  onMessages: (messages) => (outbox.busy ? held.push(...messages) : came(messages)),
  onState: (state) => {
    view.away(state === "away");
    if (state === "here") outbox.mend();
  },
  onLost: lost,
});

function say(text) {
  outbox.add({ text, at: new Date().toISOString() });
  view.toEnd();
}

function attach(file, part) {
  outbox.attach(file, part, new Date().toISOString());
  view.toEnd();
}

async function fetchFile(number, button) {
  await busy(button, "내려받지 못했어요. 잠시 뒤에 다시 눌러 주세요.", () => save(session, `/api/files/${number}`));
}

async function removeFile(number, button) {
  if (!(await ask("remove"))) return;
  await busy(button, "지우지 못했어요. 잠시 뒤에 다시 눌러 주세요.", () => session.post(`/api/files/${number}/remove`, { id: freshId() }));
}

// A second tap while it is under way does nothing.
async function busy(button, failed, act) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    await act();
  } catch (error) {
    view.toast(error instanceof Rejected ? error.message : failed);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function tap(button, label) {
  if (outbox.isOnItsWay(button)) return;
  outbox.add({ button, label, at: new Date().toISOString(), quiet: true });
  const { id } = outbox.entries.at(-1);
  setTimeout(() => {
    const waiting = outbox.entries.find((entry) => entry.id === id);
    if (!waiting) return;
    waiting.quiet = false;
    outbox.keep();
  }, PATIENCE);
}

function sent(entry, { number, messages, toast }) {
  const mine = { from: "citizen", text: wordsOf(entry), buttons: [], edits: null, at: entry.at, ours: true };
  const own = number ? [{ ...mine, number, file: entry.file && { ...entry.file, kind: "document", state: "here" } }] : [];
  view.toast(toast);
  view.away(false);
  came([...own, ...messages], true);
  stages.look();
  following.run();
}

function release() {
  const messages = held;
  held = [];
  if (messages.length) came(messages);
}

function came(messages, own = false) {
  const wasNearEnd = own || view.isNearEnd();
  const upto = Math.max(0, ...talk.byNumber.keys());
  const grown = talk.take(messages);
  draw();
  if (!grown) return;
  const fresh = messages.filter((message) => message.number > upto && !message.edits);
  view.came(fresh.filter((message) => message.from !== "citizen").length);
  if (fresh.length) view.follow(log.drawn.get(`m${fresh[0].number}`)?.element, wasNearEnd);
}

function draw() {
  log.draw(talk, outbox);
  const begun = !talk.isEmpty || outbox.entries.length > 0;
  document.querySelector(".welcome").classList.toggle("past", begun);
  at("starts").classList.toggle("old", begun);
  for (const button of papers) button.hidden = !talk.knowsPlan(planWords);
}

// The server does not know this session any more: what was not sent yet begins a new one.
function lost() {
  session.forget();
  talk = new Talk();
  draw();
  if (outbox.entries.length) setTimeout(() => outbox.mend(), 0);
}

// This browser reads another conversation now, with other numbers: everything is drawn anew.
function moved() {
  talk = new Talk();
  held = [];
  draw();
  stages.look();
  if (session.token) readAll();
}

async function ask(id) {
  const dialog = at(id);
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "yes";
}

const deeds = {
  keep: () => view.toast(keep(talk, at("log").dataset.product) ? "대화를 파일로 드렸어요." : "아직 나눈 이야기가 없어요."),
  leave: () => end(false),
  leave_all: () => end(true),
};

async function end(all) {
  try {
    await leave(session, outbox, all);
  } catch (error) {
    view.toast((error instanceof Rejected && error.message) || at("leave").dataset.failed);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  button.closest("dialog")?.close();
  deeds[button.dataset.do]();
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-say]");
  if (!button) return;
  button.closest("dialog")?.close();
  if (button.dataset.confirm && !talk.isEmpty && !(await ask(button.dataset.confirm))) return;
  say(button.dataset.say);
});
window.addEventListener("online", () => outbox.mend());
window.addEventListener("storage", (event) => {
  if (event.key !== null && !event.key.endsWith("session")) return; // null: all of it was put away
  if (session.token) begin();
  else if (!session.token) leftElsewhere();
});
// A page that comes back from the browser's memory shows what it showed: not to the next person.
window.addEventListener("pageshow", ({ persisted }) => { if (persisted && session.token !== begunWith) location.reload(); });
document.addEventListener("visibilitychange", askWhen);

// Another tab has ended the conversation, or the browser was told to forget this site.
function leftElsewhere() {
  outbox.empty();
  composer.put("");
  session.forget();
  moved();
}

// By when a person would answer changes with the hours of the office.
let askedWhen = Date.now();
async function askWhen() {
  if (document.hidden || Date.now() - askedWhen < STALE) return;
  askedWhen = Date.now();
  try {
    const told = await session.get("/api/person");
    at("when").textContent = told.when;
    at("when").classList.toggle("shut", !told.open);
  } catch {
    askedWhen = 0; // with the next look at the page
  }
}

// Everything said so far at once, from its end.
async function readAll() {
  document.body.classList.add("still");
  at("log").setAttribute("aria-busy", "true");
  try {
    const { messages } = await session.get("/api/messages?after=0");
    talk.take(messages);
    draw();
    view.toEnd("instant");
  } catch (error) {
    if (error.status === 401) lost();
    else if (!(error instanceof Left)) view.away(true);
  }
  at("log").removeAttribute("aria-busy");
  document.body.classList.remove("still");
}

// What was said so far, then whatever comes.
async function begin() {
  if (session.token) {
    await readAll();
    stages.look();
    following.run();
  }
  draw();
  outbox.send();
}

// What the link asks for by which the page was opened: said once, and not again with a reload.
function follow({ start, said }) {
  if (!start) return;
  history.replaceState(null, "", location.pathname);
  outbox.add({ start, label: said, at: new Date().toISOString() });
  view.toEnd();
}

greetAfter(at("left"));
at("fleeting").hidden = !lasting.isFleeting;
begin().then(() => follow(at("log").dataset));
