import type { Listened } from "../../../audio/line/turns/listening.ts";
import { ringback } from "../../../audio/pcm/ringback.ts";
import type { Language } from "../../domain/language.ts";
import type { InboundContent } from "../../domain/message.ts";
import { createAsking } from "./asking.ts";
import { newCall, newTurn, type Phase } from "./call-state.ts";
import { createHearing, type HeardTurn } from "./hearing.ts";
import { createKeys } from "./keys.ts";
import { patienceFor } from "./patience.ts";
import type { CallParts, CallPhrase, CallRecord, RemoteCall, Standing } from "./port.ts";
import { toReception } from "./reception.ts";
import { createSilence, type Stretch } from "./silence.ts";
import { createVoice, type Said } from "./voice.ts";

/** One call under way. */
export interface Session {
  readonly record: CallRecord;
  readonly language: () => Language;
  /** Answers, greets and listens. */
  open(greeting: Int16Array | undefined): Promise<void>;
  /** Says a reply of the conversation, then does what it led to. */
  reply(text: string, language: Language, ofTurn: boolean): Promise<Said>;
  /** Says something and hangs up, whatever happens; answers whether it was heard to its end. */
  announce(text: string, language: Language): Promise<boolean>;
}

/** Words for the wait, so long after a turn ended: by then the caller has waited for 1.2 s at least. */
const FILLER_MS = 700;
/** A short sound may be no word at all: nothing is looked up for it. */
const FILLED_SPEECH_MS = 500;
/** An announcement, or a sentence that noises cut off, is begun so often. */
const MOST_TIMES = 3;
const NOTHING_SAID: Said = { text: "", whole: false, sentences: 0, of: 1 };

export function createSession(call: RemoteCall, record: CallRecord, parts: CallParts): Session {
  const voice = createVoice(call, parts.speak);
  const floor = createSilence();
  const state = newCall();
  /** What is spoken to them, and what they were heard to speak: a key tells nothing of the second. */
  let language: Language | undefined;
  let heardIn: Language | undefined;
  /** Sound comes from the caller now; they have the floor until it is known what was said. */
  let sounding = false;
  let wantsMessage = false;
  let toldOfHash = false;
  /** The greeting was heard to its end, and what it says of recordings. */
  let noticed = false;
  /** The last reply was cut off before its last sentence. */
  let interrupted = false;
  let cancelFiller = (): void => undefined;

  const is = (asked: Phase): boolean => state.phase === asked;
  const spoken = (): Language => language ?? parts.defaultLanguage;
  const keys = createKeys(parts.clock, (number) => submit({ kind: "text", text: number }));
  const hearing = createHearing({
    call,
    hear: parts.hear,
    oddsOf: parts.oddsOf,
    language: () => heardIn,
    early: (turn, { text }) => call.patience(turn, patienceFor(text, standing().question)),
  });

  const standing = (): Standing => parts.standing(record.conversationId);
  const asking = createAsking({ call, state, floor, say, standing, speaking: voice.speaking });

  /** Never rejects: without a voice the call goes on in silence, and the desk knows from health. */
  async function say(key: CallPhrase): Promise<boolean> {
    const text = parts.phrase(spoken(), key);
    if (text === "" || is("over")) return false;
    return await voice.say(text, spoken()).then(
      ({ whole }) => whole,
      (error: unknown) => {
        parts.log.error("a phrase could not be spoken on a call", { call: record.id, err: error });
        return false;
      },
    );
  }

  /** `leaving`: it belongs to a message, which is left once it is kept. */
  function submit(content: InboundContent, leaving = false): void {
    const mine = newTurn(state);
    keys.clear();
    const handled = parts.submit(record, content, spoken()).then(
      // Nobody answers a turn that a person has to, or one that asks for nothing.
      () => {
        if (leaving) state.left++;
        if (mine === state.turns) thought();
      },
      async (error: unknown) => {
        parts.log.error("a turn of a call could not be kept", { call: record.id, err: error });
        thought();
        await say("deaf");
        // No message could be kept either: only a person helps, and without one they may try again.
        if (is("talking")) await handOver(false, asking.talkOn);
      },
    );
    background(handled);
  }

  function thought(): void {
    state.thinking = false;
    cancelFiller();
  }

  function fillWait(): void {
    cancelFiller();
    if (is("talking")) cancelFiller = parts.clock.after(FILLER_MS, filler);
  }

  function filler(): void {
    if (!sounding && !voice.speaking() && is("talking")) void say("filler");
  }

  async function took(turn: HeardTurn, leaving: boolean): Promise<void> {
    if (is("over") && !leaving) return;
    if (turn.kind === "deaf" || turn.transcript.refused || leaving) cancelFiller();
    if (turn.kind === "deaf") {
      parts.log.warn(turn.error.message, { call: record.id, code: turn.error.code });
      state.deeds++;
      return await asking.offerKeys("deaf");
    }
    const { transcript } = turn;
    if (transcript.refused) return await asking.notUnderstood(transcript);
    state.misheard = 0;
    if (heardIn === undefined) {
      heardIn = transcript.language;
      language = heardIn;
      parts.spoke(record, heardIn);
    }
    submit({ kind: "speech", transcript, ...(interrupted ? { interrupted } : {}) }, leaving);
  }

  function heard(what: Listened, sound: Int16Array | undefined): void {
    if (is("over")) return;
    if (what.kind === "began") {
      sounding = true;
      floor.began();
      cancelFiller();
      if (!is("connecting")) voice.hush();
    } else if (what.kind === "enough" && sound) hearing.begun(sound);
    else if (what.kind === "pause" && sound && !is("connecting")) {
      hearing.tryTurn(what.turn, sound);
      if (noticed) parts.keep?.(record, what.turn, sound, call.rate);
    } else if (what.kind === "resumed") hearing.resumed();
    else if (what.kind === "lull" && is("message") && state.left > 0 && floor.silent()) {
      background(asking.messageEnds());
    } else if (what.kind === "quiet") background(asking.quiet());
    else if (what.kind === "dropped" || what.kind === "ended") {
      sounding = false;
      const ours = what.kind === "ended" && !is("connecting") ? hearing.ended(what.turn) : undefined;
      if (ours && what.kind === "ended" && what.speechMs >= FILLED_SPEECH_MS) fillWait();
      if (!ours) hearing.resumed();
      background(settle(ours, floor.current(), is("message")));
    }
  }

  /** The guest has ended; replies that wait are said once it is known whether a new turn came of it. */
  async function settle(
    ended: Promise<HeardTurn> | undefined,
    stretch: Stretch | undefined,
    leaving: boolean,
  ): Promise<void> {
    const turn = await ended;
    const work = turn && took(turn, leaving);
    stretch?.settle();
    await work;
  }

  function pressed(digit: string): void {
    if (is("over") || is("connecting")) return;
    voice.hush();
    state.deeds++;
    if (is("message")) {
      if (digit === "#") background(asking.messageEnds());
      return;
    }
    if (digit !== "*") fillWait();
    const now = standing();
    const meaning = keys.press(digit, now, state.menu);
    if (meaning.kind === "more" || meaning.kind === "nothing") cancelFiller();
    if (meaning.kind === "more") return;
    state.prompts = 0;
    if (meaning.kind === "reception") {
      // Who has been handed over already is not asked about again: they are put through.
      if (now.mode === "person") background(handOver(now.reason === "emergency"));
      else submit({ kind: "button", id: "person", title: "0" });
    } else if (meaning.kind === "button") submit({ kind: "button", id: meaning.id, title: digit });
    else if (meaning.kind === "text") submit({ kind: "text", text: meaning.text });
    else if (meaning.kind === "menu" && meaning.item === "book") {
      submit({ kind: "text", text: parts.phrase(spoken(), "menu_book") });
    } else if (meaning.kind === "menu") {
      wantsMessage = true;
      submit({ kind: "button", id: "person", title: digit });
    }
  }

  async function reply(text: string, inLanguage: Language, ofTurn: boolean): Promise<Said> {
    const mine = state.turns;
    thought();
    state.waits = 0;
    await floor.until();
    // Said into the answer to it: what was not begun and is out of date is not said any more.
    const late = is("over") || (ofTurn && mine < state.turns);
    if (!late) {
      language = inLanguage;
      if (heardIn !== undefined) heardIn = inLanguage;
    }
    const said = late ? NOTHING_SAID : await sayThrough(text, inLanguage);
    if (ofTurn) background(after(said.whole));
    return said;
  }

  /** What a cough or a slammed door cut off goes on from the sentence it fell into. */
  async function sayThrough(text: string, inLanguage: Language): Promise<Said> {
    const before = state.deeds;
    const on = async (from: number): Promise<Said> => {
      const said = await voice.say(text, inLanguage, from);
      // At once: the turn that cut it off is told of it.
      interrupted = said.sentences < said.of - 1;
      return said;
    };
    let said = await on(0);
    for (let times = 1; times < MOST_TIMES && !said.whole; times++) {
      await floor.until();
      if (state.deeds !== before || !is("talking")) break;
      said = await on(said.sentences);
    }
    return said;
  }

  /** What a conversation led to: a person, heard to its end or not, or goodbye. */
  async function after(whole: boolean): Promise<void> {
    const { mode, reason, goodbye, question } = standing();
    if (!is("talking")) return;
    if (mode === "person") {
      // With no reason a clerk took the conversation, and answers in it.
      if (reason !== undefined) await handOver(reason === "emergency");
      return;
    }
    if (!whole) return;
    if (question === "email" && !toldOfHash) {
      toldOfHash = true;
      await say("no_email");
    }
    if (goodbye) {
      state.phase = "over";
      call.hangUp();
    }
  }

  async function handOver(emergency: boolean, otherwise = asking.takeMessage): Promise<void> {
    state.phase = "connecting";
    cancelFiller();
    await floor.until();
    if (is("over")) return;
    const ring = (): Promise<boolean> => voice.play(ringback(16_000));
    const asked = { call, parts, say, ring, hush: voice.hush, emergency };
    const outcome = wantsMessage ? "kept" : await toReception(asked);
    if (outcome === "done") parts.transferred(record);
    else if (!is("over")) await otherwise();
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
        // A message whose last word has ended is heard to its end all the same.
        hearing.stop();
        state.phase = "over";
        cancelFiller();
        keys.clear();
        voice.hush();
        floor.end();
      });
      if (call.direction === "in") await call.answer();
      if (greeting) noticed = await voice.play(greeting);
      else if (call.direction === "in") noticed = await say("greeting");
    },
    async announce(text, inLanguage) {
      // Who picks up says a word first, which cuts off ours: it is said again, and nobody is answered here.
      state.phase = "over";
      let whole = false;
      try {
        for (let times = 0; times < MOST_TIMES && !whole; times++) {
          whole = (await voice.say(text, inLanguage)).whole;
        }
      } finally {
        call.hangUp();
      }
      return whole;
    },
  };
}
