// Below the text that is being written: a question asked of it, and a procedure walked with it.

import { Asking } from "./asking.js";
import { Walking } from "./walking.js";

const form = document.getElementById("editor");
const room = document.getElementById("trying");
if (form && room) {
  room.hidden = false;
  new Asking(form, document.getElementById("ask"));
  const walk = document.getElementById("walk");
  if (walk) new Walking(form, walk);
}
