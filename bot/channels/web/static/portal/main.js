// Joins the parts of the portal. Without it every page is whole, and the search is a form.

import { Search } from "./search.js";
import { share } from "./share.js";

const field = document.getElementById("q");
const search = field && new Search(field, document.getElementById("found"));
const sharing = document.querySelector(".share");
if (sharing) share(sharing);

// What was looked for is taken along into the conversation, as words that are not sent yet.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-carry]") || !search?.words) return;
  try {
    sessionStorage.setItem("draft", search.words);
  } catch {
    // A browser that keeps nothing: the conversation opens without them.
  }
});
