import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/conversation/contract.ts";
import { localNow } from "../../src/domain/calendar.ts";
import type { Language } from "../../src/domain/language.ts";
import { nightsOf } from "../../src/domain/stay.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { load } from "../understanding/support.ts";
import { keptBooking } from "./support/existing-pms.ts";
import { type Guest, newGuest, type Said } from "./support/guest.ts";
import { hotel, roomTypes } from "./support/hotel.ts";

const understanding = load();
/** Tuesday 24 November 2026. */
const AT = Date.parse("2026-11-24T11:00:00Z");

const KEPT = { arrival: "2026-12-14", departure: "2026-12-16" };

/** A double that a third bed fits into. */
const ROOM_TYPES = roomTypes.map((type) => (type.id === "double" ? { ...type, maxAdults: 3 } : type));

/** A message is understood as the pipeline has it understood, then the conversation goes on. */
function write(guest: Guest, text: string): Said {
  const { greeted, language, asked, draft } = guest.state;
  const { arrival, departure } = draft ?? {};
  const known = { ...(arrival ? { arrival } : {}), ...(departure ? { departure } : {}) };
  const context = { ...(greeted ? { language } : {}), ...(asked ? { asked } : {}), known };
  const now = localNow(guest.now, hotel.timeZone);
  const understood = understanding.understand(text, { now, ...context });
  return guest.event({ kind: "guest", understood, spoken: false });
}

const WISH: Readonly<Record<Language, string>> = {
  es: "quiero reservar una doble del 5 al 7 de diciembre para dos",
  en: "I want to book a double from 5 to 7 December for two people",
  pt: "quero reservar um duplo de 5 a 7 de dezembro para dois",
};
const YES: Readonly<Record<Language, string>> = { es: "sí", en: "yes", pt: "sim" };

function guestAt(where: string, language: Language): Guest {
  const guest = newGuest(language, { at: AT, phone: "+34600111222", roomTypes: ROOM_TYPES });
  if (where === "booked") guest.pms.kept = [{ booking: keptBooking({ stay: KEPT }), own: true }];
  if (where !== "held" && where !== "readback") return guest;
  write(guest, WISH[language]);
  if (guest.state.question === "offer") write(guest, YES[language]);
  if (where === "readback") {
    for (const text of ["Ana Pérez", "ana@example.com", YES[language]]) write(guest, text);
  }
  expect(guest.state.question).toBe(where === "held" ? "name" : "confirm");
  expect(guest.state.draft?.heldUntil).toBeDefined();
  return guest;
}

const nights = ({ arrival = "", departure = "" }: Draft): number => nightsOf({ arrival, departure });

/** What a message did, in the words of effects.txt. */
function effect(guest: Guest, where: string, text: string): string {
  const before = guest.state.draft;
  const { requests } = write(guest, text);
  const { draft, existing, question } = guest.state;
  if (where === "first") return draft === undefined ? "nothing" : "opens";
  if (where === "booked") {
    if (question === "confirm_cancel") return "cancels";
    const { wish, booking } = existing ?? {};
    if (!wish || !booking) return draft ? "opens" : "keeps";
    return difference({ ...booking.stay, ...booking.party, rooms: 1 }, wish) ?? "asks";
  }
  if (!before || !draft) return "lost";
  const released = requests.some(({ kind }) => kind === "release_hold");
  return difference(before, draft) ?? (released ? "released" : "keeps");
}

function difference(before: Draft, after: Draft): string | undefined {
  if (before.adults !== after.adults) return `${after.adults} adults`;
  const [was, is] = [nights(before), nights(after)];
  if (before.arrival !== after.arrival) return `${after.arrival} ${after.departure}`;
  return was === is ? undefined : `${is} nights`;
}

const rows = readFileSync(join(packageRoot(), "test", "conversation", "effects", "effects.txt"), "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "" && !line.startsWith("#"))
  .map((line) => line.split("|").map((cell) => cell.trim()) as [Language, string, string, string]);

describe("what a message does to a booking", () => {
  it.each(rows)("%s, %s: «%s» → %s", (language, where, text, expected) => {
    expect(effect(guestAt(where, language), where, text)).toBe(expected);
  });
});
