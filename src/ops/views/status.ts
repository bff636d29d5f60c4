import type { StatusReport } from "../../control/contract.ts";

/** How a line is painted; plain text when colours are off. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

export const PLAIN: Paint = { good: same, bad: same, dim: same, strong: same };

function same(text: string): string {
  return text;
}

/** The status as a clerk reads it: what needs a person first. `now` is epoch ms. */
export function statusLines(report: StatusReport, now: number, paint: Paint): string[] {
  return [
    `${paint.strong(report.hotel.name)}  ${report.hotel.today}  ${paint.dim(`hotelbot ${report.version}, up ${ago(report.startedAt, now)}`)}`,
    "",
    ...waiting(report, now, paint),
    ...alerts(report, now, paint),
    ...desk(report, paint),
    ...channels(report, now, paint),
    page(report, paint),
    ...today(report, now, paint),
    ...arrivals(report, paint),
    ...queue(report, paint),
    `Last backup   ${report.lastBackupAt ? `${ago(report.lastBackupAt, now)} ago` : paint.dim("none yet")}`,
  ];
}

function alerts(report: StatusReport, now: number, paint: Paint): string[] {
  if (report.alerts.length === 0) return [];
  return [
    paint.bad(`Alerts        ${report.alerts.length} (hotelbot health says what to do)`),
    ...report.alerts.map(({ name, state, text, since }) => {
      const what = `${name}: ${text}, ${ago(since, now)}`;
      return `  ${state === "critical" ? paint.bad(what) : what}`;
    }),
  ];
}

function waiting(report: StatusReport, now: number, paint: Paint): string[] {
  if (report.waiting.length === 0) return [`Waiting       ${paint.good("nobody waits for a person")}`];
  return [
    paint.bad(`Waiting       ${report.waiting.length} for a person`),
    ...report.waiting.map(
      (each) =>
        `  #${each.id} ${each.who} (${each.channel}): ${reason(each.reason)}, ${ago(each.since, now)}`,
    ),
  ];
}

function desk({ desk: { requests, ringing, proofs } }: StatusReport, paint: Paint): string[] {
  if (requests === 0 && proofs === 0) return [];
  const rings = ringing === 0 ? "" : paint.bad(`, ${ringing} ringing`);
  const money = proofs === 0 ? "" : `, ${proofs} ${proofs === 1 ? "proof" : "proofs"} of payment to look at`;
  return [`To be done    ${requests} ${requests === 1 ? "request" : "requests"}${rings}${money}`];
}

function channels(report: StatusReport, now: number, paint: Paint): string[] {
  const lines = report.channels.map((each) => {
    const mark =
      each.state === "up"
        ? paint.good("up  ")
        : each.state === "down"
          ? paint.bad("down")
          : paint.dim("off ");
    const last = each.lastInboundAt ? paint.dim(`, last message ${ago(each.lastInboundAt, now)} ago`) : "";
    return `${each.name.padEnd(13)} ${mark} ${each.text}${last}`;
  });
  const { pms, speech } = report;
  return [
    ...lines,
    `${"pms".padEnd(13)} ${pms.state === "up" ? paint.good("up  ") : paint.bad("down")} ${pms.name}: ${pms.text}`,
    `${"ears".padEnd(13)} ${part(speech.ears, paint)}`,
    `${"mouth".padEnd(13)} ${part(speech.mouth, paint)}`,
  ];
}

/** The page for the front desk. */
function page({ page: { state, address, text } }: StatusReport, paint: Paint): string {
  const mark = state === "up" ? paint.good("up  ") : state === "down" ? paint.bad("down") : paint.dim("off ");
  return `${"desk page".padEnd(13)} ${mark} ${address ?? text}`;
}

function part(text: string, paint: Paint): string {
  return text === "ready" ? paint.good("ready") : paint.bad(text);
}

function today(report: StatusReport, now: number, paint: Paint): string[] {
  const { conversations, bookingsToday } = report;
  return [
    `Today         ${conversations.today} conversations, ${bookingsToday} bookings`,
    ...conversations.recent.map(
      (each) =>
        `  #${each.id} ${each.who} (${each.channel}, ${each.language}${each.mode === "person" ? ", with a person" : ""}): ` +
        `${paint.dim(short(each.lastText))} ${ago(each.lastAt, now)}`,
    ),
  ];
}

function arrivals(report: StatusReport, paint: Paint): string[] {
  if (report.arrivals.length === 0) return [`Arrivals      ${paint.dim("none today")}`];
  return [
    `Arrivals      ${report.arrivals.length} today`,
    ...report.arrivals.map(
      (each) =>
        `  ${each.code} ${each.name}, ${each.roomType} ${each.rooms.join(", ")}, ${each.nights} nights`,
    ),
  ];
}

function queue(report: StatusReport, paint: Paint): string[] {
  const { queue: q } = report;
  const trouble = [
    [q.outboxHeld, "held back (hotelbot outbox)"],
    [q.outboxUnknown, "of unknown fate"],
    [q.outboxRejected, "refused"],
    [q.inboxDead + q.outboxDead, "given up"],
    [q.bookingsOpen, "bookings being checked"],
  ].filter(([count]) => Number(count) > 0);
  const text = `${q.inboxNew} to answer, ${q.outboxReady + q.outboxSending} to send, ${q.holds} rooms held`;
  if (trouble.length === 0) return [`Queue         ${text}`];
  return [
    `Queue         ${text}; ${paint.bad(trouble.map(([count, what]) => `${count} ${what}`).join(", "))}`,
  ];
}

/** Why a guest waits, as a clerk reads it. */
export const REASONS: Readonly<Record<string, string>> = {
  asked: "asked for a person",
  not_understood: "was not understood",
  pms_refused: "the PMS refused",
  outcome_unknown: "a booking must be checked",
  loop: "another machine seems to be writing",
  group: "a group",
  complaint: "a complaint",
  emergency: "EMERGENCY",
  pms_unavailable: "the PMS did not answer",
  existing_booking: "about a booking made earlier",
  question: "asked what hotelbot does not know",
  request: "asked for something to be done",
  privacy: "about their data, or wants no messages",
  attachment: "sent a picture",
  deposit_account: "waits for the account to pay the deposit to",
  unheard: "their voice message could not be heard",
  wrote_again: "wrote again",
  not_delivered: "a reply did not arrive",
  delivery_unknown: "a reply may not have arrived",
  failed: "hotelbot failed",
  restored: "was under way when a backup was restored",
};

function reason(code: string): string {
  return REASONS[code] ?? code;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `«${line.slice(0, 59)}…»` : `«${line}»`;
}

/** «3 min», «2 h», «4 d». */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
