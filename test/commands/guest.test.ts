import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GuestData, GuestErased } from "../../src/control/contract-privacy.ts";
import { demoHotel, hotelbot, jsonLines, type RunningDaemon, runningDaemon } from "./support/hotelbot.ts";

let state: string;
let daemon: RunningDaemon;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "hotelbot-guest-"));
  demoHotel(state);
  daemon = await runningDaemon(state);
}, 60_000);
afterAll(async () => {
  await daemon.end("SIGTERM");
  rmSync(state, { recursive: true, force: true });
});

const guest = (...args: readonly string[]) => hotelbot(["guest", ...args, "--state", state], "");

it("a guest's data is told and erased, but not while a stay is not over", async () => {
  const lines = [
    "una doble del 3 al 5 de marzo para dos",
    "sí",
    "Ana Gil, ana@example.com, 600 111 222",
    "sí",
  ];
  const said = await hotelbot(["chat", "--state", state, "--json", "--lang", "es"], `${lines.join("\n")}\n`);
  const { conversation } = jsonLines(said.stdout).at(-1) as { conversation: number };
  const data = GuestData.parse(JSON.parse((await guest("export", String(conversation), "--json")).stdout));
  expect(data.records.turn?.length).toBeGreaterThanOrEqual(8);
  expect(JSON.stringify(data.records.pms_journal)).toContain("ana@example.com");

  const refused = await guest("erase", String(conversation), "--confirm");
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("stay is not over");
  const untold = await guest("erase", String(conversation));
  expect(untold.exitCode).toBe(3);
});

it("who has no stay before them is erased, and known no more", async () => {
  const said = await hotelbot(["chat", "--state", state, "--json", "--lang", "es"], "hola, ¿hay piscina?\n");
  const { conversation } = jsonLines(said.stdout).at(-1) as { conversation: number };
  const { stdout } = await guest("erase", String(conversation), "--confirm", "--json", "--as", "Marta");
  expect(GuestErased.parse(JSON.parse(stdout)).rows).toBeGreaterThan(4);
  const gone = await guest("export", String(conversation));
  expect(gone.exitCode).toBe(1);
  expect((await guest("export", "nobody")).exitCode).toBe(3);
});
