import type { ExistingWish } from "../contract-existing.ts";
import { codeIn } from "../identity.ts";
import { ask } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { forget, patch, request, type Turn } from "../turn.ts";
import { freeChange, whileChanging } from "./existing-state.ts";
import type { Flow } from "./flow.ts";
import { drop } from "./repair.ts";

/**
 * A booking that exists is looked up, changed or cancelled. While a draft is open, «cambiar» and «cancelar» speak of
 * that draft, unless a code is given.
 */
export const existing: Flow = (turn, reading, intent) => {
  const { draft } = turn.state;
  if (turn.state.step === "changing") return whileChanging(turn);
  const code = codeIn(reading.text, reading.slots, false);
  if (draft && code === undefined && turn.state.existing?.booking === undefined) {
    if (intent === "modify_booking") return ask(turn, "change");
    if (intent === "cancel_booking" && !draft.enquiry) return drop(turn);
  }
  return find(turn, reading, intent as ExistingWish, code);
};

/** Asks the PMS for the booking with the code, else for the one spoken of before, else for the guest's own. */
export function find(turn: Turn, reading: Reading, wants: ExistingWish, code?: string, named = false): Turn {
  const before = turn.state.existing?.booking;
  const known = code === undefined || code === before?.code ? before : undefined;
  const { shift, stay, adults, children, childAges, roomType } = reading.slots;
  const heard = { shift, stay, adults, children, childAges, roomType };
  const some = Object.fromEntries(Object.entries(heard).filter(([, value]) => value !== undefined));
  const asked = code ?? known?.code;
  const work = patch(forget(freeChange(turn), "question", "asked"), {
    existing: {
      wants,
      waits: "find",
      said: reading.text,
      named: named || reading.slots.name !== undefined,
      heard: some,
      ...(known ? { booking: known } : {}),
      ...(asked === undefined ? {} : { code: asked }),
    },
  });
  return request(work, { kind: "find_bookings", ...(asked === undefined ? {} : { code: asked }) });
}
