import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { spokenBy } from "../../src/ops/demo/guest-voice.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { expectOneFateEach, ownHouse } from "./support/house.ts";
import { button, visitor } from "./support/visitor.ts";

/** The engine gives way to everything else on the machine: on a busy one a note takes long. */
const PATIENCE_MS = 60_000;
const ENGINE = join(packageRoot(), ".build", "whisper", "bin", "whisper-server");

it("a guest who speaks is heard, answered aloud and in writing, and books", async ({ skip }) => {
  if (!existsSync(ENGINE)) skip("the speech engine is not built: run ./install.sh");
  const house = await ownHouse({ ears: true });
  await house.logged("ears: ready");
  const guest = visitor(house, "+34600300001");
  const speaks = async (note: Uint8Array) => {
    await guest.guest.voiceNote(note).acknowledged;
    const inWriting = await guest.guest.waitFor(({ type }) => type !== "audio", PATIENCE_MS);
    return { inWriting, aloud: await guest.guest.waitFor(({ type }) => type === "audio", PATIENCE_MS) };
  };
  const [books, agrees] = await Promise.all([
    spokenBy("Sí, quiero reservar la habitación."),
    spokenBy("Sí, todo está bien, gracias."),
  ]);
  await guest.say("Hola, ¿tenéis una doble del 3 al 5 de marzo para dos?");
  const { inWriting, aloud } = await speaks(books);
  expect(Buffer.from(aloud.bytes ?? []).toString("latin1", 0, 4)).toBe("OggS");
  expect(inWriting.text).toContain("178");
  expect(guest.holds()).toHaveLength(1);
  const [details] = await guest.say("Ana Pérez, ana@example.com");
  const readBack = await guest.tap(button(details, "yes"));
  expect(readBack.text).toContain("ana@example.com");
  const confirmed = await speaks(agrees);
  expect(guest.bookings()).toMatchObject([{ status: "firm", arrival: "2027-03-03", total_minor: 178_00 }]);
  expect(confirmed.inWriting.text).toContain(guest.bookings()[0]?.code);
  await expectOneFateEach(house);
}, 240_000);
