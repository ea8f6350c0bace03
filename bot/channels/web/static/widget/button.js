// A button on any site that opens the conversation in a frame: <script src="https://our.host/widget.js" async></script>.
// What it shows stands in a shadow tree, so that neither page's style touches the other. The frame alone holds the session:
// the site around it learns that it is there, that it wants to close, and how many answers came meanwhile.
(function (given) {
  "use strict";
  const script = document.currentScript;
  if (!script || window.hyeopdongtok) return;
  const home = new URL(script.src).origin;
  const { label = `${given.product}에 물어보기`, side = "right", bottom = "16", start = "" } = script.dataset;
  const PATIENCE = 12000; // milliseconds until a frame that says nothing is taken to be refused
  const small = window.matchMedia("(max-width: 480px), (max-height: 480px)");
  const at = `${side === "left" ? "left" : "right"}: max(16px, env(safe-area-inset-${side === "left" ? "left" : "right"}));
    bottom: max(${Number.parseInt(bottom, 10) || 16}px, env(safe-area-inset-bottom));`;
  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .open, .panel, .close, .elsewhere { font: 700 17px/1.4 "Pretendard GOV", Pretendard, -apple-system, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif; }
    .open { position: fixed; z-index: 2147483000; ${at} display: inline-flex; align-items: center; gap: 10px; min-width: 60px; min-height: 60px;
      max-width: calc(100vw - 32px); margin: 0; padding: 8px 22px 8px 16px; border: 2px solid #fff; border-radius: 30px; background: #0b50d0; color: #fff;
      cursor: pointer; box-shadow: 0 2px 6px rgb(30 33 36 / 30%), 0 6px 24px rgb(30 33 36 / 24%); text-align: left; word-break: keep-all; }
    .open:hover { background: #083891; }
    .open svg { flex: none; width: 32px; height: 32px; }
    [hidden] { display: none !important; }
    .open:focus-visible, .close:focus-visible, .elsewhere a:focus-visible { outline: 3px solid #0b50d0; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    .count { flex: none; min-width: 26px; height: 26px; padding: 0 8px; border-radius: 13px; background: #fff; color: #0b50d0; font-size: 15px; line-height: 26px; text-align: center; }
    .panel { position: fixed; inset: auto; z-index: 2147483000; ${at} width: 440px; max-width: calc(100vw - 32px); height: 680px; max-height: calc(100vh - 32px); max-height: calc(100dvh - 32px);
      margin: 0; padding: 0; border: 1px solid #58616a; border-radius: 16px; overflow: hidden; background: #f4f5f6; color: #1e2124; box-shadow: 0 8px 40px rgb(30 33 36 / 32%); }
    .panel iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
    .close { position: absolute; z-index: 1; top: 8px; right: 8px; display: grid; place-items: center; width: 48px; height: 48px; padding: 0; border: 1px solid #58616a; border-radius: 8px; background: #fff; color: #1e2124; cursor: pointer; }
    .elsewhere { padding: 72px 24px 24px; font-weight: 400; }
    .elsewhere a { display: inline-block; margin-top: 16px; padding: 10px 18px; border-radius: 8px; background: #0b50d0; color: #fff; font-weight: 700; }
    .panel::backdrop { background: #f4f5f6; }
    @media (prefers-color-scheme: dark) {
      .panel, .panel::backdrop { background: #131416; color: #f4f5f6; }
      .close { background: #26292d; color: #f4f5f6; }
    }
    @media (max-width: 480px), (max-height: 480px) {
      .panel { inset: 0; width: 100%; max-width: none; height: 100vh; height: 100dvh; max-height: none; border: 0; border-radius: 0; padding: env(safe-area-inset-top) env(safe-area-inset-right) 0 env(safe-area-inset-left); }
      .close { top: calc(8px + env(safe-area-inset-top)); }
    }
    @media print { .open, .panel { display: none; } }`;

  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };
  const drawing = (box, paths) => {
    const image = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    image.setAttribute("viewBox", box);
    image.setAttribute("aria-hidden", "true");
    for (const [d, attributes] of paths) {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      for (const [name, value] of Object.entries({ d, ...attributes })) path.setAttribute(name, value);
      image.append(path);
    }
    return image;
  };

  const bubbles = drawing("5 5 22 22", [
    ["M6 9.5A3.5 3.5 0 0 1 9.5 6h8A3.5 3.5 0 0 1 21 9.5v4a3.5 3.5 0 0 1-3.5 3.5H12l-4 3.5V17A3.5 3.5 0 0 1 6 13.5z", { fill: "#fff" }],
    ["M23 12.2a3.5 3.5 0 0 1 3 3.4v4a3.5 3.5 0 0 1-2 3.1V26l-3.8-3H15a3.5 3.5 0 0 1-3.2-2.1l1-.9h4.7A5.5 5.5 0 0 0 23 14.5z", { fill: "#b1cefb" }],
  ]);
  const cross = drawing("0 0 24 24", [["M5 5l14 14M19 5 5 19", { stroke: "currentColor", "stroke-width": "2.5", "stroke-linecap": "round" }]]);
  cross.setAttribute("width", "24");
  const count = make("span", { className: "count", hidden: true });
  const button = make("button", { className: "open", type: "button" }, bubbles, make("span", { textContent: label }), count);
  button.setAttribute("aria-haspopup", "dialog");
  const close = make("button", { className: "close", type: "button" }, cross);
  close.setAttribute("aria-label", `${given.product} 닫기`);
  const link = make("a", { href: `${home}/`, target: "_blank", rel: "noopener noreferrer", textContent: "새 창에서 이야기하기" });
  const elsewhere = make("div", { className: "elsewhere", hidden: true }, make("p", { textContent: "여기서는 대화창이 열리지 않네요." }), link);
  const panel = make("dialog", { className: "panel" }, close, elsewhere);
  panel.setAttribute("aria-label", `${given.product} 대화창`);
  const around = document.createElement("hyeopdong-tok");
  const tree = around.attachShadow({ mode: "open" });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    tree.adoptedStyleSheets = [sheet];
  } catch {
    tree.append(make("style", { textContent: STYLE })); // browsers before 2023
  }
  tree.append(button, panel);

  let frame = null;
  let silence = 0;
  let scrolls = null; // how the page scrolled before a small screen was filled
  const tell = (what) => { if (frame.dataset.ready) frame.contentWindow.postMessage({ hyeopdongtok: what }, home); };

  const load = () => {
    const from = start ? `?start=${encodeURIComponent(start)}` : "";
    frame = make("iframe", { title: `${given.product} 대화`, referrerPolicy: "no-referrer", src: `${home}/widget${from}` });
    frame.allow = "clipboard-write";
    panel.append(frame);
    silence = setTimeout(() => { frame.hidden = true; elsewhere.hidden = false; }, PATIENCE);
  };
  const show = () => {
    if (!small.matches) panel.show();
    else {
      scrolls ??= document.documentElement.style.overflow;
      document.documentElement.style.overflow = "hidden";
      panel.showModal();
    }
    enter();
  };
  const enter = () => {
    frame.focus();
    tell("opened");
  };
  const open = () => {
    if (panel.open) return;
    if (!frame) load();
    news(0);
    button.hidden = true;
    show();
  };
  const settle = () => {
    if (scrolls !== null) document.documentElement.style.overflow = scrolls;
    scrolls = null;
  };
  const closed = () => {
    if (panel.open) return; // only drawn anew for another size of the screen
    settle();
    tell("closed");
    button.hidden = false;
    button.focus();
  };
  const news = (number) => {
    count.hidden = number === 0;
    count.textContent = number || "";
    button.setAttribute("aria-label", number ? `${label}, 새 답 ${number}개` : label);
  };

  button.addEventListener("click", open);
  close.addEventListener("click", () => panel.close());
  panel.addEventListener("close", closed);
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) panel.close(); });
  small.addEventListener("change", () => {
    if (!panel.open) return;
    panel.close();
    settle();
    show();
  });
  window.addEventListener("message", ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== home) return;
    if (data?.hyeopdongtok === "ready") {
      clearTimeout(silence);
      frame.dataset.ready = "yes";
      frame.hidden = false;
      elsewhere.hidden = true;
      if (panel.open) enter();
    }
    if (data?.hyeopdongtok === "close") panel.close();
    if (data?.hyeopdongtok === "news" && !panel.open) news(Number(data.count) || 0);
  });
  window.hyeopdongtok = Object.freeze({ open, close: () => panel.close() });
  news(0);
  const place = () => document.body.append(around);
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})
