import type { Sandbox } from "../../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { Stage } from "../../../src/ops/demo/stage.ts";
import { type After, type Daemon, type Ended, startDaemon } from "./daemon.ts";
import type { GraphGate, SendPoint } from "./graph-gate.ts";

/** One SIGKILL and where it falls, counted from the daemon's start. */
export type Kill =
  /** At a place inside the daemon; see daemon-child.ts. */
  | { readonly at: "inside"; readonly place: string }
  /** When WhatsApp has the answer 200 to the n-th webhook. */
  | { readonly at: "acknowledged"; readonly nth: number }
  /** At a point of the n-th message sent. */
  | { readonly at: SendPoint; readonly nth: number }
  /** So long after it was started, or after it listened. */
  | { readonly at: "starting" | "serving"; readonly ms: number };

/** Kills that may cut off a message that WhatsApp then has not got: what it has, its statuses tell in the end. */
export const mayLeaveUnknown = (kill: Kill): boolean => kill.at !== "taken" && kill.at !== "answered";

/** In the middle of the booking: intended, being written, written and not noted, noted and told. */
const BOOKING = ["log:booking intended", "readable:1", "booked", "log:booking"] as const;

/**
 * One to three kills, drawn by `random`. From start to booking the daemon looks at the clock 132 times, makes 7 ids,
 * sends 6 messages and acknowledges some 20 webhooks within 0.6 s: the first kill always falls.
 */
export function drawKills(random: () => number): Kill[] {
  const upTo = (most: number): number => 1 + Math.floor(random() * most);
  const one = (): Kill => {
    switch (upTo(11)) {
      case 1:
      case 2:
      case 3:
        return { at: "inside", place: `now:${upTo(100)}` };
      case 4:
        return { at: "inside", place: `unique:${upTo(6)}` };
      case 5:
      case 11:
        return { at: "inside", place: BOOKING[upTo(BOOKING.length) - 1] ?? "" };
      case 6:
        return { at: "acknowledged", nth: upTo(14) };
      case 7:
        return { at: "asked", nth: upTo(5) };
      case 8:
        return { at: "taken", nth: upTo(5) };
      case 9:
        return { at: "answered", nth: upTo(5) };
      default:
        return random() < 0.3 ? { at: "starting", ms: upTo(900) } : { at: "serving", ms: upTo(450) };
    }
  };
  return Array.from({ length: upTo(3) }, one);
}

export interface Keeper {
  /** The kills that have fallen so far. */
  fallen(): readonly Kill[];
  /** Resolves when a daemon listens. */
  serving(): Promise<void>;
  /** Rejects when the daemon ends by itself, with the last lines of its journal. */
  readonly broken: Promise<never>;
  /** The journal of all its lives. */
  journal(): string;
  /**
   * No new kills. Lets `settle` see a daemon that listens, then ends it by SIGTERM; again, should a kill planned inside
   * it fall meanwhile. Answers how it ended.
   */
  finish(settle: () => Promise<void>): Promise<Ended>;
}

/** Runs the daemon and starts it again whenever it was killed, as the service manager does; one kill a life. */
export function keepRunning(parts: {
  readonly stage: Stage;
  readonly sandbox: Sandbox;
  readonly gate: GraphGate;
  readonly kills: readonly Kill[];
  readonly after: After;
}): Keeper {
  const { stage, sandbox, gate, after } = parts;
  const planned = [...parts.kills];
  const fallen: Kill[] = [];
  const lives: Daemon[] = [];
  let fail: (error: Error) => void;
  const broken = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  broken.catch(() => undefined);
  let daemon: Daemon;
  let truce = false;
  let over = false;

  const live = (): void => {
    const kill = planned.shift();
    const mine = startDaemon(stage, () => undefined, kill?.at === "inside" ? kill.place : "");
    daemon = mine;
    lives.push(mine);
    const disarm = kill ? arm(kill, mine) : () => undefined;
    void mine.ended.then(({ signal }) => {
      disarm();
      if (over) return;
      if (signal === "SIGKILL") {
        if (kill) fallen.push(kill);
        live();
      } else fail(new Error(`it ended by itself:\n${mine.journal().split("\n").slice(-5).join("\n")}`));
    });
  };

  /** Answers how to take the kill away. */
  const arm = (kill: Kill, mine: Daemon): (() => void) => {
    const strike = (): boolean => {
      if (!truce) mine.kill();
      return truce;
    };
    if (kill.at === "inside") return () => undefined;
    if (kill.at === "starting" || kill.at === "serving") {
      let timer: NodeJS.Timeout | undefined;
      const wait = (): void => {
        timer = setTimeout(strike, kill.ms);
      };
      if (kill.at === "starting") wait();
      else void mine.listening.then(wait);
      return () => clearTimeout(timer);
    }
    if (kill.at === "acknowledged") {
      const before = sandbox.record.acknowledged.size;
      return sandbox.subscribe(() => {
        if (sandbox.record.acknowledged.size - before >= kill.nth) strike();
      });
    }
    let sends = 0;
    gate.watch((point) => {
      if (point === "asked") sends += 1;
      return point !== kill.at || sends !== kill.nth || strike();
    });
    return () => gate.watch(() => true);
  };

  /** Resolves when another daemon has taken this one's place; rejects when none will, since it ended by itself. */
  const nextLife = async (mine: Daemon): Promise<void> => {
    await mine.ended;
    if (daemon === mine) await broken;
  };

  after(async () => {
    over = true;
    daemon.kill();
    await daemon.ended;
  });
  live();
  return {
    fallen: () => fallen,
    broken,
    async serving() {
      for (let mine = daemon; !(await mine.listening); mine = daemon) await nextLife(mine);
    },
    journal: () => lives.map((life) => life.journal()).join("\n-- killed\n"),
    async finish(settle) {
      truce = true;
      planned.length = 0;
      for (;;) {
        const mine = daemon;
        if (await mine.listening) {
          await settle();
          // A kill planned inside it fell while it settled: the next life is already here, and is the one to end.
          if (daemon !== mine) continue;
          over = true;
          const ended = await mine.stop();
          if (ended.signal !== "SIGKILL") return ended;
          over = false;
          live();
          continue;
        }
        await nextLife(mine);
      }
    },
  };
}
