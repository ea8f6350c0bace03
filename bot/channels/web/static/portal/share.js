// Gives a page away: by whatever the device shares with, by its address, or on paper.

export function share(place) {
  const address = `${window.location.origin}${window.location.pathname}`;
  const [give, copy, print] = ["share", "copy", "print"].map((name) => place.querySelector(`[data-${name}]`));
  const told = place.querySelector(".share-told");
  const shown = place.querySelector(".share-address");
  place.hidden = false;
  give.hidden = !navigator.share;
  give.addEventListener("click", () => {
    navigator.share({ title: document.title, url: address }).catch(() => {}); // put away, or nothing to share with
  });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
      told.textContent = told.dataset.copied;
    } catch {
      told.textContent = told.dataset.byHand;
      shown.value = address;
      shown.hidden = false;
      shown.select();
    }
  });
  print.addEventListener("click", () => window.print());
}
