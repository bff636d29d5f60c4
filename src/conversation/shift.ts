import { addDays } from "../domain/calendar.ts";
import { nightsOf } from "../domain/stay.ts";
import type { Shift } from "../domain/understood.ts";
import type { Draft } from "./contract.ts";
import { without } from "./turn.ts";

/** «Una noche más», «salir un día antes» on the stay that is known. With none, nights more are the nights meant. */
export function shiftStay(
  draft: Draft,
  shift: Shift | undefined,
): { readonly draft: Draft; readonly unusable?: "reversed" } {
  const nights = shift?.nights ?? 0;
  const moved = shift?.arrival ?? 0;
  if (nights === 0 && moved === 0) return { draft };
  const { arrival, departure } = draft;
  if (arrival && departure) {
    const next = { arrival: addDays(arrival, moved), departure: addDays(departure, nights) };
    // No night would be left: nothing is taken for granted.
    if (nightsOf(next) < 1) return { draft, unusable: "reversed" };
    return { draft: { ...without(draft, "nights"), ...next } };
  }
  const known = draft.nights;
  if (known !== undefined && known + nights > 0) return { draft: { ...draft, nights: known + nights } };
  return { draft: known === undefined && nights > 0 ? { ...draft, nights } : draft };
}

/** «Somos uno más» on the people that are known; with none, how many they are is still to be asked. */
export function shiftParty(draft: Draft, shift: Shift | undefined): Draft {
  const { adults } = draft;
  if (adults === undefined || shift?.adults === undefined) return draft;
  return { ...draft, adults: Math.max(0, adults + shift.adults) };
}
