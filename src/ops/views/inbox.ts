import type { ConversationView, InboxReport } from "../../control/contract.ts";
import { ago, type Paint, REASONS } from "./status.ts";

/** The list a clerk works from: who waits first. `now` is epoch ms. */
export function inboxLines(report: InboxReport, now: number, paint: Paint): string[] {
  if (report.conversations.length === 0) return ["No conversations in the last week."];
  return report.conversations.map((each) => {
    const state =
      each.waiting !== null
        ? paint.bad(`waits: ${REASONS[each.waiting] ?? each.waiting}`)
        : each.mode === "person"
          ? "with a person"
          : paint.dim("hotelbot answers");
    const text = each.lastText.replace(/\s+/g, " ").slice(0, 60);
    return `#${each.id} ${each.who} (${each.channel}, ${each.language}) ${state}, ${ago(each.lastAt, now)}: ${paint.dim(text)}`;
  });
}

/** A conversation as it was said, newest last. */
export function conversationLines(view: ConversationView, paint: Paint): string[] {
  const lines = view.turns.flatMap((turn) => {
    const who = turn.author === "guest" ? "guest" : turn.author === "bot" ? "hotelbot" : "desk";
    const kind = turn.kind === "text" ? "" : ` [${turn.kind}]`;
    const [first = "", ...rest] = turn.text.split("\n");
    const head = `${paint.dim(turn.at.slice(0, 16).replace("T", " "))} ${who}${kind}: ${first}`;
    return [
      turn.kind === "handover" || turn.kind === "note" ? paint.strong(head) : head,
      ...rest.map((line) => `    ${line}`),
    ];
  });
  const unsent = view.outbox.filter((each) => !["accepted", "delivered", "read"].includes(each.state));
  return [
    `Conversation #${view.id}: ${view.mode === "person" ? "with a person, hotelbot is silent" : "hotelbot answers"}`,
    ...lines,
    ...view.requests.map(({ id, kind, state }) => paint.dim(`request #${id} ${kind}: ${state}`)),
    ...view.deposits.map(({ id, booking, state }) =>
      paint.dim(`deposit #${id}${booking === null ? "" : ` of ${booking}`}: ${state.replace("_", " ")}`),
    ),
    ...unsent.map((each) =>
      paint.bad(`not sent: ${each.kind} ${each.state}${each.error ? ` (${each.error})` : ""}`),
    ),
  ];
}
