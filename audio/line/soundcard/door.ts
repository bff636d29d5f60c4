import { HotelbotError } from "../../../src/errors.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import type { LiveVads } from "../../ears/live-vad.ts";
import type { EndReason, Line, LineState, VoiceCall } from "../voice-call.ts";
import { CARD_RATE, type Card, openCard } from "./card.ts";
import { createPlayQueue } from "./queue.ts";

export interface SoundcardOptions {
  readonly device?: string;
  readonly vads: LiveVads;
  readonly clock: Clock;
}

/** Whoever speaks for 200 ms of the last 280 to the lobby handset begins a conversation. */
const START_FRAMES = 10;
const START_WITHIN = 14;
/** A card that went away is looked for again. */
const RETRY_MS = 5_000;

/** The lobby handset: one conversation at a time on the machine's own sound card, begun by speaking to it. */
export function soundcardDoor(options: SoundcardOptions): Line {
  const { clock } = options;
  const vad = options.vads(CARD_RATE);
  const queue = createPlayQueue(CARD_RATE);
  const lately: boolean[] = [];
  let listener: (call: VoiceCall) => void = (call) => call.hangUp();
  let card: Card | undefined;
  let current: { hear: (frame: Int16Array) => void; end: (why: EndReason) => void } | undefined;
  let state: LineState = { state: "starting", text: "the sound card is being opened", calls: 0 };
  let conversations = 0;
  let wanted = false;
  let cancelRetry = (): void => undefined;

  function heard(frame: Int16Array): void {
    card?.play(queue.next());
    if (current) {
      current.hear(frame);
      return;
    }
    if (state.state !== "up") state = { state: "up", text: "listening at the sound card", calls: 0 };
    lately.push(vad.hear(frame).voiced);
    if (lately.length > START_WITHIN) lately.shift();
    if (lately.filter(Boolean).length >= START_FRAMES) begin();
  }

  function begin(): void {
    lately.length = 0;
    conversations++;
    let onFrame: (frame: Int16Array) => void = () => undefined;
    let settle: (why: EndReason) => void = () => undefined;
    const ended = new Promise<EndReason>((resolve) => {
      settle = resolve;
    });
    const end = (why: EndReason): void => {
      current = undefined;
      queue.flush();
      settle(why);
    };
    current = { hear: (frame) => onFrame(frame), end };
    listener({
      id: `handset-${clock.now()}-${conversations}`,
      direction: "in",
      from: {},
      to: {},
      rate: CARD_RATE,
      answer: async () => undefined,
      refuse: () => end("refused"),
      onFrame: (added) => {
        onFrame = added;
      },
      onDigit: () => undefined,
      play: queue.play,
      flush: queue.flush,
      transfer: async () => "unsupported",
      hangUp: () => end("we_hung_up"),
      ended,
    });
  }

  function open(): void {
    const opened = openCard(options.device ? { device: options.device } : {}, heard);
    card = opened;
    void opened.gone.then((error) => {
      opened.stop();
      if (card !== opened || !wanted) return;
      card = undefined;
      current?.end("failed");
      state = { state: "down", text: `${error.message} ${error.cure}`, calls: 0 };
      cancelRetry = clock.after(RETRY_MS, open);
    });
  }

  return {
    start: async () => {
      wanted = true;
      open();
    },
    stop: async () => {
      wanted = false;
      cancelRetry();
      current?.end("we_hung_up");
      card?.stop();
      vad.close();
    },
    state: () => ({ ...state, calls: current ? 1 : 0 }),
    onCall: (added) => {
      listener = added;
    },
    call: () => Promise.reject(new HotelbotError("LINE_CANNOT_CALL")),
  };
}
