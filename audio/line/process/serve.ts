import { asHotelbotError } from "../../../src/errors.ts";
import type { LiveVads } from "../../ears/live-vad.ts";
import { type Attended, attend } from "../turns/attend.ts";
import type { Line, LineState, VoiceCall } from "../voice-call.ts";
import type { CallFacts, Fault, Order, Report } from "./protocol.ts";
import type { Wire } from "./wire.ts";

/** How often the daemon hears how the line does, whether something changed or not. */
export const STATE_MS = 1_000;

export interface ServeParts {
  readonly line: Line;
  readonly wire: Wire<Report, Order>;
  readonly vads: LiveVads;
  readonly every: (ms: number, task: () => void) => () => void;
}

/** The line's side of the wire: every call is listened to here, and told as turns. Resolves when it has ended. */
export async function serveLine(parts: ServeParts): Promise<void> {
  const { line, wire, vads } = parts;
  const calls = new Map<string, { readonly call: VoiceCall; attended?: Attended }>();

  function listenTo(call: VoiceCall): void {
    const { id } = call;
    const here = { call } as { call: VoiceCall; attended?: Attended };
    calls.set(id, here);
    const attended = attend(call, vads(call.rate), {
      listened: (what, sound) => wire.send({ kind: "listened", call: id, what }, sound),
    });
    here.attended = attended;
    call.onDigit((digit) => wire.send({ kind: "digit", call: id, digit }));
    void call.ended.then((why) => {
      attended.close();
      calls.delete(id);
      wire.send({ kind: "ended", call: id, why });
    });
  }

  function obey(order: Order, sound: Int16Array | undefined): void {
    if (order.kind === "dial") return void dial(order.id, order.number, order.ringMs);
    if (order.kind === "open" || order.kind === "close") return;
    const { call, attended } = calls.get(order.call) ?? {};
    switch (order.kind) {
      case "answer":
        return void answer(order.call, call);
      case "refuse":
        call?.refuse(order.why);
        break;
      case "play":
        return void play(order.call, order.id, attended, sound);
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
  const tell = (): void => wire.send({ kind: "state", state: line.state() });
  await line.start().catch((error: unknown) => wire.send({ kind: "state", state: failed(error) }));
  tell();
  const quiet = parts.every(STATE_MS, tell);
  await wire.closed;
  quiet();
  await line.stop();
}

function factsOf({ id, direction, from, to, rate }: VoiceCall): CallFacts {
  return { id, direction, from, to, rate };
}

function fault(thrown: unknown): Fault {
  const { code, details } = asHotelbotError(thrown);
  return { code, details };
}

function failed(thrown: unknown): LineState {
  const { message, cure } = asHotelbotError(thrown);
  return { state: "down", text: `${message} ${cure}`, calls: 0 };
}
