import type { LiveVad } from "../../ears/live-vad.ts";
import type { Played, VoiceCall } from "../voice-call.ts";
import { createEchoGate } from "./echo-gate.ts";
import { createListening, type Listened } from "./listening.ts";
import { createRecording } from "./recording.ts";
import { createSpeaking } from "./speaking.ts";

/** A call with somebody listening: turns instead of frames. */
export interface Attended {
  play(sound: Int16Array): Promise<Played>;
  flush(): void;
  patience(turn: number, ms: number): void;
  /** The call is over: what was being said is told as it stands. */
  close(): void;
}

export interface AttendHooks {
  /** The sound comes with a `pause` and with `enough`: what was said in this turn so far, at the call's rate. */
  readonly listened: (what: Listened, sound?: Int16Array) => void;
}

const WITH_SOUND: ReadonlySet<Listened["kind"]> = new Set(["pause", "enough"]);

/**
 * Listens to one call. Whoever begins to speak over the bot silences it here, in the process that sends the sound, so
 * that no inference and no database stands between a guest's word and the silence.
 */
export function attend(call: VoiceCall, vad: LiveVad, hooks: AttendHooks): Attended {
  const gate = createEchoGate();
  const listening = createListening();
  const recording = createRecording();
  const speaking = createSpeaking(call);

  function tell(events: readonly Listened[]): void {
    for (const event of events) {
      if (event.kind === "began") {
        recording.begin(event.over);
        if (event.over) speaking.flush();
      }
      hooks.listened(event, WITH_SOUND.has(event.kind) ? recording.soFar() : undefined);
      if (event.kind === "ended" || event.kind === "dropped") recording.end();
    }
  }

  call.onFrame((frame) => {
    speaking.tick();
    const heard = vad.hear(frame);
    const own = gate.passes(heard.level, speaking.level()) && heard.voiced;
    recording.add(frame, heard, own);
    tell(listening.hear({ voiced: own, botMs: speaking.botMs() }));
  });

  return {
    play: (sound) => speaking.say(sound),
    flush: () => speaking.flush(),
    patience: (turn, ms) => tell(listening.patience(turn, ms)),
    close() {
      tell(listening.over());
      vad.close();
    },
  };
}
