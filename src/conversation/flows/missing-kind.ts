import type { RoomType } from "../../domain/hotel.ts";
import type { Reading } from "../reading.ts";
import { draftOf, patchDraft, say, type Turn, words } from "../turn.ts";
import { both, joinWords, uncapital } from "../words.ts";

/**
 * Says that the hotel has no rooms of the kind that is asked for, and which types it has. What was priced or held
 * stays; an earlier wish for a type that nothing was found for yet is dropped, so that every type is offered.
 */
export function tellMissing(turn: Turn, { slots, acts }: Reading): Turn {
  const { missingKind } = slots;
  if (missingKind === undefined) return turn;
  const said = say(turn, "stay.no_such_kind", { rooms: words(turn, `room_kind.${missingKind}`, {}) });
  const { roomTypes } = turn.input;
  const fits = roomTypes.map((type) => fitsWords(turn, type));
  // Who asks what rooms there are is told each with its description, right after this.
  const listed = acts.includes("room_types")
    ? said
    : say(said, "stay.types", { list: joinWords(fits, ", ", "; ") });
  const open = turn.state.draft !== undefined && draftOf(turn).quote === undefined;
  return open ? patchDraft(listed, {}, "roomType", "mix") : listed;
}

function fitsWords(turn: Turn, type: RoomType) {
  const guests = words(turn, "fact.guests", { count: type.maxGuests });
  return words(turn, "stay.type_fits", { room: uncapital(both(type.name[turn.state.language])), guests });
}
