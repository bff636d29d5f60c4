import type { TransferOutcome, VoiceCall } from "../voice-call.ts";
import type { CallState } from "./call.ts";

/** What others see of a call. */
export function voiceOf(
  call: CallState,
  ways: {
    readonly answer: () => Promise<void>;
    readonly refuse: (why: "busy" | "unavailable") => void;
    readonly transfer: (target: string) => Promise<TransferOutcome>;
  },
): VoiceCall {
  return {
    id: call.id,
    direction: call.direction,
    get from() {
      return call.from;
    },
    to: call.to,
    rate: 8_000,
    answer: ways.answer,
    refuse: ways.refuse,
    onFrame: (listener) => {
      call.onFrame = listener;
    },
    onDigit: (listener) => {
      call.onDigit = listener;
    },
    play: (sound) =>
      call.over || !call.sound?.media
        ? Promise.resolve({ heardMs: 0, whole: sound.length === 0 })
        : call.sound.media.play(sound),
    flush: () => call.sound?.media?.flush(),
    transfer: ways.transfer,
    hangUp: () => {
      if (call.over) return;
      call.leave();
      call.finish("we_hung_up");
    },
    ended: call.ended,
  };
}
