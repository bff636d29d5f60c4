import type { RoomCount } from "../../domain/parts.ts";
import { roomWords, soldWords } from "../facts.ts";
import { say, type Turn } from "../turn.ts";

/** Says that the stay is too short, where nothing but that stands in the way; undefined where it does not. */
export function sayMinimum(turn: Turn): Turn | undefined {
  const nights = minimums(turn).map((each) => each.nights);
  return nights.length > 0 ? say(turn, "stay.minimum", { min: String(Math.min(...nights)) }) : undefined;
}

/** Why the room type that is wanted is not among the others: it is sold for more nights, or there is none left. */
export function sayTypeGone(turn: Turn, roomType: string): Turn {
  const room = roomWords(turn, roomType);
  const minimum = minimums(turn).find((each) => each.roomType === roomType);
  return minimum
    ? say(turn, "stay.minimum_of_type", { room, min: String(minimum.nights) })
    : say(turn, "offer.type_gone", { room });
}

/** Why rooms of several types cannot be had together: one of them is sold for more nights, or they are not all free. */
export function sayMixGone(turn: Turn, mix: readonly RoomCount[]): Turn {
  const short = minimums(turn)
    .filter(({ roomType }) => mix.some((part) => part.roomType === roomType))
    .sort((a, b) => b.nights - a.nights)[0];
  if (short) return sayTypeGone(turn, short.roomType);
  return say(turn, "offer.mix_gone", { rooms: soldWords(turn, { roomType: "", rooms: 1, parts: mix }) });
}

function minimums({ input: { event } }: Turn) {
  return (event.kind === "quotes" || event.kind === "change_quotes" ? event.minimums : undefined) ?? [];
}
