import type { Quote } from "../domain/hotel.ts";
import type { Slots, Understood } from "../domain/understood.ts";
import { readTap, type Tap } from "./buttons.ts";
import type { ConversationEvent, ConversationState, Question } from "./contract.ts";
import { extraIn } from "./errand-words.ts";
import { isExistingIntent, isStayIntent, isSubject } from "./intents.ts";
import { putsOff } from "./leave-words.ts";
import { without } from "./turn.ts";

/** A guest's turn as the flows see it: what may be acted on, what must be asked, and what answers the open question. */
export interface Reading {
  readonly text: string;
  readonly spoken: boolean;
  /** Intents precise enough to act on, best first. */
  readonly acts: readonly string[];
  /** Intents only good enough for a question, best first. */
  readonly asks: readonly string[];
  readonly slots: Slots;
  readonly yes: boolean;
  readonly no: boolean;
  /** 1-based choice. */
  readonly choice?: number;
  readonly tap?: Tap;
}

type GuestEvent = Extract<ConversationEvent, { kind: "guest" }>;

/** Questions that show a numbered list. */
const NUMBERED: ReadonlySet<string> = new Set(["offer", "which_booking", "modify_room"]);

/** What is said to these is passed on as it is. */
const DICTATED: ReadonlySet<Question> = new Set(["errand_words", "rating_why"]);

/** A tap says exactly what its button said, whatever its title reads like; a text is read as understood. */
export function readGuest(event: GuestEvent, state: ConversationState): Reading {
  const { understood, spoken, buttonId } = event;
  const base = { text: understood.text, spoken };
  if (buttonId !== undefined) {
    const tap = readTap(buttonId, state);
    const names = tap.action === "intent" || tap.action === "topic";
    const intent = names && tap.argument ? [tap.argument] : [];
    const acts = tap.action === "person" ? ["person"] : intent;
    const choice = tap.action === "choice" ? Number(tap.argument) : Number.NaN;
    return {
      ...base,
      acts,
      asks: [],
      slots: tap.stale ? {} : slotsOf(tap),
      yes: tap.action === "yes",
      no: tap.action === "no",
      ...(Number.isInteger(choice) ? { choice } : {}),
      tap,
    };
  }
  const slots = factsOf(understood);
  if (putsOff(understood.text, { ...understood, slots }) && !DICTATED.has(state.question ?? "anything")) {
    return { ...base, acts: ["goodbye"], asks: [], slots: {}, yes: false, no: false };
  }
  const named = (band: string): string[] =>
    understood.intents.filter((intent) => intent.band === band).map((intent) => intent.name);
  const said = named("act");
  const extra = extraIn(understood.text, said);
  const acts = extra === undefined || said.includes(extra) ? said : [...said, extra];
  const choice =
    slots.choice ??
    choiceByPrice(
      slots.choicePrice,
      state.question === "modify_room" ? state.existing?.offers : state.draft?.offered,
    ) ??
    (NUMBERED.has(state.question ?? "") ? slots.number : undefined);
  return {
    ...base,
    acts: acts.filter((name) => name !== "affirm" && name !== "deny"),
    asks: named("ask"),
    slots,
    yes: acts.includes("affirm") && !acts.includes("deny"),
    no: acts.includes("deny") && !acts.includes("affirm"),
    ...(choice === undefined ? {} : { choice }),
  };
}

/** Intents in whose message a day is one of a stay, whatever else it says. */
const OF_STAYS = (name: string): boolean => isStayIntent(name) || isExistingIntent(name);

/** The facts of a message without dates and children that are only mentioned in it. An errand may be for a day that is. */
function factsOf({ aside, intents, slots }: Understood): Slots {
  const acts = intents.filter(({ band }) => band === "act").map(({ name }) => name);
  if (!aside || acts.some((name) => OF_STAYS(name) || isSubject(name))) return slots;
  return without(slots, "stay", "children", "childAges");
}

/** A day or an hour that was tapped is read like one that was typed. */
function slotsOf({ action, argument }: Tap): Slots {
  if (argument === undefined) return {};
  if (action === "until") return { stay: { departure: argument } };
  return action === "time" ? { time: argument } : {};
}

/** «la más barata» of what was offered, whatever the order it was shown in; 1-based. */
function choiceByPrice(
  wanted: Slots["choicePrice"],
  offered: readonly Quote[] | undefined,
): number | undefined {
  if (!wanted || !offered || offered.length === 0) return undefined;
  const totals = offered.map((quote) => quote.total.minor);
  return totals.indexOf(wanted === "cheapest" ? Math.min(...totals) : Math.max(...totals)) + 1;
}
