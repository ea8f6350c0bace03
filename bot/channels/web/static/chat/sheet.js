// The plan as it is printed. The words stand in the page; what the server tells is put in as text, never as markup.

export function drawSheet(sheet, { title, today, steps }) {
  const lists = sheet.querySelectorAll("[data-states]");
  for (const list of lists) list.querySelector("ol").replaceChildren();
  fill(sheet, { title, today: day(today) });
  for (const list of lists) {
    const states = list.dataset.states.split(" ");
    const items = steps.flatMap((step, index) => (states.includes(step.state) ? [item(sheet, step, index + 1, today)] : []));
    list.querySelector("ol").append(...items);
    list.hidden = !items.length;
  }
}

function item(sheet, step, place, today) {
  const element = sheet.querySelector("template").content.firstElementChild.cloneNode(true);
  const open = step.state !== "done";
  const passed = open && step.due !== null && step.due < today;
  element.value = place;
  fill(element, {
    name: step.name,
    done: step.done && day(step.done),
    later: step.state === "later",
    by: open && !passed && step.law && day(step.due),
    on: open && !passed && !step.law && day(step.due),
    passed: passed && day(step.due),
    unknown: open && step.due === null && step.law,
    law: open && step.law,
    where: open && step.where,
    ticks: step.ticks,
    items: open && step.items,
  });
  return element;
}

function fill(root, values) {
  for (const part of root.querySelectorAll("[data-slot]")) part.textContent = values[part.dataset.slot];
  for (const part of root.querySelectorAll("[data-if]")) part.hidden = !values[part.dataset.if];
}

const WEEKDAY = new Intl.DateTimeFormat("ko-KR", { timeZone: "UTC", weekday: "short" });

// 2026년 11월 20일(금), as the bot says it.
function day(iso) {
  if (iso === null) return "";
  const [year, month, date] = iso.split("-").map(Number);
  return `${year}년 ${month}월 ${date}일(${WEEKDAY.format(new Date(iso))})`;
}
