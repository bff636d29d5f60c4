import { describe, expect, it } from "vitest";
import type { GuestDetails } from "../../../src/domain/hotel.ts";
import { besideKnown, customerDetail, emailsOf, guestOf } from "../../../src/pms/qloapps/guest.ts";
import { create, type Outcome } from "../../support/qloapps/bookings.ts";
import { emptyHotel } from "../../support/qloapps/hotel.ts";
import { under } from "./support.ts";

const PHONE = "+34600000001";
const guest = (name: string, email = "ana@example.com", phone = PHONE): GuestDetails => ({
  name,
  email,
  phone,
});

describe("a guest in a form QloApps takes", () => {
  it.each([
    ["Ana", "Ana", "-", []],
    ["Ana Núñez d'Ávila", "Ana", "Núñez d'Ávila", []],
    ["Zoë Müller-Łukasz 王", "Zoë", "Müller-Łukasz 王", []],
    ["Seán O’Brien Jr.", "Seán", "O'Brien Jr.", ["Name: Seán O’Brien Jr."]],
    ["R2D2 Curie", "R", "D Curie", ["Name: R2D2 Curie"]],
    ["Ana (VIP) 🌸", "Ana", "VIP", ["Name: Ana (VIP) 🌸"]],
    ["🌸", "Guest", "-", ["Name: 🌸"]],
    [
      "María del Carmen Fernández de la Vega y Sánchez de Ibargüen",
      "María del Carmen Fernández",
      "de la Vega y Sánchez de Ibargüen",
      [],
    ],
  ])("%s", (name, firstname, lastname, notes) => {
    expect(customerDetail(guest(name), "r-1")).toMatchObject({ firstname, lastname, notes });
  });

  it.each([
    ["+34 600-000.001", "+34 600-000.001", []],
    ["14155550111@s.whatsapp.net", "14155550111", ["Phone: 14155550111@s.whatsapp.net"]],
    ["call me maybe", "000000000", ["Phone: call me maybe"]],
    ["", "000000000", []],
  ])("phone «%s»", (phone, taken, notes) => {
    expect(customerDetail(guest("Ana", "a@example.com", phone), "r-1")).toMatchObject({
      phone: taken,
      notes,
    });
  });

  it.each([
    ["not-an-email", "wa-34600000001@guest.hotelbot.invalid", ["E-mail: not-an-email"]],
    ["a|b@example.com", "wa-34600000001@guest.hotelbot.invalid", ["E-mail: a|b@example.com"]],
    ["", "wa-34600000001@guest.hotelbot.invalid", []],
    ["ana+x@example.co.uk", "ana+x@example.co.uk", []],
  ])("e-mail «%s»", (email, taken, notes) => {
    expect(customerDetail(guest("Ana", email), "r-1")).toMatchObject({ email: taken, notes });
  });

  it("without phone or e-mail has an address of the booking's own", () => {
    expect(customerDetail(guest("Ana", "", ""), "demo-4-2").email).toBe(
      "guest-demo-4-2@guest.hotelbot.invalid",
    );
    expect(emailsOf(guest("Ana", "", ""))).toEqual([]);
    expect(emailsOf(guest("Ana"))).toEqual(["ana@example.com", "wa-34600000001@guest.hotelbot.invalid"]);
  });

  it("is read back without what was made up", () => {
    const made = customerDetail(guest("Ana", "", ""), "r-1");
    expect(guestOf({ id: 1, ...made })).toEqual({ name: "Ana", email: "", phone: "" });
  });

  it("is taken by QloApps whatever it was", () => {
    const hard = [
      "<script>alert(1)</script>",
      "'; DROP TABLE",
      "a".repeat(80),
      "李小龍",
      "- - -",
      "O'",
      "ا ب",
    ];
    for (const name of hard) {
      const { notes: _notes, ...customer_detail } = customerDetail(guest(name, name, name), "r-1");
      const line = { id_room_type: 1, checkin_date: "2027-03-01", checkout_date: "2027-03-02" };
      const body = { id_property: 1, currency: "USD", associations: { customer_detail, room_types: [line] } };
      const made: Outcome = create({ state: emptyHotel(), at: "", code: () => "A" }, body);
      expect(`${name} ${made.kind}`).toBe(`${name} booking`);
    }
  });
});

describe("customers QloApps knows", () => {
  const bob = {
    id: 3,
    firstname: "Bob",
    lastname: "Babbage",
    email: "bob@example.com",
    phone: "+447700900123",
  };

  it("are sent back as they are stored, and what differs is told", () => {
    const same = guest("bob babbage", "BOB@example.com", "+34600000009");
    const detail = besideKnown(customerDetail(same, "r-1"), same, "r-1", [bob]);
    expect(detail).toMatchObject({ firstname: "Bob", lastname: "Babbage", email: "bob@example.com" });
    expect(detail.phone).toBe(bob.phone);
    expect(detail.notes).toEqual(["Name: bob babbage", "Phone: +34600000009"]);
  });

  it("are recognised by their phone under another name", () => {
    const same = guest("Robert B.", "bob@example.com", "07700 900123");
    expect(besideKnown(customerDetail(same, "r-1"), same, "r-1", [bob]).firstname).toBe("Bob");
  });

  it("are never renamed by somebody who gives their e-mail", async () => {
    const { double, pms } = await under();
    const request = (reference: string, who: GuestDetails) => ({
      reference,
      roomType: "general",
      stay: { arrival: "2027-03-10", departure: "2027-03-12" },
      party: { adults: 2, children: 0 },
      rooms: 1,
      guest: who,
      total: { minor: 260_000, currency: "USD" },
      language: "en" as const,
      channel: "whatsapp",
    });
    const first = await pms.create(request("r-1", guest("Cat Curie", "cat@example.com", "+33612345678")));
    const second = await pms.create(
      request("r-2", guest("Mallory Mimic", "cat@example.com", "+14155559999")),
    );
    expect(second.guest).toEqual({ name: "Mallory Mimic", email: "", phone: "+14155559999" });
    expect(await pms.findByReference("r-1")).toEqual(first);
    expect(double.state.orders.at(-1)?.remarks.join()).toContain(
      "E-mail: cat@example.com (of another customer)",
    );
  });
});
