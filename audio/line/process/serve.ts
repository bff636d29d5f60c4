import { asHotelbotError, type HotelbotError } from "../../../src/errors.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import type { LiveVads } from "../../ears/live-vad.ts";
import { type Attended, attend } from "../turns/attend.ts";
import type { Line, LineState, VoiceCall } from "../voice-call.ts";
import type { CallFacts, Fault, Order, Report } from "./protocol.ts";
import type { Wire } from "./wire.ts";

/** How often the daemon hears how the line does, whether something changed or not. */
export const STATE_MS = 1_000;
/** A door that cannot be opened (its port is taken, its address not there yet) is tried again: 1, 2, 4 … 30 s later. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

export interface ServeParts {
  readonly line: Line;
  readonly wire: Wire<Report, Order>;
  readonly vads: LiveVads;
  readonly clock: Pick<Clock, "after">;
  readonly every: (ms: number, task: () => void) => () => void;
}

/** The line's side of the wire: every call is listened to here, and told as turns. Resolves when it has ended. */
export async function serveLine(parts: ServeParts): Promise<void> {
  const { line, wire, vads } = parts;
  const calls = new Map<string, Here>();
  /** Why the door is not open; it stays until it is. */
  let shut: HotelbotError | undefined;
  let opening: Promise<void> = Promise.resolve();
  let cancelRetry = (): void => undefined;

  function listenTo(call: VoiceCall): void {
    const { id } = call;
    const attended = attend(call, vads(call.rate), {
      listened: (what, sound) => wire.send({ kind: "listened", call: id, what }, sound),
    });
    const here: Here = { call, attended, plays: new Set() };
    calls.set(id, here);
    call.onDigit((digit) => wire.send({ kind: "digit", call: id, digit }));
    void call.ended.then(async (why) => {
      attended.close();
      calls.delete(id);
      // How much of the last sentence was heard is told first: after its end nobody asks a call any more.
      await Promise.allSettled(here.plays);
      wire.send({ kind: "ended", call: id, why });
    });
  }

  function obey(order: Order, sound: Int16Array | undefined): void {
    if (order.kind === "dial") return void dial(order.id, order.number, order.ringMs);
    if (order.kind === "open" || order.kind === "close") return;
    const here = calls.get(order.call);
    const { call, attended } = here ?? {};
    switch (order.kind) {
      case "answer":
        return void answer(order.call, call);
      case "refuse":
        call?.refuse(order.why);
        break;
      case "play":
        playing(here, play(order.call, order.id, attended, sound));
        break;
      case "flush":
        attended?.flush();
        break;
      case "patience":
        attended?.patience(order.turn, order.ms);
        break;
      case "transfer":
        return void transfer(order.call, order.id, order.target, call);
      case "hang_up":
        call?.hangUp();
        break;
    }
  }

  async function answer(id: string, call: VoiceCall | undefined): Promise<void> {
    try {
      await call?.answer();
      wire.send({ kind: "answered", call: id });
    } catch (error) {
      wire.send({ kind: "answered", call: id, failure: fault(error) });
    }
  }

  async function play(
    call: string,
    id: number,
    attended: Attended | undefined,
    sound: Int16Array | undefined,
  ): Promise<void> {
    const played = attended && sound ? await attended.play(sound) : { heardMs: 0, whole: false };
    wire.send({ kind: "played", call, id, ...played });
  }

  function playing(here: Here | undefined, work: Promise<void>): void {
    here?.plays.add(work);
    void work.finally(() => here?.plays.delete(work));
  }

  async function transfer(
    call: string,
    id: number,
    target: string,
    on: VoiceCall | undefined,
  ): Promise<void> {
    const outcome = await (on?.transfer(target) ?? Promise.resolve("refused" as const)).catch(
      () => "refused" as const,
    );
    wire.send({ kind: "transferred", call, id, outcome });
  }

  async function dial(id: number, number: string, ringMs: number | undefined): Promise<void> {
    try {
      if (shut) throw shut;
      const call = await line.call(number, ringMs === undefined ? {} : { ringMs });
      wire.send({ kind: "dialled", id, call: factsOf(call) });
      listenTo(call);
    } catch (error) {
      wire.send({ kind: "dialled", id, failure: fault(error) });
    }
  }

  line.onCall((call) => {
    listenTo(call);
    wire.send({ kind: "call", call: factsOf(call) });
  });
  wire.onParcel(({ message, sound }) => obey(message, sound));
  const tell = (): void => wire.send({ kind: "state", state: shut ? failed(shut) : line.state() });
  async function open(retryMs: number): Promise<void> {
    try {
      await line.start();
      shut = undefined;
    } catch (error) {
      shut = asHotelbotError(error);
      const next = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      cancelRetry = parts.clock.after(retryMs, () => {
        opening = open(next);
      });
    }
    tell();
  }
  opening = open(FIRST_RETRY_MS);
  await opening;
  const quiet = parts.every(STATE_MS, tell);
  await wire.closed;
  quiet();
  cancelRetry();
  // A door that is just being opened would stay open.
  await opening;
  cancelRetry();
  await line.stop();
}

interface Here {
  readonly call: VoiceCall;
  readonly attended: Attended;
  /** What is being said to the other end. */
  readonly plays: Set<Promise<void>>;
}

function factsOf({ id, direction, from, to, rate }: VoiceCall): CallFacts {
  return { id, direction, from, to, rate };
}

function fault(thrown: unknown): Fault {
  const { code, details } = asHotelbotError(thrown);
  return { code, details };
}

function failed({ message, cure }: HotelbotError): LineState {
  return { state: "down", text: `${message} ${cure}`, calls: 0 };
}
