import { initialState } from "../../../src/conversation/state.ts";
import type { Amendment } from "../../../src/domain/amendment.ts";
import { settleAmendments } from "../../../src/pipeline/amend.ts";
import type { Store } from "../../../src/store/contract.ts";
import type { ShopHotel } from "./shop-hotel.ts";

/** The booking of a firm row as its guest agreed to change it: longer by a night, or cancelled. Answers the row's reference. */
export function intendAmendment(store: Store, booked: string, kind: Amendment["kind"], at: number): string {
  const row = store.journal.get(booked);
  if (!row?.booking) throw new Error(`${booked} is not firm`);
  const { booking: before, conversationId } = row;
  const { stay, roomType, party, total } = before;
  const nights = (Date.parse(stay.departure) - Date.parse(stay.arrival)) / 86_400_000;
  const departure = new Date(Date.parse(stay.departure) + 86_400_000).toISOString().slice(0, 10);
  const longer = { ...total, minor: (total.minor / nights) * (nights + 1) };
  const amendment: Amendment =
    kind === "cancel"
      ? { kind, before, fee: { ...total, minor: 0 } }
      : { kind, before, change: { stay: { ...stay, departure }, roomType, party, total: longer } };
  const reference = `${booked}-${kind}`;
  store.transaction(() => {
    const { version } = store.conversations.get(conversationId) ?? { version: 0 };
    const wants = kind === "cancel" ? ("cancel_booking" as const) : ("modify_booking" as const);
    const existing = { wants, booking: before };
    const state = {
      ...initialState("es"),
      greeted: true,
      step: "changing" as const,
      booking: before,
      existing,
    };
    store.conversations.save(conversationId, version, { state, mode: "bot", language: "es", at });
    store.changes.intend({ reference, conversationId, request: amendment, at });
  });
  return reference;
}

/** Takes up whatever is open of the changes of a guest. */
export function settleChanges(hotel: ShopHotel, booked: string): Promise<void> {
  const conversationId = hotel.context.store.journal.get(booked)?.conversationId ?? 0;
  return settleAmendments(hotel.context, conversationId, () => undefined);
}
