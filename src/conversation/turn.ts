import { LIST_LIMITS, listLines } from "../domain/list.ts";
import type { Reply } from "../domain/message.ts";
import type { ConversationRequest, ConversationState, Draft, StepInput, StepOutput } from "./contract.ts";
import type { ParamsOf, PhraseKey } from "./phrase-keys.ts";
import { phrase } from "./phrases.ts";
import type { Words } from "./words.ts";

/** One step under way: what came in, and what has been decided so far. Every function answers a new one. */
export interface Turn {
  readonly input: StepInput;
  readonly state: ConversationState;
  readonly replies: readonly Reply[];
  readonly requests: readonly ConversationRequest[];
  /** True when the open question was put in this step. */
  readonly asked: boolean;
}

/** A message with buttons takes no longer text (Cloud API); without them it can be answered in words. */
const BODY_WITH_BUTTONS = 1024;

export function begin(input: StepInput): Turn {
  return { input, state: input.state, replies: [], requests: [], asked: false };
}

export function outputOf(turn: Turn): StepOutput {
  return { state: turn.state, replies: turn.replies, requests: turn.requests };
}

/** A phrase in the conversation's language. */
export function words<K extends PhraseKey>(turn: Turn, key: K, params: ParamsOf<K>): Words {
  return phrase(turn.input.phrases, turn.state.language, key, params);
}

export function say<K extends PhraseKey>(turn: Turn, key: K, params: ParamsOf<K>): Turn {
  return sayWords(turn, words(turn, key, params));
}

/** What can be tapped under a text: up to three buttons, or a list. */
export type Choices = Pick<Reply, "buttons" | "list">;

export function sayWords(turn: Turn, said: Words, choices: Choices = {}): Turn {
  const { speech } = said;
  const shown = withChoices(said.text, choices);
  const reply: Reply = { ...shown, ...(speech === shown.text ? {} : { speech }) };
  return { ...turn, replies: [...turn.replies, reply] };
}

/** A text too long to stand over its choices goes without them; what only the list says is written out. */
function withChoices(text: string, { buttons = [], list }: Choices): Reply {
  if (list !== undefined && text.length <= LIST_LIMITS.body) return { text, list };
  if (list !== undefined) return { text: [text, ...listLines(list)].join("\n") };
  return buttons.length > 0 && text.length <= BODY_WITH_BUTTONS ? { text, buttons } : { text };
}

export function patch(turn: Turn, change: Partial<ConversationState>): Turn {
  return { ...turn, state: { ...turn.state, ...change } };
}

/** Takes keys out of the state. */
export function forget(turn: Turn, ...keys: readonly (keyof ConversationState)[]): Turn {
  return { ...turn, state: without(turn.state, ...keys) };
}

/** The open draft; an empty one when there is none. */
export function draftOf(turn: Turn): Draft {
  return turn.state.draft ?? { rooms: 1 };
}

export function patchDraft(turn: Turn, change: Partial<Draft>, ...drop: readonly (keyof Draft)[]): Turn {
  return patch(turn, { draft: { ...without(draftOf(turn), ...drop), ...change } });
}

export function request(turn: Turn, wanted: ConversationRequest): Turn {
  return { ...turn, requests: [...turn.requests, wanted] };
}

/** A new object without these keys; the rest is shared. */
export function without<T extends object>(value: T, ...keys: readonly (keyof T)[]): T {
  const rest = { ...value };
  for (const key of keys) delete rest[key];
  return rest;
}

/** True while the hold still has time left. */
export function isHeld(turn: Turn): boolean {
  const until = turn.state.draft?.heldUntil;
  return until !== undefined && turn.input.now.epochMs < until;
}

/** Gives the room back if one is held; what was chosen goes with it. */
export function releaseHold(turn: Turn): Turn {
  if (turn.state.draft?.heldUntil === undefined) return turn;
  return patchDraft(request(turn, { kind: "release_hold" }), {}, "heldUntil");
}
