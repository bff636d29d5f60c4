import type { Transcript } from "../../domain/speech.ts";
import type { CallState } from "./call-state.ts";
import type { CallPhrase, RemoteCall, Standing } from "./port.ts";
import type { Silence } from "./silence.ts";

/** What the call itself says, where no turn of the conversation does: when nothing was made out, or nobody speaks. */
export interface Asking {
  /** Says it and hangs up, unless the caller speaks up or presses a key at the last word: they are heard. */
  bye(key: CallPhrase): Promise<void>;
  /** Ends a message that was left, or was not. */
  messageEnds(): Promise<void>;
  takeMessage(): Promise<void>;
  /** Nobody took them over: the conversation goes on. */
  talkOn(): Promise<void>;
  /** The menu for the keys, after the reason for it. */
  offerKeys(why?: CallPhrase): Promise<void>;
  notUnderstood(transcript: Transcript): Promise<void>;
  /** Nobody has said anything for 7 s. */
  quiet(): Promise<void>;
}

/** A cough is not asked about. */
const COUGH_SECONDS = 0.5;
const NOT_A_WORD: ReadonlySet<string | undefined> = new Set(["silence", "noise", "phantom"]);
/** Stretches of 7 s that a caller waits for the clerk who has their conversation, before a message is offered. */
const MOST_WAITS = 12;

export function createAsking(parts: {
  readonly call: Pick<RemoteCall, "hangUp">;
  readonly state: CallState;
  readonly floor: Silence;
  readonly speaking: () => boolean;
  readonly say: (key: CallPhrase) => Promise<boolean>;
  readonly standing: () => Standing;
}): Asking {
  const { call, state, floor, say } = parts;
  const over = (): boolean => state.phase === "over";

  async function bye(key: CallPhrase): Promise<void> {
    const before = state.deeds;
    const whole = await say(key);
    state.prompts = 0;
    if (over() || (!whole && (!floor.silent() || state.deeds !== before))) return;
    state.phase = "over";
    call.hangUp();
  }

  async function takeMessage(): Promise<void> {
    state.phase = "message";
    state.left = 0;
    state.prompts = 0;
    await say("leave_message");
  }

  const messageEnds = (): Promise<void> => bye(state.left > 0 ? "message_taken" : "no_voice_message");

  async function offerKeys(why?: CallPhrase): Promise<void> {
    // The keys of a message end it: there is no menu.
    if (state.phase !== "talking") return void (await say(why ?? "repeat"));
    state.menu = true;
    if (why) await say(why);
    await say("menu");
  }

  /** For a turn that takes its time, or for the clerk who has the conversation. */
  async function wait(): Promise<void> {
    state.waits++;
    if (!state.thinking && state.waits >= MOST_WAITS) await takeMessage();
    else if (state.thinking || state.waits % 2 === 1) await say("filler");
  }

  return {
    bye,
    messageEnds,
    takeMessage,
    async talkOn() {
      state.phase = "talking";
    },
    offerKeys,
    async notUnderstood({ refused, speechSeconds }) {
      if (NOT_A_WORD.has(refused) && speechSeconds < COUGH_SECONDS) return;
      state.deeds++;
      state.misheard++;
      if (state.misheard >= 2) await offerKeys();
      else await say("repeat");
    },
    async quiet() {
      if (parts.speaking() || !floor.silent() || over() || state.phase === "connecting") return;
      const talking = state.phase === "talking";
      if (talking && (state.thinking || parts.standing().mode === "person")) return await wait();
      state.prompts++;
      if (!talking) await messageEnds();
      else if (state.prompts === 1) await say("still_there");
      else if (state.prompts === 2) await say("still_there_again");
      else await bye("silence_goodbye");
    },
  };
}
