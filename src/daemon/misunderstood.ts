import type { MisunderstoodReport } from "../control/contract.ts";
import type { Understood } from "../domain/understood.ts";
import type { Store, TurnEntry } from "../store/contract.ts";

/** Guests' turns looked through, newest first: weeks of a busy hotel. */
const LOOKED_AT = 20_000;
/** More is no list to work through. */
const MOST = 100;
/** A name or an address is an answer, and longer texts are letters: neither is a phrase to learn. */
const LONGEST = 200;

/** What guests said that nothing was made of, as often as it was said: to be added to a question as phrases. */
export function misunderstoodReport(store: Store): MisunderstoodReport {
  const said = new Map<
    string,
    { text: string; times: number; language: string; last: TurnEntry; near: string[] }
  >();
  for (const turn of store.conversations.heard(LOOKED_AT)) {
    const understood = understoodOf(turn);
    if (!understood || !missed(understood) || turn.text.length > LONGEST) continue;
    const key = turn.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    if (key === "") continue;
    const before = said.get(key);
    if (before) before.times += 1;
    else {
      const near = understood.intents.filter(({ band }) => band === "ask").map(({ name }) => name);
      said.set(key, { text: turn.text, times: 1, language: understood.language, last: turn, near });
    }
  }
  const rows = [...said.values()].sort((a, b) => b.times - a.times || b.last.at - a.last.at).slice(0, MOST);
  return {
    schema: 1,
    messages: rows.map(({ text, times, language, last, near }) => ({
      text,
      language: language as Understood["language"],
      times,
      near,
      conversation: last.conversationId,
      at: new Date(last.at).toISOString(),
    })),
  };
}

function understoodOf(turn: TurnEntry): Understood | undefined {
  return (turn.detail as { understood?: Understood } | undefined)?.understood;
}

/** No intent to act on and no fact. */
function missed({ intents, slots }: Understood): boolean {
  return !intents.some(({ band }) => band === "act") && Object.keys(slots).every((slot) => slot === "number");
}
