import type { CallListener, RemoteCall } from "../../../audio/line/process/remote-call.ts";
import type { Listened } from "../../../audio/line/turns/listening.ts";
import type { EndReason, Played, TransferOutcome } from "../../../audio/line/voice-call.ts";
import type { CallParts, Standing } from "../../../src/channels/phone/port.ts";
import { createSession, type Session } from "../../../src/channels/phone/session.ts";
import type { InboundContent } from "../../../src/domain/message.ts";
import type { Transcript } from "../../../src/domain/speech.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { type FakeClock, fakeClock } from "../../audio/clock.ts";

/** A call of which the test is the caller, and what hotelbot is told and tells on it. */
export interface FakeCall {
  readonly session: Session;
  readonly clock: FakeClock;
  /** Every sentence that was begun, phrases by their keys; «♪» is the ringing tone. */
  readonly spoken: string[];
  readonly submitted: InboundContent[];
  readonly transfers: string[];
  readonly kept: number[];
  /** Languages the ears were asked to hear in. */
  readonly heardIn: (string | undefined)[];
  standing: Standing;
  /** What reception does, when the test lets it. */
  readonly reception: PromiseWithResolvers<TransferOutcome>;
  /** Sentences that are to be cut off, by their first words; the caller begins to speak there. */
  readonly cuts: Set<string>;
  /** Sentences during which a key is pressed. */
  readonly keysAt: Map<string, string>;
  /** What storing a turn comes to. */
  submit: () => Promise<void>;
  tell(what: Listened): void;
  press(digit: string): void;
  /** A whole turn: began, pause, ended. */
  turn(heard: Partial<Transcript>): Promise<void>;
  end(why: EndReason): Promise<void>;
  hungUp(): boolean;
}

const HEARD: Transcript = {
  text: "hola",
  language: "es",
  confidence: 0.9,
  seconds: 2,
  speechSeconds: 2,
  engineMs: 1,
};
const SOUND = new Int16Array(8_000);

/** Lets every promise that can settle do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function fakeCall(of: { readonly voice?: "broken"; readonly direction?: "out" } = {}) {
  const clock = fakeClock();
  const spoken: string[] = [];
  let listener: CallListener = { listened: () => undefined, digit: () => undefined };
  let hungUp = false;
  let turns = 0;
  let speaking = "";
  const ended = Promise.withResolvers<EndReason>();
  const here: FakeCall = {
    session: undefined as unknown as Session,
    clock,
    spoken,
    submitted: [],
    transfers: [],
    kept: [],
    heardIn: [],
    standing: { mode: "bot", goodbye: false },
    reception: Promise.withResolvers(),
    cuts: new Set(),
    keysAt: new Map(),
    submit: async () => undefined,
    tell: (what) => listener.listened(what, what.kind === "pause" ? SOUND : undefined),
    press: (digit) => listener.digit(digit),
    async turn(heard) {
      next = { ...HEARD, ...heard };
      turns++;
      here.tell({ kind: "began", over: false });
      here.tell({ kind: "pause", turn: turns });
      here.tell({ kind: "ended", turn: turns, speechMs: 1_000, cut: false });
      await settled();
      await settled();
    },
    async end(why) {
      ended.resolve(why);
      await settled();
    },
    hungUp: () => hungUp,
  };
  let next = HEARD;
  let audible: string | undefined;
  const call: RemoteCall = {
    id: "call",
    direction: of.direction ?? "in",
    from: { number: "600111222" },
    to: { number: "100" },
    rate: 16_000,
    answer: async () => undefined,
    refuse: () => undefined,
    listen: (added) => {
      listener = added;
    },
    async play(sound): Promise<Played> {
      const line = audible ?? "♪";
      audible = undefined;
      spoken.push(line);
      if (here.cuts.delete(line)) {
        here.tell({ kind: "began", over: true });
        return { heardMs: 100, whole: false };
      }
      const key = here.keysAt.get(line);
      if (key !== undefined) {
        here.keysAt.delete(line);
        here.press(key);
        return { heardMs: 100, whole: false };
      }
      if (line === "♪") await here.reception.promise;
      return { heardMs: sound.length / 16, whole: true };
    },
    flush: () => undefined,
    patience: () => undefined,
    transfer: (target) => {
      here.transfers.push(target);
      return here.reception.promise;
    },
    hangUp: () => {
      hungUp = true;
    },
    ended: ended.promise,
  };
  const parts: CallParts = {
    clock,
    log: silentLogger(),
    languages: ["es", "en", "pt"],
    defaultLanguage: "es",
    hear: async (_pcm, { language }, signal) => {
      here.heardIn.push(language);
      const said = next;
      await settled();
      signal.throwIfAborted();
      return said;
    },
    oddsOf: async () => ({}),
    speak: async (text) => {
      if (of.voice === "broken") throw new Error("no voice");
      speaking = text;
      audible = speaking;
      return new Int16Array(16_000);
    },
    phrase: (_language, key) => `${key}.`,
    standing: () => here.standing,
    submit: async (_record, content) => {
      here.submitted.push(content);
      await here.submit();
    },
    spoke: () => undefined,
    transferred: () => undefined,
    reception: "100",
    receptionOpen: () => true,
    keep: (_record, turn) => here.kept.push(turn),
  };
  const record = { id: "call", guestId: 1, conversationId: 1 };
  (here as { session: Session }).session = createSession(call, record, parts);
  return here;
}
