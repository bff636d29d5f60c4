import { isExistingIntent, isSubject } from "../intents.ts";
import type { Reading } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { existing } from "./existing.ts";
import { answer, isKnownSubject } from "./faq.ts";
import type { Flow } from "./flow.ts";
import { complaint, emergency, person, restart } from "./repair.ts";
import { eraseData, requestFlow, stop } from "./requests.ts";
import { smallTalk } from "./small-talk.ts";

/** An intent and the flow that handles it. */
export type Handled = readonly [intent: string, flow: Flow];

/** These take the whole turn, whatever else was said, the most urgent first. */
const URGENT: readonly Handled[] = [
  ["emergency", emergency],
  ["person", person],
  ["complaint", complaint],
  ["restart", restart],
  ["stop", stop],
  ["erase_data", eraseData],
];

/** Courtesies, the one that decides the tone of the answer first. */
const COURTESIES: readonly Handled[] = [
  ["goodbye", smallTalk],
  ["help", smallTalk],
  ["thanks", smallTalk],
  ["greeting", smallTalk],
];

export function urgent(acts: readonly string[]): Handled | undefined {
  return URGENT.find(([intent]) => acts.includes(intent));
}

/** Subjects to be informed about, in the order said: all are answered, beside whatever else the message does. */
export function subjects(turn: Turn, reading: Reading): Handled[] {
  return reading.acts
    .filter((name) => isSubject(name) && isKnownSubject(turn, name))
    .map((name) => [name, requestFlow(name, reading) ?? answer]);
}

/** A booking that exists is spoken of. */
export function aboutExisting(acts: readonly string[]): Handled | undefined {
  const intent = acts.find(isExistingIntent);
  return intent === undefined ? undefined : [intent, existing];
}

export function courtesy(acts: readonly string[]): Handled | undefined {
  return COURTESIES.find(([intent]) => acts.includes(intent));
}
