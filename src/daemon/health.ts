import { statfsSync } from "node:fs";
import type { HealthReport } from "../control/contract.ts";
import { localNow } from "../domain/calendar.ts";
import type { HotelFacts } from "../domain/hotel.ts";
import type { SpeechState } from "../domain/speech.ts";
import { asHotelbotError } from "../errors.ts";
import { type BackupFacts, checkBackup } from "../ops/checks/backup.ts";
import { checkCalendars } from "../ops/checks/calendars.ts";
import { type CheckResult, worst } from "../ops/checks/check.ts";
import { checkDatabase } from "../ops/checks/database.ts";
import { checkDeskPage, type PageFacts } from "../ops/checks/desk-page.ts";
import { checkDisk } from "../ops/checks/disk.ts";
import { checkLine, type LineFacts } from "../ops/checks/line.ts";
import { checkPms, checkSpeech, checkWhatsApp } from "../ops/checks/parts.ts";
import { checkDeadLetters, checkQueue } from "../ops/checks/queue.ts";
import { checkRinging } from "../ops/checks/ringing.ts";
import { checkSilence } from "../ops/checks/silence.ts";
import { checkUnread } from "../ops/checks/unread.ts";
import { checkWaiting } from "../ops/checks/waiting.ts";
import type { Clock } from "../platform/clock.ts";
import type { BreakerState } from "../pms/guard/breaker.ts";
import type { Pms } from "../pms/port.ts";
import type { Store } from "../store/contract.ts";
import type { OpenStore } from "../store/open.ts";
import { calendarStates } from "./calendars.ts";

export interface HealthParts {
  readonly store: Store;
  readonly pms: Pms;
  /** How the PMS has answered lately, where it can be away. */
  readonly breaker?: (() => BreakerState) | undefined;
  readonly clock: Clock;
  readonly hotel: HotelFacts;
  readonly stateDir: string;
  readonly backups: { facts(): Promise<BackupFacts> };
  readonly ears: { state(): SpeechState };
  readonly mouth: { state(): SpeechState };
  /** Missing: there is no phone line. */
  readonly phone?: { state(): LineFacts["line"] } | undefined;
  /** The front desk's page. */
  readonly page?: { state(): PageFacts };
  /** The house's channel calendars. */
  readonly opened?: Pick<OpenStore, "houseDesk">;
  readonly whatsApp: { readonly configured: boolean; stopped(): string | undefined };
}

/** The checks that cost nothing, and the worst of them. */
export async function healthReport(parts: HealthParts): Promise<Omit<HealthReport, "live" | "ready">> {
  const now = parts.clock.now();
  const counts = parts.store.summaries.counts(now);
  const stopped = parts.whatsApp.stopped();
  const free = statfsSync(parts.stateDir);
  const queue = { now, ...counts };
  const checks: CheckResult[] = [
    checkDatabase(parts.store.summaries.database()),
    checkDisk({ path: parts.stateDir, freeBytes: free.bavail * free.bsize }),
    checkPms(parts.pms.name, await failureOf(parts.pms), parts.breaker?.()),
    checkWhatsApp({ configured: parts.whatsApp.configured, ...(stopped ? { stopped } : {}) }),
    checkSpeech("ears", parts.ears.state()),
    checkSpeech("mouth", parts.mouth.state()),
    checkLine({ line: parts.phone?.state() }),
    ...(parts.page ? [checkDeskPage(parts.page.state())] : []),
    checkQueue(queue),
    checkDeadLetters(queue),
    checkBackup(await parts.backups.facts()),
    checkUnread(counts.unread),
    ...checkCalendars(
      parts.opened ? calendarStates(parts.opened.houseDesk, now, parts.hotel.timeZone) : [],
      now,
    ),
    ...checkWaiting(parts.store.summaries.waiting(), now, deskOpen(parts.hotel, now)),
    ...checkRinging(parts.store.requests.ringing().map((row) => ({ ...row, alarm: row.alarm ?? "" }))),
    ...(parts.whatsApp.configured ? [silence(parts.store, now)] : []),
  ];
  return {
    schema: 1,
    state: worst(checks.map((check) => check.state)),
    checks: checks.map((check) => ({ ...check })),
    counts: {
      inbox: counts.inboxNew,
      outbox: counts.outboxReady + counts.outboxSending,
      dead: counts.inboxDead + counts.outboxDead,
    },
  };
}

function deskOpen(hotel: HotelFacts, now: number): boolean {
  const { time } = localNow(now, hotel.timeZone);
  const { deskOpens, deskCloses } = hotel;
  // A desk that closes after midnight is open outside the hours in between.
  if (deskOpens <= deskCloses) return time >= deskOpens && time < deskCloses;
  return time >= deskOpens || time < deskCloses;
}

async function failureOf(pms: Pms): Promise<string | undefined> {
  try {
    await pms.check();
    return undefined;
  } catch (thrown) {
    return asHotelbotError(thrown).message;
  }
}

function silence(store: Store, now: number): CheckResult {
  const { lastAt, sentSinceAt } = store.summaries.webhooks();
  return checkSilence({ now, lastWebhookAt: lastAt, sentSinceAt });
}
