import type { RoomType } from "../../domain/hotel.ts";
import { type AboutList, tellList } from "../listing.ts";
import type { Reading } from "../reading.ts";
import { draftOf, patchDraft, say, type Turn, words } from "../turn.ts";
import { both, capital, uncapital } from "../words.ts";

/**
 * Says that the hotel has no rooms of the kind that is asked for, and which types it has. What was priced or held
 * stays; an earlier wish for a type that nothing was found for yet is dropped, so that every type is offered.
 */
export function tellMissing(turn: Turn, { slots, acts }: Reading): Turn {
  const { missingKind } = slots;
  if (missingKind === undefined) return turn;
  const said = say(turn, "stay.no_such_kind", { rooms: words(turn, `room_kind.${missingKind}`, {}) });
  // Who asks what rooms there are is told each with its description, right after this.
  const listed = acts.includes("room_types") ? said : tellList(said, KINDS, kindsList(turn));
  const open = turn.state.draft !== undefined && draftOf(turn).quote === undefined;
  return open ? patchDraft(listed, {}, "roomType", "mix") : listed;
}

/** The list of room types by name, with how many each takes. */
export const KINDS = "kinds";

export function kindsList(turn: Turn): AboutList {
  return {
    lines: turn.input.roomTypes.map((type) => fitsWords(turn, type)),
    between: [", ", "; "],
    head: (list) => words(turn, "stay.types", { list }),
    later: (list) => capital(both(`${list.text}.`, `${list.speech}.`)),
  };
}

function fitsWords(turn: Turn, type: RoomType) {
  const guests = words(turn, "fact.guests", { count: type.maxGuests });
  return words(turn, "stay.type_fits", { room: uncapital(both(type.name[turn.state.language])), guests });
}
