import type { Deposit, DepositsReport, DeskRequest, RequestsReport } from "../../control/contract-desk.ts";
import { formatMoney } from "../../domain/money.ts";
import { ago, type Paint } from "./status.ts";

/** What is to be done, the longest waiting first, and what was not sent. `now` is epoch ms. */
export function requestsLines(report: RequestsReport, now: number, paint: Paint): string[] {
  const { requests, skipped } = report;
  return [
    ...(requests.length === 0 ? ["Nothing is to be done."] : requests.map((each) => line(each, now, paint))),
    ...skipped.map(({ kind, conversation, why }) =>
      paint.dim(`not sent: ${kind} in conversation ${conversation}: ${why}`),
    ),
  ];
}

function line(request: DeskRequest, now: number, paint: Paint): string {
  const { id, kind, room, who, state, owner, alarm, dueAt, createdAt, words } = request;
  const where = room === null ? who : `room ${room}, ${who}`;
  const due = dueAt === null ? "" : `, for ${shown(dueAt)}`;
  const stands = state === "taken" ? `taken by ${owner}` : state;
  const rings = alarm === null ? "" : ` ${paint.bad(alarm)}`;
  const text = words.replace(/\s+/g, " ").slice(0, 60);
  return `#${id} ${paint.strong(kind)} (${where}${due}) ${stands}, ${ago(createdAt, now)}${rings}: ${paint.dim(text)}`;
}

export function requestLines(request: DeskRequest, paint: Paint): string[] {
  const { detail, booking, conversation } = request;
  return [
    line(request, Date.parse(request.createdAt), paint),
    ...(booking === null ? [] : [`Booking ${booking}`]),
    ...Object.entries(detail).map(([key, value]) => `${key}: ${value}`),
    ...request.words.split("\n").map((text) => `    ${text}`),
    paint.dim(`hotelbot inbox show ${conversation} shows the conversation.`),
  ];
}

export function depositsLines({ deposits }: DepositsReport, now: number, paint: Paint): string[] {
  if (deposits.length === 0) return ["No proof of payment waits."];
  return deposits.flatMap((each) => depositLines(each, now, paint));
}

export function depositLines(deposit: Deposit, now: number, paint: Paint): string[] {
  const { id, who, booking, amount, state, proofs, decidedBy, reason, updatedAt } = deposit;
  const money = amount ? formatMoney(amount, "en") : "amount unknown";
  const by = decidedBy === null ? "" : ` by ${decidedBy}${reason === null ? "" : ` (${reason})`}`;
  const head = `#${id} ${who}, ${booking ?? "no booking known"}, ${money}: ${state.replace("_", " ")}${by}, ${ago(updatedAt, now)}`;
  return [
    state === "proof_received" ? paint.strong(head) : head,
    ...proofs.map((path) => paint.dim(`    ${path ?? "a picture that is not fetched yet"}`)),
  ];
}

/** One sentence on whether the guest was told. */
export function toldLine({ told, why }: { readonly told: boolean; readonly why: string | null }): string {
  if (told) return "The guest is told.";
  return why === null ? "The guest is not told of this." : `The guest is not told: ${why}.`;
}

function shown(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
