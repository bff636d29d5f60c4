import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createControlClient } from "../../src/control/client.ts";
import { createDaemon, type Daemon } from "../../src/daemon.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";

const running: Daemon[] = [];
afterEach(async () => {
  for (const daemon of running.splice(0)) await daemon.stop();
});

async function hotel(): Promise<ReturnType<typeof createControlClient>> {
  const stateDir = mkdtempSync(join(tmpdir(), "hb-desk-"));
  const daemon = createDaemon({
    stateDir,
    config: loadHotel(demoHotelPath()),
    secrets: loadSecrets(stateDir, undefined),
    clock: systemClock(),
    ids: randomIds(),
    log: silentLogger(),
  });
  running.push(daemon);
  const { socketPath } = await daemon.start();
  return createControlClient([socketPath]);
}

test("a guest who asks for a person waits until one takes it, however much they write meanwhile", async () => {
  const control = await hotel();
  await control.chat({ session: "g", text: "quiero hablar con una persona" });
  await control.chat({ session: "g", text: "¿hay alguien?" });
  const [waiting] = (await control.inbox()).conversations;
  expect(waiting).toMatchObject({ mode: "person", waiting: "asked" });
  expect((await control.status()).waiting).toHaveLength(1);
  await control.desk(waiting?.id ?? 0, { act: "take", by: "Marta" });
  expect((await control.status()).waiting).toEqual([]);
});

test("while a person has it hotelbot says nothing; given back, it tells the guest and answers", async () => {
  const control = await hotel();
  const { conversation } = await control.chat({ session: "g", text: "hola" });
  await control.desk(conversation, { act: "reply", by: "Marta", text: "Hola, soy Marta." });
  const silent = await control.chat({ session: "g", text: "¿a qué hora es el desayuno?" });
  expect([silent.mode, silent.replies]).toEqual(["person", []]);
  await control.desk(conversation, { act: "release", by: "Marta" });
  const answered = await control.chat({ session: "g", text: "¿a qué hora es el desayuno?" });
  expect([answered.mode, answered.replies.length]).toEqual(["bot", 1]);
  const view = await control.conversation(conversation);
  expect(view.turns.filter((turn) => turn.author === "clerk").map((turn) => [turn.kind, turn.text])).toEqual([
    ["take", "Marta"],
    ["text", "Hola, soy Marta."],
    ["release", "Marta"],
  ]);
});

test("the desk reads why it was handed over, and notes stay inside the house", async () => {
  const control = await hotel();
  const { conversation } = await control.chat({ session: "g", text: "una persona, por favor" });
  const view = await control.desk(conversation, { act: "note", by: "Marta", text: "Prefiere planta baja" });
  const kinds = view.turns.map((turn) => turn.kind);
  expect(kinds).toContain("handover");
  expect(kinds.at(-1)).toBe("note");
  expect(view.outbox).toHaveLength(1);
});

test("a conversation that is not there is NOT_FOUND", async () => {
  const control = await hotel();
  await expect(control.desk(99, { act: "take", by: "Marta" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
