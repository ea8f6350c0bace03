// The whole conversation as a file that anybody can read, made here: nothing is asked of the server.

const NAMES = { citizen: "나", consultant: "상담사", notice: "알림" };
const MOMENT = new Intl.DateTimeFormat("ko-KR", { timeZone: "Asia/Seoul", year: "numeric", month: "long", day: "numeric", weekday: "short", hour: "numeric", minute: "2-digit" });
const KEPT = 60000; // milliseconds a browser may take to write a file away

// False when nothing has been said yet.
export function keep(talk, product) {
  const said = talk.shown();
  if (!said.length) return false;
  const parts = said.map(({ message }) => [`[${MOMENT.format(new Date(message.at))}] ${NAMES[message.from] ?? `${product} 봇`}`, message.text, ...buttonsOf(message)].join("\n"));
  const text = [`${product} 대화`, `${MOMENT.format(new Date())}에 저장`, ...parts].join("\n\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text.replaceAll("\n", "\r\n"), "\r\n"], { type: "text/plain;charset=utf-8" }));
  link.download = `${product}-대화-${new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Seoul" })}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
  return true;
}

// What was ticked is worth keeping; what could have been tapped is not.
function buttonsOf({ buttons }) {
  return buttons.filter(({ on }) => on).map(({ label }) => `✓ ${label}`);
}
