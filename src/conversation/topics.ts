import { type PhraseKey, SIGNATURES } from "./phrase-keys.ts";
import { type Turn, words } from "./turn.ts";
import { both, type Words } from "./words.ts";

/** What a subject is called, short enough for a button. An unknown one goes by its own id, without underscores. */
export function topicWords(turn: Turn, topic: string): Words {
  const key = `topic.${topic}`;
  return isTopic(key) ? words(turn, key, {}) : both(topic.replaceAll("_", " "));
}

type TopicKey = Extract<PhraseKey, `topic.${string}`>;

function isTopic(key: string): key is TopicKey {
  return Object.hasOwn(SIGNATURES, key) && key.startsWith("topic.");
}

export function hasTopic(topic: string): boolean {
  return isTopic(`topic.${topic}`);
}
