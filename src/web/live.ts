import { asHotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";

/** One thing the page shows, told whole each time it has changed. */
export interface Topic {
  readonly name: string;
  /** Not read again within this time, however much is written. */
  readonly restMs: number;
  /** Read again after this time, also when nothing was written. */
  readonly staleMs?: number;
  readonly read: () => Promise<unknown>;
}

export interface LiveEvent {
  /** What the browser gives back when it connects again. */
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

export interface Viewer {
  /** Besides what everybody is shown. */
  readonly own?: Topic;
  /** The last event's id, from an earlier connection. */
  readonly last?: string | undefined;
  readonly send: (event: LiveEvent) => void;
}

/**
 * Tells viewers what is new. An event is the whole state of one topic, so that nothing has to be kept for whoever was away: they
 * get what differs from what they saw last. Nothing is read while nobody looks.
 */
export interface Live {
  /** Answers how to leave. */
  join(viewer: Viewer): () => void;
  /** Something was just done: looked at once, whatever the rest. */
  look(): void;
  stop(): void;
}

export interface LiveParts {
  readonly topics: readonly Topic[];
  /** Moves whenever anything is written. */
  readonly writes: () => number;
  readonly clock: Clock;
  /** Of this run of the daemon: counts of another mean nothing here. */
  readonly boot: string;
  readonly log: Pick<Logger, "warn">;
}

/** What a person takes for at once; a look costs 3 µs while nothing was written. */
const LOOK_MS = 250;
/**
 * A topic rests at least so many times as long as reading it took, up to two seconds: a page that is open costs guests a
 * twentieth of the time. Five thousand conversations in a week take 37 ms to list.
 */
const REST_PER_COST = 20;
const LONGEST_REST_MS = 2_000;

interface Shown {
  readonly topic: Topic;
  version: number;
  json: string | undefined;
  readAt: number;
  seen: number;
  reading: boolean;
  /** How long the last reading took, ms. */
  cost: number;
}

interface Seat {
  readonly viewer: Viewer;
  readonly own: Shown | undefined;
  readonly sent: Map<Shown, number>;
}

export function createLive({ topics, writes, clock, boot, log }: LiveParts): Live {
  const shared = topics.map(unread);
  const seats = new Set<Seat>();
  let version = 0;
  let cancel: (() => void) | undefined;

  function deliver(seat: Seat): void {
    // In the order of their ids: whoever is cut off in between has everything up to the last.
    const all = [...shared, ...(seat.own ? [seat.own] : [])].sort((a, b) => a.version - b.version);
    for (const shown of all) {
      if (shown.json === undefined || (seat.sent.get(shown) ?? 0) >= shown.version) continue;
      seat.sent.set(shown, shown.version);
      seat.viewer.send({ id: `${boot}.${shown.version}`, name: shown.topic.name, data: shown.json });
    }
  }

  async function read(shown: Shown, written: number): Promise<void> {
    shown.reading = true;
    shown.seen = written;
    shown.readAt = clock.now();
    const json = await shown.topic.read().then(JSON.stringify, (thrown: unknown) => {
      const { code, message, cure } = asHotelbotError(thrown);
      if (code !== "NOT_FOUND")
        log.warn("the desk page could not be told", { topic: shown.topic.name, code });
      return JSON.stringify({ error: { code, message, cure } });
    });
    shown.reading = false;
    shown.cost = Math.max(0, clock.now() - shown.readAt);
    if (json === shown.json) return;
    version += 1;
    shown.version = version;
    shown.json = json;
    for (const seat of seats) deliver(seat);
  }

  function isDue(shown: Shown, now: number, written: number, atOnce: boolean): boolean {
    const { topic, seen, readAt, reading, json, cost } = shown;
    if (reading) return false;
    if (json === undefined || now < readAt) return true;
    const age = now - readAt;
    const rested = atOnce || age >= Math.max(topic.restMs, Math.min(cost * REST_PER_COST, LONGEST_REST_MS));
    return (seen !== written && rested) || age >= (topic.staleMs ?? Number.POSITIVE_INFINITY);
  }

  function look(atOnce = false): void {
    const written = writes();
    const now = clock.now();
    const owns = [...seats].flatMap(({ own }) => (own ? [own] : []));
    for (const shown of [...shared, ...owns])
      if (isDue(shown, now, written, atOnce)) void read(shown, written);
  }

  function goOn(): void {
    cancel = clock.after(LOOK_MS, () => {
      try {
        look();
      } catch (error) {
        log.warn("the desk page could not look at the database", { err: error });
      }
      goOn();
    });
  }

  return {
    join(viewer) {
      const own = viewer.own && unread(viewer.own);
      const [run, count] = (viewer.last ?? "").split(".");
      const known = run === boot ? Number(count) : 0;
      const seat: Seat = { viewer, own, sent: new Map(shared.map((shown) => [shown, known])) };
      // What was read for the last viewer may be old by now.
      if (seats.size === 0) for (const shown of shared) shown.readAt = Number.POSITIVE_INFINITY;
      seats.add(seat);
      if (!cancel) goOn();
      look();
      deliver(seat);
      return () => {
        seats.delete(seat);
        if (seats.size > 0) return;
        cancel?.();
        cancel = undefined;
      };
    },
    look: () => {
      if (seats.size > 0) look(true);
    },
    stop() {
      cancel?.();
      cancel = undefined;
      seats.clear();
    },
  };
}

function unread(topic: Topic): Shown {
  return {
    topic,
    version: 0,
    json: undefined,
    readAt: Number.NEGATIVE_INFINITY,
    seen: -1,
    reading: false,
    cost: 0,
  };
}
