import { HotelbotError } from "../../../src/errors.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import type { LiveVads } from "../../ears/live-vad.ts";
import type { EndReason, Line, LineState, VoiceCall } from "../voice-call.ts";
import { type Button, type ButtonOptions, openButton } from "./button.ts";
import { CARD_RATE, type Card, openCard } from "./card.ts";
import { createPlayQueue } from "./queue.ts";

export interface SoundcardOptions {
  readonly device?: string;
  /** Held to speak; missing: whoever speaks is heard. */
  readonly button?: ButtonOptions;
  readonly vads: LiveVads;
  readonly clock: Clock;
  /** How the card is opened; missing: through arecord and aplay. */
  readonly open?: typeof openCard;
}

/** Whoever speaks for 200 ms of the last 280 to the lobby handset begins a conversation. */
const START_FRAMES = 10;
const START_WITHIN = 14;
/** A card that went away is looked for again. */
const RETRY_MS = 5_000;

/** A button is let go with the last syllable: so much more is heard. */
const AFTER_FRAMES = 10;
/** A key that means nothing, and silences whoever speaks. */
const HUSH = "*";

/**
 * The lobby handset: one conversation at a time on the machine's own sound card, begun by speaking to it. With a button it
 * is begun by a press, a press silences the bot, and nothing is heard while the button is up.
 */
export function soundcardDoor(options: SoundcardOptions): Line {
  const { clock } = options;
  const vad = options.vads(CARD_RATE);
  const queue = createPlayQueue(CARD_RATE);
  const lately: boolean[] = [];
  const waits = options.button ? "waiting for the handset's button" : "listening at the sound card";
  let listener: (call: VoiceCall) => void = (call) => call.hangUp();
  let card: Card | undefined;
  let button: Button | undefined;
  let sinceHeld = AFTER_FRAMES;
  let current:
    | {
        hear: (frame: Int16Array) => void;
        press: (digit: string) => void;
        end: (why: EndReason) => void;
      }
    | undefined;
  let state: LineState = { state: "starting", text: "the sound card is being opened", calls: 0 };
  let conversations = 0;
  let wanted = false;
  let cancelRetry = (): void => undefined;

  function heard(frame: Int16Array): void {
    if (current) {
      // Only then: a loudspeaker whose clock is 50 millionths slower than the microphone's, fed day and night, would be
      // four seconds late after a day. With nothing to play it waits, and each conversation begins in time.
      card?.play(queue.next());
      current.hear(button && !talks(button) ? new Int16Array(frame.length) : frame);
      return;
    }
    if (state.state !== "up") state = { state: "up", text: waits, calls: 0 };
    if (button) return;
    lately.push(vad.hear(frame).voiced);
    if (lately.length > START_WITHIN) lately.shift();
    if (lately.filter(Boolean).length >= START_FRAMES) begin();
  }

  /** The button is down, or was a moment ago. */
  function talks({ down }: Button): boolean {
    sinceHeld = down() ? 0 : sinceHeld + 1;
    return sinceHeld <= AFTER_FRAMES;
  }

  function pressed(): void {
    sinceHeld = 0;
    if (current) current.press(HUSH);
    else if (state.state === "up") begin();
  }

  function begin(): void {
    lately.length = 0;
    conversations++;
    let onFrame: (frame: Int16Array) => void = () => undefined;
    let onDigit: (digit: string) => void = () => undefined;
    let settle: (why: EndReason) => void = () => undefined;
    const ended = new Promise<EndReason>((resolve) => {
      settle = resolve;
    });
    const end = (why: EndReason): void => {
      current = undefined;
      queue.flush();
      settle(why);
    };
    current = { hear: (frame) => onFrame(frame), press: (digit) => onDigit(digit), end };
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
      onDigit: (added) => {
        onDigit = added;
      },
      play: queue.play,
      flush: queue.flush,
      transfer: async () => "unsupported",
      hangUp: () => end("we_hung_up"),
      ended,
    });
  }

  function open(): void {
    const opened = (options.open ?? openCard)(options.device ? { device: options.device } : {}, heard);
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
      if (options.button) button = openButton(options.button, clock, pressed);
      open();
    },
    stop: async () => {
      wanted = false;
      cancelRetry();
      button?.stop();
      current?.end("we_hung_up");
      card?.stop();
      vad.close();
    },
    state: () => {
      const trouble = state.state === "up" ? button?.trouble() : undefined;
      const calls = current ? 1 : 0;
      return trouble
        ? { state: "down", text: `${trouble.message} ${trouble.cure}`, calls }
        : { ...state, calls };
    },
    onCall: (added) => {
      listener = added;
    },
    call: () => Promise.reject(new HotelbotError("LINE_CANNOT_CALL")),
  };
}
