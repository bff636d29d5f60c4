import type { StatusReport } from "../control/contract.ts";
import { localNow } from "../domain/calendar.ts";
import type { HotelFacts } from "../domain/hotel.ts";
import { typesLabel } from "../domain/parts.ts";
import type { SpeechState } from "../domain/speech.ts";
import { nightsOf } from "../domain/stay.ts";
import { asHotelbotError } from "../errors.ts";
import type { OpenAlert } from "../ops/alerts/open.ts";
import type { BackupFacts } from "../ops/checks/backup.ts";
import type { Clock } from "../platform/clock.ts";
import type { Pms } from "../pms/port.ts";
import type { Store } from "../store/contract.ts";

export interface StatusParts {
  readonly store: Store;
  readonly pms: Pms;
  readonly clock: Clock;
  readonly hotel: HotelFacts;
  readonly version: string;
  readonly startedAt: number;
  readonly backups: { facts(): Promise<BackupFacts> };
  readonly alerts: { open(): readonly OpenAlert[] };
  readonly ears: { state(): SpeechState };
  readonly mouth: { state(): SpeechState };
  readonly page: { state(): StatusReport["page"] };
  readonly whatsApp: { readonly configured: boolean; stopped(): string | undefined };
}

const RECENT = 8;
const MOST = 1_000;
const DAY_MS = 86_400_000;

/** What a clerk wants to know at a glance. */
export async function statusReport(parts: StatusParts): Promise<StatusReport> {
  const { store, clock, hotel } = parts;
  const now = clock.now();
  const wall = localNow(now, hotel.timeZone);
  const midnight = startOfDay(now, hotel.timeZone);
  const today = store.summaries.conversations(midnight, 1_000);
  const counts = store.summaries.counts(now);
  const { lastGood: backup } = await parts.backups.facts();
  const pms = await pmsReport(parts, wall.date);
  return {
    schema: 1,
    version: parts.version,
    hotel: { id: hotel.id, name: hotel.name, today: wall.date },
    startedAt: iso(parts.startedAt),
    pid: process.pid,
    channels: channels(parts),
    speech: { ears: speechText(parts.ears.state()), mouth: speechText(parts.mouth.state()) },
    pms: pms.report,
    conversations: {
      today: today.length,
      recent: today
        .slice(0, RECENT)
        .map(({ waitingReason: _reason, lastAt, ...rest }) => ({ ...rest, lastAt: iso(lastAt) })),
    },
    desk: {
      requests: store.requests.list(false, MOST).length,
      ringing: store.requests.ringing().length,
      proofs: store.deposits.list(false, MOST).length,
    },
    waiting: store.summaries.waiting().map((each) => ({ ...each, since: iso(each.since) })),
    page: parts.page.state(),
    bookingsToday: store.summaries.bookingsMadeSince(midnight),
    arrivals: pms.arrivals,
    queue: {
      inboxNew: counts.inboxNew,
      inboxDead: counts.inboxDead,
      outboxReady: counts.outboxReady,
      outboxSending: counts.outboxSending,
      outboxUnknown: counts.outboxUnknown,
      outboxHeld: counts.outboxHeld,
      outboxDead: counts.outboxDead,
      outboxRejected: counts.outboxRejected,
      bookingsOpen: counts.journalOpen,
      holds: counts.holds,
    },
    alerts: parts.alerts.open().map((alert) => ({ ...alert, since: iso(alert.since) })),
    lastBackupAt: backup === undefined ? null : iso(backup.at),
  };
}

function channels(parts: StatusParts): StatusReport["channels"] {
  const { store, whatsApp } = parts;
  const stopped = whatsApp.stopped();
  const last = (channel: "whatsapp" | "chat"): string | null => {
    const at = store.summaries.lastInboundAt(channel);
    return at === undefined ? null : iso(at);
  };
  const whatsapp = whatsApp.configured
    ? { state: stopped ? ("down" as const) : ("up" as const), text: stopped ?? "receiving and sending" }
    : { state: "off" as const, text: "not set up in hotel.yaml" };
  return [
    { name: "whatsapp", ...whatsapp, lastInboundAt: last("whatsapp") },
    { name: "chat", state: "up", text: "hotelbot chat in a terminal", lastInboundAt: last("chat") },
  ];
}

async function pmsReport(
  parts: StatusParts,
  today: string,
): Promise<{ report: StatusReport["pms"]; arrivals: StatusReport["arrivals"] }> {
  const { name } = parts.pms;
  try {
    await parts.pms.check();
    const arrivals = await parts.pms.arrivals(today);
    return {
      report: { name, state: "up", text: "answers" },
      arrivals: arrivals.map((booking) => ({
        code: booking.code,
        name: booking.guest.name,
        roomType: typesLabel(booking),
        rooms: [...booking.roomNumbers],
        nights: nightsOf(booking.stay),
      })),
    };
  } catch (thrown) {
    return { report: { name, state: "down", text: asHotelbotError(thrown).message }, arrivals: [] };
  }
}

function speechText(state: SpeechState): string {
  return state.ready ? "ready" : state.why;
}

/** Midnight on the hotel's wall, as epoch ms; exact but for the hour a clock change skips. */
function startOfDay(now: number, timeZone: string): number {
  const { time } = localNow(now, timeZone);
  const [hours = "0", minutes = "0"] = time.split(":");
  const since = (Number(hours) * 60 + Number(minutes)) * 60_000 + (now % 60_000);
  return now - Math.min(since, DAY_MS);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
