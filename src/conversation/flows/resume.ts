import { draftWords } from "../facts.ts";
import { draftOf, patch, say, type Turn } from "../turn.ts";
import { advance } from "./advance.ts";
import { dropDraft } from "./repair.ts";

/** After this long a guest has to be reminded of what was being arranged. */
const FORGOTTEN_MS = 6 * 3_600_000;

function wasAway(turn: Turn): boolean {
  const { lastGuestAt } = turn.input.state;
  return lastGuestAt !== undefined && turn.input.now.epochMs - lastGuestAt > FORGOTTEN_MS;
}

/** Notes when the guest wrote. A draft for days that have passed meanwhile is put away without a word. */
export function arrive(turn: Turn): Turn {
  const { now } = turn.input;
  const noted = patch(turn, { lastGuestAt: now.epochMs });
  const { arrival } = draftOf(turn);
  const over = wasAway(turn) && arrival !== undefined && arrival < now.date;
  return over && turn.state.step !== "booking" ? dropDraft(noted) : noted;
}

/** A guest who comes back after hours is told what was left open; price and hold are looked at anew. */
export function welcomeBack(turn: Turn): Turn {
  const facts = draftWords(turn, draftOf(turn));
  if (!wasAway(turn) || facts.text === "") return turn;
  return advance(say(turn, "welcome_back", { facts }));
}
