import { expect, test } from "vitest";
import type { ConversationState } from "../../src/conversation/contract.ts";
import { initialState } from "../../src/conversation/state.ts";
import { step } from "../../src/conversation/step.ts";
import { localNow } from "../../src/domain/calendar.ts";
import { keptBooking } from "./support/existing-pms.ts";
import { START } from "./support/guest.ts";
import { hotel, limits, phrases, roomTypes } from "./support/hotel.ts";

test.each(["confirm_change", "confirm_cancel"] as const)(
  "%s was open on a call: the change is priced anew, the cancellation is read as it was",
  (question) => {
    const booking = keptBooking();
    const wish = { ...booking.stay, departure: "2026-03-06", adults: 2, children: 0, rooms: 1 };
    const terms = { kind: "free", fee: booking.total, until: { date: "2026-03-02", time: "15:00" } } as const;
    const wants = question === "confirm_change" ? "modify_booking" : "cancel_booking";
    const state: ConversationState = {
      ...initialState("es"),
      greeted: true,
      draft: { rooms: 1 },
      question,
      asked: "confirm",
      existing: { wants, booking, wish: { ...wish, roomType: "double" }, terms },
    };
    const now = localNow(START, hotel.timeZone);
    const known = { now, hotel, roomTypes, limits, phrases, contact: {} };
    const { replies, requests } = step({ ...known, state, event: { kind: "moved_here" } });
    const said = replies.map(({ text }) => text).join("\n");
    expect(said).toContain("seguimos por aquí");
    if (question === "confirm_change") expect(requests).toMatchObject([{ kind: "change_quote" }]);
    else expect(said).toContain("¿La cancelo?");
    expect(replies.every(({ text }) => text !== "")).toBe(true);
  },
);
