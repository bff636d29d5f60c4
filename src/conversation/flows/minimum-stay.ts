import type { RoomCount } from "../../domain/parts.ts";
import type { ClosedType, MinimumNights } from "../contract-rules.ts";
import { dateWords, roomWords, soldWords } from "../facts.ts";
import { say, type Turn } from "../turn.ts";
import { capital } from "../words.ts";

/** Says which rule of the hotel stands in the way of this stay, where one does; undefined where none does. */
export function sayRule(turn: Turn): Turn | undefined {
  return sayClosed(turn) ?? sayMinimum(turn);
}

/** The days on which no stay of any type begins, or ends: each is told. */
function sayClosed(turn: Turn): Turn | undefined {
  const { stay, shut = [] } = ruled(turn) ?? {};
  if (shut.length === 0 || !stay) return undefined;
  return shut.reduce(
    (said, end) => say(said, `stay.closed_${end}`, { date: dateWords(turn, stay[end]) }),
    turn,
  );
}

/** Says that the stay is too short, where nothing but that stands in the way. */
function sayMinimum(turn: Turn): Turn | undefined {
  const nights = minimums(turn).map((each) => each.nights);
  return nights.length > 0 ? say(turn, "stay.minimum", { min: String(Math.min(...nights)) }) : undefined;
}

/**
 * Why the room type that is wanted is not among the others: its stays do not begin or end on that day, it is sold for more
 * nights, or there is none left.
 */
export function sayTypeGone(turn: Turn, roomType: string): Turn {
  const room = roomWords(turn, roomType);
  const { closedTo: [end] = [] } = closedTypes(turn).find((each) => each.roomType === roomType) ?? {};
  const { stay } = ruled(turn) ?? {};
  if (end && stay)
    return say(turn, `stay.closed_${end}_of_type`, { room: capital(room), date: dateWords(turn, stay[end]) });
  const minimum = minimums(turn).find((each) => each.roomType === roomType);
  return minimum
    ? say(turn, "stay.minimum_of_type", { room, min: String(minimum.nights) })
    : say(turn, "offer.type_gone", { room });
}

/** Why rooms of several types cannot be had together: a rule stands against one of them, or they are not all free. */
export function sayMixGone(turn: Turn, mix: readonly RoomCount[]): Turn {
  const shut = closedTypes(turn).find(({ roomType }) => mix.some((part) => part.roomType === roomType));
  if (shut) return sayTypeGone(turn, shut.roomType);
  const short = minimums(turn)
    .filter(({ roomType }) => mix.some((part) => part.roomType === roomType))
    .sort((a, b) => b.nights - a.nights)[0];
  if (short) return sayTypeGone(turn, short.roomType);
  return say(turn, "offer.mix_gone", { rooms: soldWords(turn, { roomType: "", rooms: 1, parts: mix }) });
}

function minimums(turn: Turn): readonly MinimumNights[] {
  return ruled(turn)?.minimums ?? [];
}

function closedTypes(turn: Turn): readonly ClosedType[] {
  return ruled(turn)?.closed ?? [];
}

/** The answer of the PMS that says which rules stand in the way. */
function ruled({ input: { event } }: Turn) {
  return event.kind === "quotes" || event.kind === "change_quotes" ? event : undefined;
}
