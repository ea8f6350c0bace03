// Keys for who works here all day. They act outside of fields alone, by their place, so that a Korean keyboard does too.

import { storage } from "../chat/session.js";

const KEY = "desk-shortcuts";

export class Shortcuts {
  constructor() {
    this.kept = storage("localStorage");
    this.dialog = document.getElementById("keys");
    this.on = document.getElementById("keys-on");
    this.on.checked = this.kept.getItem(KEY) !== "off";
    this.on.addEventListener("change", () => this.kept.setItem(KEY, this.on.checked ? "on" : "off"));
    document.getElementById("keys-open").addEventListener("click", () => this.dialog.showModal());
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    const { target } = event;
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(target instanceof Element)) return;
    if (event.key === "Escape" && target.matches("textarea, input[type=search]") && !target.closest("dialog")) {
      target.blur();
      return;
    }
    if (!this.on.checked || target.closest("dialog") || target.matches("input, select, textarea")) return;
    const does = ACTS[event.key === "?" ? "?" : event.code];
    if (!does || (event.shiftKey && event.key !== "?") || !does()) return;
    event.preventDefault();
  }
}

const ACTS = {
  "?": () => click("keys-open"),
  Slash: () => focus("#q") || focus("#again"),
  KeyJ: () => step(1),
  KeyK: () => step(-1),
  KeyA: () => focus("#words"),
  KeyN: () => focus("#memo"),
  KeyF: () => press("[data-opens=canned]"),
  KeyD: () => press("[data-opens=papers]"),
  KeyC: () => press(".act:has([value=claim]) button"),
  KeyE: () => unfold("close"),
  KeyT: () => unfold("transfer"),
  KeyP: () => focus(".packet-fold > summary"),
  KeyU: () => press(".brand"),
};

function click(id) {
  document.getElementById(id).click();
  return true;
}

function focus(selector) {
  const element = document.querySelector(selector);
  element?.focus();
  return Boolean(element && element === document.activeElement);
}

function press(selector) {
  const element = document.querySelector(selector);
  element?.click();
  return Boolean(element);
}

function unfold(keep) {
  const details = document.querySelector(`[data-keep=${keep}]`);
  if (!details) return false;
  details.open = true;
  details.querySelector("input:not([type=hidden])")?.focus();
  return true;
}

// The next line of what is shown, from the one in focus or the case that is open.
function step(by) {
  const rows = [...document.querySelectorAll(".row")].filter((row) => row.offsetParent);
  if (!rows.length) return false;
  const at = rows.findIndex((row) => row === document.activeElement);
  const open = rows.findIndex((row) => row.getAttribute("aria-current") === "page");
  const from = at >= 0 ? at : open;
  rows[Math.min(rows.length - 1, Math.max(0, from < 0 ? 0 : from + by))].focus();
  return true;
}
