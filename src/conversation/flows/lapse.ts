import { rangeWords, soldWords } from "../facts.ts";
import { ask } from "../questions.ts";
import { draftOf, patchDraft, say, type Turn } from "../turn.ts";
import { isExistingQuestion, patchExisting } from "./existing-state.ts";

/** The rooms are held no more: said once, with the offer to look again. What else was being asked stays open. */
export function onHoldLapsed(turn: Turn): Turn {
  const { existing, draft, question } = turn.state;
  const now = turn.input.now.epochMs;
  const over = (until: number | undefined): boolean => until !== undefined && until <= now;
  if (existing?.booking && over(existing.heldUntil)) {
    const told = say(turn, "hold.over_change", { code: existing.booking.code });
    const freed = patchExisting(told, {}, "heldUntil", "quote");
    return isExistingQuestion(question) ? ask(freed, "existing_retry") : freed;
  }
  const { quote } = draftOf(turn);
  if (!draft || !quote || !over(draft.heldUntil)) return turn;
  const room = soldWords(turn, quote);
  const told = say(turn, "hold.over", { room, range: rangeWords(turn, quote.stay) });
  const freed = patchDraft(told, { lapsed: true }, "heldUntil");
  return isExistingQuestion(question) || turn.state.errand ? freed : ask(freed, "retry");
}
