import { expect, onTestFinished, test } from "vitest";
import { createMouth } from "../../audio/mouth/mouth.ts";
import { resample } from "../../audio/pcm/resample.ts";
import { callSip, freeUdpPort, type SipCaller } from "../support/sip-caller.ts";
import { knowingEars } from "./support/caller.ts";
import { type House, openHouse } from "./support/house.ts";
import { button, visitor } from "./support/visitor.ts";

/** Half a minute of silence ends a call, be it the caller's or the network's; and what a busy machine adds. */
const PATIENCE = { timeout: 120_000, interval: 100 };
const WISH = "Quiero una habitación doble del 3 al 5 de marzo para dos personas";
const ANA = "+34600111222";
const LUIS = "+34600333444";

/** The demo hotel with WhatsApp, and as extension 700 of exchanges on this machine. */
async function hotel() {
  const port = await freeUdpPort();
  const ears = knowingEars();
  const line = `
phone:
  door: sip
  registrar: 127.0.0.1:5060
  user: "700"
  register: false
  bind: 127.0.0.1
  port: ${port}
`;
  const house = await openHouse({ callEars: ears, yaml: (text) => text + line });
  onTestFinished(() => house.close());
  const up = async () => (await house.control.phone.calls()).line.state;
  await expect.poll(up, PATIENCE).toBe("up");
  const sound = resample(await createMouth({ spares: 0 }).speak(WISH, "es"), 16_000, 8_000);
  /** A caller who says what they want, and is asked for their name. */
  const asks = async (from: string): Promise<SipCaller> => {
    const caller = await callSip(port, from, `call-${from.slice(1)}`);
    await expect.poll(() => caller.heardOut(), PATIENCE).toBe(true);
    ears.next = { text: WISH, language: "es" };
    await caller.say(sound);
    await expect.poll(() => saidTo(house, from), PATIENCE).toContain("nombre");
    return caller;
  };
  return { house, asks };
}

/** All that was said to a caller to its end. */
async function saidTo({ control }: House, from: string): Promise<string> {
  const call = (await control.phone.calls()).calls.find(({ number }) => number === from);
  if (!call) return "";
  const { turns, outbox } = await control.conversation(call.conversation);
  if (outbox.some(({ state }) => state !== "accepted")) return "";
  return turns
    .filter(({ direction }) => direction === "out")
    .map(({ text }) => text)
    .join("\n");
}

test("the network is gone in the middle of two calls: both bookings go on by WhatsApp", async () => {
  const { house, asks } = await hotel();
  const luis = visitor(house, LUIS, "Luis");
  await luis.say("Hola");
  for (const from of [ANA, LUIS]) (await asks(from)).vanish();
  const over = async () => (await house.control.phone.calls()).calls.every(({ endedAt }) => endedAt !== null);
  await expect.poll(over, PATIENCE).toBe(true);

  // Who wrote within the day is written to.
  expect((await luis.guest.waitFor()).text).toMatch(/Se ha cortado la llamada: seguimos por aquí\..*nombre/s);
  // Whom nobody may write to first is met where they stood.
  const ana = visitor(house, ANA, "Ana");
  const [met] = await ana.say("Hola, se ha cortado");
  expect(met?.text).toMatch(/Se ha cortado la llamada: seguimos por aquí\..*nombre/s);
  const [asked] = await ana.say("Ana Pérez, ana@example.com");
  const readBack = asked?.text.includes("Repaso") ? asked : await ana.tap(button(asked, "yes"));
  const booked = await ana.tap(button(readBack, "yes"));
  const [booking, ...more] = house.rows<{ code: string }>("SELECT * FROM house_booking");
  expect(booking).toMatchObject({ status: "firm", arrival: "2027-03-03", departure: "2027-03-05" });
  expect(booked.text).toContain(booking?.code);
  expect(more).toEqual([]);
}, 300_000);
