import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { demoHotelPath, loadHotel } from "../../../src/config/load.ts";
import { loadSecrets } from "../../../src/config/secrets.ts";
import { type ControlClient, createControlClient } from "../../../src/control/client.ts";
import type { BackupJob } from "../../../src/control/contract-backup.ts";
import { createDaemon } from "../../../src/daemon.ts";
import { generateKey } from "../../../src/ops/backup/keys.ts";
import { restore } from "../../../src/ops/restore/restore.ts";
import { type Clock, systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { MIGRATIONS, START, temporaryFolder } from "../backup/support/hotel.ts";

const began = performance.now();
/** February 2027, running as fast as any clock. */
const clock: Clock = { now: () => Math.floor(START + performance.now() - began), after: systemClock().after };

/** The real daemon on a state folder, in this process. */
async function running(stateDir: string): Promise<{ control: ControlClient; stop: () => Promise<void> }> {
  const config = loadHotel(join(stateDir, "hotel.yaml"));
  const parts = { clock, ids: randomIds(), log: silentLogger() };
  const daemon = createDaemon({ stateDir, config, secrets: loadSecrets(stateDir, undefined), ...parts });
  const { socketPath } = await daemon.start();
  onTestFinished(() => daemon.stop());
  return { control: createControlClient([socketPath]), stop: () => daemon.stop() };
}

/** Asks until it is over; each question is an exchange with the daemon. */
async function finished(control: ControlClient): Promise<BackupJob> {
  for (;;) {
    const job = await control.backupJob();
    if (job.state !== "running") return job;
  }
}

async function says(control: ControlClient, session: string, text: string) {
  return control.chat({ session, text, waitMs: 20_000 });
}

/** What a guest who never wrote before is told, and what the desk finds. */
async function answers(control: ControlClient, session: string, code: string) {
  const { replies } = await says(control, session, "a que hora es el desayuno?");
  const prices = await says(
    control,
    `${session}-prices`,
    "cuanto cuesta una doble del 3 al 6 de marzo para 2?",
  );
  const { booking } = await control.booking(code);
  return {
    breakfast: replies.map(({ text }) => text),
    prices: prices.replies.map(({ text }) => text),
    booking,
  };
}

it("a hotel that was lost and restored elsewhere answers the same", { timeout: 60_000 }, async () => {
  const stateDir = join(temporaryFolder(), "state");
  mkdirSync(stateDir, { recursive: true });
  const yaml = `${readFileSync(demoHotelPath(), "utf8")}\nspeech: { model: there-is-none.bin }\n`;
  writeFileSync(join(stateDir, "hotel.yaml"), yaml);
  const hotel = await running(stateDir);
  const { control } = hotel;
  for (const text of [
    "hola, una doble del 3 al 6 de marzo para 2 adultos",
    "Lucía Gómez, lucia@example.com, +34600111222",
    "si, confirmo",
  ]) {
    await says(control, "lucia", text);
  }
  const last = await says(control, "lucia", "si");
  const code = last.booking?.code ?? "";
  expect(last.booking).toMatchObject({ status: "firm", arrival: "2027-03-03" });

  expect(await control.health()).toMatchObject({
    checks: expect.arrayContaining([{ name: "backup", state: "ok", text: "not set up" }]),
  });
  await expect(control.backup()).rejects.toMatchObject({ code: "BACKUP_KEY_MISSING" });
  const { identity, recipient } = await generateKey();
  expect(await control.backupKeys({ recipient, how: "new", drill: false })).toMatchObject({ drill: null });
  expect(await control.backup()).toMatchObject({ state: "running" });
  // A guest who writes meanwhile is answered.
  const before = await answers(control, "before", code);
  const { made, state } = await finished(control);
  expect(state).toBe("done");
  expect((await control.status()).lastBackupAt).toBe(made?.madeAt.replace(/\.\d+Z$/, ".000Z"));

  const file = join(temporaryFolder(), made?.name ?? "");
  writeFileSync(file, readFileSync(made?.path ?? ""));
  await hotel.stop();
  rmSync(stateDir, { recursive: true });

  const elsewhere = join(temporaryFolder(), "another", "state");
  const options = {
    file,
    stateDir: elsewhere,
    confirm: "miramar",
    identities: [identity],
    clock,
    ids: randomIds(),
  };
  const systemConfig = join(elsewhere, "none.yaml");
  const rest = { keepConfig: false, dryRun: false, migrationsDir: MIGRATIONS, systemConfig };
  await restore({ ...options, ...rest });
  const restored = await running(elsewhere);
  const after = await answers(restored.control, "after", code);
  expect(after).toEqual(before);
  expect(after.booking).toMatchObject({ code, guest: "Lucía Gómez", status: "firm" });
  expect((await restored.control.inbox()).conversations.map(({ who }) => who)).toContain("lucia");
});
