import type { Listened } from "../../../audio/line/turns/listening.ts";
import type { Language } from "../../domain/language.ts";
import type { InboundContent } from "../../domain/message.ts";
import type { Transcript } from "../../domain/speech.ts";
import { digitMeaning } from "./digits.ts";
import { createHearing, type HeardTurn } from "./hearing.ts";
import { patienceFor } from "./patience.ts";
import type { CallParts, CallPhrase, CallRecord, RemoteCall } from "./port.ts";
import { toReception } from "./reception.ts";
import { createVoice, type Said } from "./voice.ts";

/** One call under way. */
export interface Session {
  readonly record: CallRecord;
  readonly language: () => Language;
  /** Answers, greets and listens. */
  open(greeting: Int16Array | undefined): Promise<void>;
  /** Says a reply of the conversation, then does what it led to. */
  reply(text: string, language: Language, ofTurn: boolean): Promise<Said>;
  /** Says something and hangs up. */
  announce(text: string, language: Language): Promise<void>;
}

/** Words for the wait, so long after a turn ended: by then the caller has waited for 1.2 s at least. */
const FILLER_MS = 700;
/** A short sound may be no word at all: nothing is looked up for it. */
const FILLED_SPEECH_MS = 500;
/** A cough is not asked about. */
const COUGH_SECONDS = 0.5;
const NOT_A_WORD: ReadonlySet<string | undefined> = new Set(["silence", "noise", "phantom"]);

const MOST_TIMES = 3;

type Phase = "talking" | "message" | "over";

export function createSession(call: RemoteCall, record: CallRecord, parts: CallParts): Session {
  const voice = createVoice(call, parts.speak);
  let language: Language | undefined;
  let phase: Phase = "talking";
  let guestSpeaks = false;
  /** Sound comes from the caller now; `guestSpeaks` lasts until it is known what was said. */
  let sounding = false;
  let turnsSubmitted = 0;
  let misheard = 0;
  let prompts = 0;
  let menu = false;
  let wantsMessage = false;
  let toldOfHash = false;
  let thinking = false;
  let digits = "";
  /** The last reply was cut off before its last sentence. */
  let interrupted = false;
  let cancelFiller = (): void => undefined;
  let silent = deferred();
  silent.settle();

  const spoken = (): Language => language ?? parts.defaultLanguage;
  const hearing = createHearing({
    call,
    hear: parts.hear,
    oddsOf: parts.oddsOf,
    language: () => language,
    early: (turn, { text }) => call.patience(turn, patienceFor(text, standing().question)),
  });

  function standing() {
    return parts.standing(record.conversationId);
  }

  /** Never rejects: without a voice the call goes on in silence, and the desk knows from health. */
  async function say(key: CallPhrase): Promise<boolean> {
    const text = parts.phrase(spoken(), key);
    if (text === "" || phase === "over") return false;
    return await voice.say(text, spoken()).then(
      ({ whole }) => whole,
      (error: unknown) => {
        parts.log.error("a phrase could not be spoken on a call", { call: record.id, err: error });
        return false;
      },
    );
  }

  async function bye(key: CallPhrase): Promise<void> {
    await say(key);
    phase = "over";
    call.hangUp();
  }

  function submit(content: InboundContent): void {
    turnsSubmitted++;
    thinking = true;
    prompts = 0;
    digits = "";
    menu = false;
    parts.submit(record, content, spoken());
  }

  function fillWait(): void {
    cancelFiller();
    if (phase === "talking") cancelFiller = parts.clock.after(FILLER_MS, filler);
  }

  function filler(): void {
    if (!sounding && !voice.speaking() && phase === "talking") void say("filler");
  }

  async function took(turn: HeardTurn): Promise<void> {
    if (turn.kind === "deaf" || turn.transcript.refused || phase === "message") cancelFiller();
    if (turn.kind === "deaf") {
      parts.log.warn(turn.error.message, { call: record.id, code: turn.error.code });
      return await offerKeys("deaf");
    }
    const { transcript } = turn;
    if (transcript.refused) return await notUnderstood(transcript);
    misheard = 0;
    if (language === undefined) {
      language = transcript.language;
      parts.spoke(record, language);
    }
    submit({ kind: "speech", transcript, ...(interrupted ? { interrupted } : {}) });
    if (phase === "message") await bye("message_taken");
  }

  async function notUnderstood({ refused, speechSeconds }: Transcript): Promise<void> {
    if (NOT_A_WORD.has(refused) && speechSeconds < COUGH_SECONDS) return;
    misheard++;
    if (misheard >= 2) await offerKeys();
    else await say("repeat");
  }

  async function offerKeys(before?: CallPhrase): Promise<void> {
    menu = true;
    if (before) await say(before);
    await say("menu");
  }

  async function quiet(): Promise<void> {
    if (voice.speaking() || guestSpeaks || phase === "over") return;
    if (thinking) return void (await say("filler"));
    prompts++;
    if (phase === "message") return await bye("no_voice_message");
    if (prompts === 1) await say("still_there");
    else if (prompts === 2) await say("still_there_again");
    else await bye("silence_goodbye");
  }

  function heard(what: Listened, sound: Int16Array | undefined): void {
    if (phase === "over") return;
    if (what.kind === "began") {
      guestSpeaks = true;
      sounding = true;
      silent = deferred();
      cancelFiller();
      voice.hush();
    } else if (what.kind === "enough" && sound) hearing.begun(sound);
    else if (what.kind === "pause" && sound) {
      hearing.tryTurn(what.turn, sound);
      parts.keep?.(record, what.turn, sound, call.rate);
    } else if (what.kind === "resumed") hearing.resumed();
    else if (what.kind === "quiet") background(quiet());
    else if (what.kind === "dropped" || what.kind === "ended") {
      sounding = false;
      const ended = what.kind === "ended" ? hearing.ended(what.turn) : undefined;
      if (what.kind === "ended" && what.speechMs >= FILLED_SPEECH_MS) fillWait();
      if (!ended) hearing.resumed();
      background(settle(ended));
    }
  }

  /** The guest has ended; replies that wait are said once it is known whether a new turn came of it. */
  async function settle(ended: Promise<HeardTurn> | undefined): Promise<void> {
    const turn = await ended;
    guestSpeaks = false;
    const work = turn && took(turn);
    silent.settle();
    await work;
  }

  function pressed(digit: string): void {
    if (phase === "over") return;
    voice.hush();
    digits += digit;
    if (digit !== "*") fillWait();
    const meaning = digitMeaning(digits, standing(), menu);
    if (meaning.kind === "more" || meaning.kind === "nothing") cancelFiller();
    if (meaning.kind === "more") return;
    digits = "";
    prompts = 0;
    if (meaning.kind === "reception") submit({ kind: "button", id: "person", title: "0" });
    else if (meaning.kind === "button") submit({ kind: "button", id: meaning.id, title: digit });
    else if (meaning.kind === "text") submit({ kind: "text", text: meaning.text });
    else if (meaning.kind === "menu" && meaning.item === "book") {
      submit({ kind: "text", text: parts.phrase(spoken(), "menu_book") });
    } else if (meaning.kind === "menu") {
      wantsMessage = true;
      submit({ kind: "button", id: "person", title: digit });
    }
  }

  async function takeMessage(): Promise<void> {
    phase = "message";
    await say("leave_message");
  }

  async function reply(text: string, inLanguage: Language, ofTurn: boolean): Promise<Said> {
    const mine = turnsSubmitted;
    thinking = false;
    cancelFiller();
    await silent.promise;
    // Said into the answer to it: what was not begun and is out of date is not said any more.
    if (ofTurn && (mine < turnsSubmitted || phase === "over")) {
      return { text: "", whole: false, sentences: 0, of: 1 };
    }
    language = inLanguage;
    const said = await voice.say(text, inLanguage);
    interrupted = said.sentences < said.of - 1;
    if (said.whole) background(after());
    return said;
  }

  /** What a conversation led to: a person, or goodbye. */
  async function after(): Promise<void> {
    const { mode, reason, goodbye, question, more } = standing();
    if (phase !== "talking") return;
    if (mode === "bot" && question === "email" && !more && !toldOfHash) {
      toldOfHash = true;
      await say("no_email");
    }
    if (mode === "person") {
      const emergency = reason === "emergency";
      const outcome = wantsMessage ? "kept" : await toReception({ call, parts, say, emergency });
      if (outcome === "done") parts.transferred(record);
      else await takeMessage();
    } else if (goodbye) {
      phase = "over";
      call.hangUp();
    }
  }

  function background(work: Promise<void>): void {
    work.catch((error: unknown) => parts.log.error("a call went wrong", { call: record.id, err: error }));
  }

  return {
    record,
    language: spoken,
    reply,
    async open(greeting) {
      call.listen({ listened: heard, digit: pressed });
      void call.ended.then(() => {
        phase = "over";
        cancelFiller();
        hearing.stop();
        voice.hush();
        silent.settle();
      });
      if (call.direction === "in") await call.answer();
      if (greeting) await voice.play(greeting);
      else if (call.direction === "in") await say("greeting");
    },
    async announce(text, inLanguage) {
      // Who picks up says a word first, which cuts off ours: it is said again, and nobody is answered here.
      phase = "over";
      for (let times = 0; times < MOST_TIMES; times++) {
        if ((await voice.say(text, inLanguage)).whole) break;
      }
      call.hangUp();
    },
  };
}

function deferred(): { readonly promise: Promise<void>; settle(): void } {
  let settle = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}
