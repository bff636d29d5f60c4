import { expect, test, vi } from "vitest";
import { HotelbotError } from "../../src/errors.ts";
import { phonedHotel } from "./support/caller.ts";
import { DIALOGUES } from "./support/dialogues.ts";

// Each daemon here is a whole one, with its voices: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const CALLER = "+34600111222";

test.each(["es", "en", "pt"] as const)(
  "a caller books a room in %s, and the PMS has it",
  async (language) => {
    const hotel = await phonedHotel();
    const guest = await hotel.ring(CALLER);
    const { everything, yes, name } = DIALOGUES[language];
    expect(await guest.say(everything, language)).toContain("600 111 222");
    expect(await guest.say(yes, language)).toContain(name);
    const code = /(?:código|code) (?:es|is|é) (?<code>[A-Z0-9, ]+)\./u
      .exec(await guest.say(yes, language))
      ?.groups?.code?.replaceAll(", ", "");
    expect((await hotel.control.booking(code ?? "none")).booking).toMatchObject({
      status: "firm",
      guest: name,
      arrival: "2027-03-03",
      departure: "2027-03-05",
    });
  },
);

test("a number of the hotel's own country is known with its country; one that is not shown is nobody", async () => {
  const hotel = await phonedHotel();
  const known = await hotel.ring("600111222");
  expect(await known.say(DIALOGUES.es.everything, "es")).toContain("600 111 222");
  known.caller.hangUp();
  const nobody = await hotel.ring();
  nobody.caller.hangUp();
  const calls = async () => (await hotel.control.phone.calls()).calls.map(({ who, number }) => [who, number]);
  expect(await calls()).toEqual([
    ["withheld", null],
    ["+34600111222", "+34600111222"],
  ]);
});

test("a yes to a read-back that was not heard to the end books nothing: it is read again", async () => {
  const hotel = await phonedHotel();
  const guest = await hotel.ring(CALLER);
  await guest.say(DIALOGUES.es.everything, "es");
  await guest.begin("sí", "es");
  await expect.poll(() => guest.caller.busy()).toBe(true);
  await guest.caller.silence(1_500);
  await guest.begin("sí, sí, vale", "es");
  // The first is the answer to the wish, the second what was cut off.
  expect(await guest.listen(2)).toContain("Repaso la reserva");
  const { turns } = await hotel.conversation();
  expect(turns.filter(({ text }) => /^Repaso/.test(text)).map(({ text }) => text.length)).toEqual([
    expect.any(Number),
    expect.any(Number),
  ]);
  expect(turns.find(({ text }) => text.startsWith("Repaso"))?.text).toMatch(/…$/);
  expect(turns.map(({ text }) => text).join()).not.toContain("confirmada");
});

test("zero puts a caller through, and one whom nobody answers leaves a message for the desk", async () => {
  const hotel = await phonedHotel(open);
  const first = await hotel.ring(CALLER);
  first.caller.press("0");
  await first.hearOut(async () => hotel.line.transfers.length === 1);
  expect(hotel.line.transfers).toEqual(["100"]);
  expect(await first.caller.call.ended).toBe("transferred");
  await expect.poll(async () => (await hotel.control.status()).waiting).toEqual([]);

  hotel.line.outcome = "no_answer";
  const second = await hotel.ring("+34600333444");
  second.caller.press("0");
  await second.hearOut(async () => hotel.line.transfers.length === 2);
  await second.hearOut(async () => second.caller.frames.sent > 0);
  await second.begin("Soy Luis, llámenme por favor", "es");
  expect(await second.toTheEnd()).toBe("we_hung_up");
  const [waiting] = (await hotel.control.status()).waiting;
  const { turns } = await hotel.control.conversation(waiting?.id ?? 0);
  expect(turns.map(({ text }) => text)).toContain("Soy Luis, llámenme por favor");
});

test("deaf ears are said so, with the keys instead; one on the menu begins a booking", async () => {
  const hotel = await phonedHotel();
  const guest = await hotel.ring(CALLER);
  hotel.ears.next = new HotelbotError("SPEECH_ENGINE_MISSING", { what: "it was killed" });
  await guest.speak("Hola, quería una habitación", "es");
  await expect.poll(() => guest.caller.busy()).toBe(true);
  await guest.hearOut(async () => true);
  guest.caller.press("1");
  expect(await guest.listen(0)).toContain("fechas");
});

test("who says nothing is asked twice and then let go", async () => {
  const hotel = await phonedHotel();
  const guest = await hotel.ring(CALLER);
  const before = guest.caller.frames.sent;
  expect(await guest.toTheEnd()).toBe("we_hung_up");
  const seconds = (guest.caller.frames.sent - before) / 50;
  expect(seconds).toBeGreaterThan(21);
  expect((await hotel.control.inbox()).conversations).toEqual([]);
});

test("what is said to somebody who was called is said again when their first word cut it off", async () => {
  const hotel = await phonedHotel();
  const done = hotel.control.phone.place({ number: "101", say: "Buenos días, son las siete de la mañana." });
  await expect.poll(() => hotel.line.dialled.length, { timeout: 10_000 }).toBe(1);
  const called = hotel.line.dialled[0];
  if (!called) throw new Error("nobody was called");
  await expect.poll(() => called.busy(), { timeout: 10_000 }).toBe(true);
  await called.silence(1_200);
  await called.say(await hotel.spoken("Dígame, dígame, quién es", "es"));
  const ended = called.call.ended.then(() => true);
  const silence = async (): Promise<boolean> => {
    await called.silence(100);
    return await Promise.race([ended, Promise.resolve(false)]);
  };
  await expect.poll(silence, { timeout: 20_000, interval: 5 }).toBe(true);
  expect(await done).toMatchObject({ number: "101", heard: true });
  const { calls, line } = await hotel.control.phone.calls();
  expect(line.state).toBe("up");
  expect(calls).toMatchObject([{ direction: "out", who: "101", room: "101", why: "we_hung_up" }]);
  const loud = called.heard().filter((sample) => Math.abs(sample) > 500).length;
  expect(loud / 8_000).toBeGreaterThan(1);
});

/** Reception answers at any hour. */
function open<T extends { readonly hotel: object }>(config: T): T {
  return { ...config, hotel: { ...config.hotel, deskOpens: "00:00", deskCloses: "00:00" } };
}
