import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../src/platform/package-root.ts";
import { DIALOGUES } from "./support/dialogues.ts";
import { expectOneFateEach, fill, type House, openHouse, ownHouse } from "./support/house.ts";
import { button, confirm, visitor } from "./support/visitor.ts";

const said = DIALOGUES.es;
const phrases = parse(readFileSync(join(packageRoot(), "src", "conversation", "phrases", "es.yaml"), "utf8"));

describe("a guest of the demo hotel", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it("taps yes twice at once, and again later: one booking, and never another answer than its code", async () => {
    const guest = visitor(house, "+34600200001");
    const [first] = await guest.say(said.everything);
    const readBack = await guest.tap(button(first, "yes"));
    house.sandbox.faults.hold();
    const taps = [1, 2].map(() => guest.guest.tap(button(readBack, "yes")));
    house.sandbox.faults.release({ batch: 2 });
    await Promise.all(taps.map((tap) => tap.acknowledged));
    const confirmed = await guest.guest.waitFor();
    const again = await guest.tap(button(readBack, "yes"));
    const [booking, ...others] = guest.bookings();
    expect(others).toEqual([]);
    for (const reply of [confirmed, again]) expect(reply.text).toContain(booking?.code);
    await expectOneFateEach(house);
    expect(guest.guest.received()).toHaveLength(4);
  });

  it("taps a button of an older question: nothing is done, the open question is asked again", async () => {
    const guest = visitor(house, "+34600200002");
    const [offer] = await guest.say(said.asks);
    await guest.say(said.corrects);
    const before = guest.state();
    const reply = await guest.tap(button(offer, "yes"));
    expect(guest.holds()).toEqual([]);
    expect(guest.state()).toMatchObject({ step: before.step, question: before.question });
    expect(guest.state().draft).toMatchObject({ arrival: "2027-03-05", departure: "2027-03-07" });
    expect(reply.text).toContain(phrases.stale_button);
    expect(button(reply, "yes")).not.toBe(button(offer, "yes"));
    await expectOneFateEach(house);
  });

  it("sends a voice note where there is no engine: is told that it waits, may write, and no word is invented", async () => {
    const guest = visitor(house, "+34600200003");
    await guest.say(said.asks);
    const before = guest.state();
    const reply = await guest.answered(guest.guest.voiceNote(Buffer.from("OggS, not heard by anybody")));
    expect(reply.text).toContain(phrases.heard.later);
    // Who speaks is answered aloud as well.
    expect(await guest.guest.waitFor()).toMatchObject({ type: "audio" });
    expect(guest.state().draft).toEqual(before.draft);
    const [heard] = house.rows<{ text: string }>(
      "SELECT text FROM turn WHERE conversation_id = ? AND kind = 'voice'",
      guest.conversation().id,
    );
    expect(heard?.text).toBe("");
    expect((await house.control.status()).speech.ears).toContain("/nowhere/no-model.bin");
    await expectOneFateEach(house);
  });

  it("sends a picture: it is kept for the desk, which is told, and hotelbot goes on answering", async () => {
    const guest = visitor(house, "+34600200004");
    const reply = await guest.answered(guest.guest.image(Buffer.from("a picture"), undefined, "image/png"));
    expect(reply.text).toContain(phrases.picture);
    const { id, mode } = guest.conversation();
    expect(mode).toBe("bot");
    const { waiting } = await house.control.status();
    expect(waiting.find((each) => each.id === id)?.reason).toBe("attachment");
    await guest.say(said.parking);
    await expectOneFateEach(house);
  });

  it("sends a place on the map: is asked for words; a reaction asks for no answer", async () => {
    const guest = visitor(house, "+34600200005");
    const place = { latitude: 36.53, longitude: -6.3 };
    const reply = await guest.answered(guest.guest.act("location", place));
    expect(reply.text).toContain(phrases.unsupported);
    await guest.guest.act("reaction", { message_id: reply.wamid, emoji: "👍" }).acknowledged;
    await guest.say(said.parking);
    expect(guest.fates()).toEqual(["answered", "silent", "answered"]);
    expect(guest.guest.received()).toHaveLength(2);
    await expectOneFateEach(house);
  });

  it("whose every webhook comes three times is answered once", async () => {
    house.sandbox.faults.duplicate(3);
    const guest = visitor(house, "+34600200006");
    await guest.say(said.everything);
    house.sandbox.faults.duplicate(1);
    await expectOneFateEach(house);
    expect(guest.fates()).toEqual(["answered"]);
    expect(guest.guest.received()).toHaveLength(1);
  });
});

it("a burst of three messages is one turn with one reply", async () => {
  const house = await ownHouse({ quietMs: 800 });
  const guest = visitor(house, "+34600200010");
  const acts = ["Hola", "una doble para dos", "del 3 al 5 de marzo"].map((line) => guest.guest.say(line));
  await Promise.all(acts.map((act) => act.acknowledged));
  const reply = await guest.guest.waitFor();
  expect(reply.text).toContain("178");
  await expectOneFateEach(house);
  expect(guest.fates()).toEqual(["answered", "answered", "answered"]);
  expect(guest.guest.received()).toHaveLength(1);
});

it("two guests race for the last room: one has it, the other is told at once and never confirmed", async () => {
  const house = await ownHouse({ before: (pms) => fill(pms, { double: 8 }) });
  const rivals = [visitor(house, "+34600200011", "Ana"), visitor(house, "+34600200012", "Luis")];
  const offers = await Promise.all(rivals.map((each) => each.say(said.asks)));
  const answers = await Promise.all(rivals.map((each, n) => each.tap(button(offers[n]?.[0], "yes"))));
  const held = rivals.map((each) => each.holds().length);
  expect([...held].sort()).toEqual([0, 1]);
  const [winner, loser] = held[0] === 1 ? [0, 1] : [1, 0];
  expect(answers[loser]?.text).toContain("Doble");
  expect(rivals[loser]?.state()).toMatchObject({ step: "choosing" });
  const [data] = (await rivals[winner]?.say(said.details)) ?? [];
  const last = rivals[winner] && (await confirm(rivals[winner], data));
  const codes = house.rows<{ code: string }>(
    "SELECT code FROM house_booking WHERE reference NOT LIKE 'desk-%' AND status = 'firm'",
  );
  expect(codes).toHaveLength(1);
  expect(last?.text).toContain(codes[0]?.code);
  expect(rivals[loser]?.bookings()).toEqual([]);
  expect(house.rows("SELECT room FROM house_room_night GROUP BY room, night HAVING count(*) > 1")).toEqual(
    [],
  );
  await expectOneFateEach(house);
});

it("while the PMS does not answer nothing is promised or lost, and a yes after it books", async () => {
  const house = await ownHouse();
  const guest = visitor(house, "+34600200013");
  const [first] = await guest.say(said.everything);
  const readBack = await guest.tap(button(first, "yes"));
  house.meddle("CREATE TABLE kept AS SELECT * FROM house_settings; DELETE FROM house_settings;");
  const down = await guest.tap(button(readBack, "yes"));
  expect(guest.bookings()).toEqual([]);
  expect(down.text).toContain(phrases.pms.not_booked);
  const status = await house.control.status();
  expect(status.pms.state).toBe("down");
  expect(status.waiting).toMatchObject([{ reason: "pms_unavailable" }]);
  expect(status.queue.bookingsOpen).toBe(0);
  expect((await house.control.health()).state).toBe("critical");
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-03", email: said.email });
  house.meddle("INSERT INTO house_settings SELECT * FROM kept; DROP TABLE kept;");
  const back = await guest.tap(button(down, "yes"));
  const last = guest.bookings().length === 0 ? await confirm(guest, back) : back;
  expect(guest.bookings()).toMatchObject([{ status: "firm", arrival: "2027-03-03" }]);
  expect(last?.text).toContain(guest.bookings()[0]?.code);
  await expectOneFateEach(house);
});
