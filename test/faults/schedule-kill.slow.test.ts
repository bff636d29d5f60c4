import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { createSandbox, type Sandbox } from "../../src/channels/whatsapp/sandbox/sandbox.ts";
import { createControlClient } from "../../src/control/client.ts";
import { controlSocket } from "../../src/control/paths.ts";
import type { Stage } from "../../src/ops/demo/stage.ts";
import { DATABASE_FILE } from "../../src/store/open.ts";
import { DIALOGUES } from "../journeys/support/dialogues.ts";
import { type After, startDaemon } from "./support/daemon.ts";
import { type GraphGate, startGraphGate } from "./support/graph-gate.ts";
import { temporaryStage } from "./support/stage.ts";

const after: After = (undo) => onTestFinished(async () => void (await undo()));
const PHONE = "+34633000041";
const TOLD = /ya no está apartado/;

/** A hotel whose guest holds a room, stopped when that time is over: the word of it is due at the next start. */
async function somethingDue(): Promise<{ stage: Stage; sandbox: Sandbox; gate: GraphGate }> {
  const sandbox = createSandbox({ retryMs: [50], statusMs: { sent: 5, delivered: 30, read: 80 } });
  const settings = await sandbox.start();
  after(() => sandbox.stop());
  const gate = await startGraphGate(settings.baseUrl, after);
  const stage = await temporaryStage(settings, after, { graphUrl: gate.url });
  const daemon = startDaemon(stage, after);
  expect(await daemon.listening).toBe(true);
  await sandbox.connect(stage.webhookUrl);
  const guest = sandbox.guest(PHONE, "Ana");
  guest.say(DIALOGUES.es.asks);
  await guest.waitFor();
  guest.say("sí");
  expect((await guest.waitFor()).text).toContain("Apartado para ti");
  await daemon.stop();
  const raw = new Database(join(stage.stateDir, DATABASE_FILE));
  const over = Date.now() - 1_000;
  raw.prepare("UPDATE hold SET expires_at = ?").run(over);
  raw.prepare("UPDATE schedule SET due_at = ? WHERE kind = 'hold' AND state = 'waiting'").run(over);
  raw.prepare("UPDATE conversation SET state = json_set(state, '$.draft.heldUntil', ?)").run(over);
  raw.close();
  return { stage, sandbox, gate };
}

/** The state of what was due, and of the message that says it. */
function onDisk({ stateDir }: Stage): { due: string[]; said: string[] } {
  const raw = new Database(join(stateDir, DATABASE_FILE), { readonly: true });
  const due = raw.prepare("SELECT state FROM schedule WHERE kind = 'hold' ORDER BY id").pluck().all();
  const said = raw.prepare("SELECT state FROM outbox WHERE dedupe_key LIKE 'schedule:hold:%'").pluck().all();
  raw.close();
  return { due: due as string[], said: said as string[] };
}

const heard = (sandbox: Sandbox): number =>
  sandbox
    .guest(PHONE)
    .received()
    .filter(({ text }) => TOLD.test(text ?? "")).length;

it("killed between due and written: the guest is told once, after the restart", {
  timeout: 180_000,
}, async () => {
  const { stage, sandbox } = await somethingDue();
  const dying = startDaemon(stage, after, "unique:1");
  expect(await dying.ended).toMatchObject({ signal: "SIGKILL" });
  expect(onDisk(stage)).toEqual({ due: ["waiting"], said: [] });
  const next = startDaemon(stage, after);
  await next.listening;
  await expect.poll(() => heard(sandbox), { timeout: 60_000 }).toBe(1);
  await next.stop();
  const last = startDaemon(stage, after);
  await last.listening;
  await createControlClient([controlSocket(stage.stateDir)]).status();
  await last.stop();
  expect(heard(sandbox)).toBe(1);
  expect(onDisk(stage).due).toEqual(["done"]);
});

it.each([
  ["before WhatsApp had it: it is not sent blindly", "asked", 0],
  ["when WhatsApp had taken it: it is not sent again", "taken", 1],
] as const)("killed in the middle of the sending, %s", { timeout: 180_000 }, async (_what, moment, times) => {
  const { stage, sandbox, gate } = await somethingDue();
  const dying = startDaemon(stage, after);
  gate.watch((point) => {
    if (point === moment) dying.kill();
    return !(moment === "asked" && point === "asked");
  });
  expect(await dying.ended).toMatchObject({ signal: "SIGKILL" });
  gate.watch(() => true);
  expect(onDisk(stage)).toEqual({ due: ["done"], said: ["sending"] });
  const next = startDaemon(stage, after);
  await next.listening;
  await expect.poll(() => onDisk(stage).said, { timeout: 60_000 }).not.toEqual(["sending"]);
  await next.stop();
  expect(heard(sandbox)).toBe(times);
  expect(onDisk(stage).due).toEqual(["done"]);
});
