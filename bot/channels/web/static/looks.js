// How large the text is and which colours a page has, as chosen on this device. Runs before anything is drawn.
(function () {
  "use strict";
  const CHOICES = { size: ["1", "2", "3", "4", "5"], color: ["auto", "light", "dark", "contrast"] };
  const USUAL = { size: "2", color: "auto" };
  const root = document.documentElement;
  const wished = window.matchMedia("(prefers-contrast: more)");
  const chosen = { ...USUAL };

  const read = () => {
    for (const [name, known] of Object.entries(CHOICES)) {
      let kept = null;
      try { kept = localStorage.getItem(`looks.${name}`); } catch { kept = chosen[name]; } // for this view of the page alone
      chosen[name] = known.includes(kept) ? kept : USUAL[name];
    }
  };
  const apply = () => {
    root.dataset.size = chosen.size;
    const color = chosen.color === "auto" && wished.matches ? "contrast" : chosen.color;
    if (color === "auto") delete root.dataset.color;
    else root.dataset.color = color;
  };
  const choose = ({ target: { name, value } }) => {
    if (!CHOICES[name]?.includes(value)) return;
    chosen[name] = value;
    try { localStorage.setItem(`looks.${name}`, value); } catch { /* nothing is remembered here */ }
    apply();
  };
  // A window that opens from another closes that one first, so that the focus goes back to where it all began.
  const open = (event) => {
    const opener = event.target.closest?.("[data-opens]");
    if (!opener) return;
    opener.closest("dialog")?.close();
    const opened = document.getElementById(opener.dataset.opens);
    opened.showModal();
    opened.querySelector(":checked")?.focus();
  };
  const wire = () => {
    const form = document.querySelector("#looks form");
    for (const [name, value] of Object.entries(chosen)) if (form) form.elements[name].value = value;
    form?.addEventListener("change", choose);
    document.addEventListener("click", open);
    for (const opener of document.querySelectorAll("[data-opens]")) opener.hidden = false;
  };

  read();
  apply();
  wished.addEventListener("change", apply);
  window.addEventListener("storage", ({ key }) => { if (key === null || key.startsWith("looks.")) { read(); apply(); } });
  document.addEventListener("DOMContentLoaded", wire);
})();
