import { expect, it, onTestFinished, vi } from "vitest";
import { createSandbox, type Sandbox } from "../../src/channels/whatsapp/sandbox/sandbox.ts";
import { createControlClient } from "../../src/control/client.ts";
import { controlSocket } from "../../src/control/paths.ts";
import { book } from "./support/booking-guest.ts";
import { type After, type Daemon, startDaemon } from "./support/daemon.ts";
import { type GraphGate, startGraphGate } from "./support/graph-gate.ts";
import { problems } from "./support/invariants.ts";
import { settled } from "./support/rounds.ts";
import { smallDisk } from "./support/small-disk.ts";
import { temporaryStage } from "./support/stage.ts";

const MINUTE = 60_000;
const after: After = (undo) => onTestFinished(async () => void (await undo()));
const HABITS = { taps: false, speaks: false, random: () => 0 };

async function aSandbox(): Promise<{ sandbox: Sandbox; gate: GraphGate }> {
  const sandbox = createSandbox({ retryMs: [50], statusMs: { sent: 5, delivered: 30, read: 80 } });
  const settings = await sandbox.start();
  after(() => sandbox.stop());
  return { sandbox, gate: await startGraphGate(settings.baseUrl, after) };
}

const clientOf = (stage: { stateDir: string }) => createControlClient([controlSocket(stage.stateDir)]);

it("a second daemon on the same state refuses in a sentence and leaves the first alone", {
  timeout: MINUTE,
}, async () => {
  const { sandbox } = await aSandbox();
  const stage = await temporaryStage(sandbox.settings(), after);
  const first = startDaemon(stage, after);
  expect(await first.listening).toBe(true);
  const second = startDaemon(stage, after);
  expect(await second.ended).toEqual({ code: 11, signal: null });
  expect(second.journal()).toContain(
    `STATE_BUSY: Another hotelbot already runs on ${stage.stateDir} (process ${first.pid}).`,
  );
  await sandbox.connect(stage.webhookUrl);
  const guest = sandbox.guest("+34633000001", "Ana");
  guest.say("Hola");
  await guest.waitFor();
  expect((await clientOf(stage).status()).pid).toBe(first.pid);
  expect(await first.stop()).toEqual({ code: 0, signal: null });
});

it("SIGTERM in the middle of a turn, of a send and of a booking ends it gracefully, and nothing is lost or unknown", {
  timeout: 2 * MINUTE,
}, async () => {
  const { sandbox, gate } = await aSandbox();
  const stage = await temporaryStage(sandbox.settings(), after, { graphUrl: gate.url });
  await sandbox.connect(stage.webhookUrl, { verify: false });
  const ends: unknown[] = [];
  let daemon: Daemon = startDaemon(stage, after);
  const stopAt = async (moment: (mine: Daemon) => Promise<void>): Promise<void> => {
    await daemon.listening;
    await moment(daemon);
    ends.push(await daemon.stop());
    daemon = startDaemon(stage, after);
  };
  const acknowledged = (): Promise<void> =>
    new Promise((resolve) => {
      const unsubscribe = sandbox.subscribe(() => {
        if (sandbox.record.acknowledged.size === 0) return;
        unsubscribe();
        resolve();
      });
    });
  const asked = (): Promise<void> =>
    new Promise((resolve) => {
      gate.watch((point) => {
        if (point === "asked") resolve();
        return true;
      });
    });
  const guest = sandbox.guest("+34633000002", "Ana");
  const booked = book(guest, { ...HABITS, serving: () => daemon.listening });
  await stopAt(acknowledged);
  await stopAt(asked);
  await stopAt((mine) => mine.said("booking intended"));
  const code = await booked;
  await daemon.listening;
  await settled(sandbox, clientOf(stage));
  ends.push(await daemon.stop());
  expect(ends).toEqual(Array.from({ length: 4 }, () => ({ code: 0, signal: null })));
  expect(problems(stage.stateDir, sandbox.record, { code, unknown: 0 })).toEqual([]);
});

it("a full disk: webhooks are answered 503, nothing acknowledged is lost, and all goes on when there is space", {
  timeout: 2 * MINUTE,
}, async ({ skip }) => {
  const disk = smallDisk("24m", after);
  if (typeof disk === "string") return skip(disk);
  const { sandbox } = await aSandbox();
  const stage = await temporaryStage(sandbox.settings(), after, { parent: disk.folder });
  const daemon = startDaemon(stage, after);
  expect(await daemon.listening).toBe(true);
  await sandbox.connect(stage.webhookUrl);
  const guest = sandbox.guest("+34633000003", "Ana");
  let full = false;
  // Each time the guest has been answered the disk is full until a webhook of what comes next was refused.
  let answered = 0;
  const refused = new Set<object>();
  after(
    sandbox.subscribe(() => {
      for (const webhook of sandbox.record.webhooks) if (webhook.lastAnswer === "503") refused.add(webhook);
      if (full && refused.size > answered) {
        disk.free();
        full = false;
        answered = guest.received().length;
      } else if (!full && guest.received().length > answered && answered < 4) {
        disk.fill();
        full = true;
      }
    }),
  );
  const code = await book(guest, { ...HABITS, serving: () => daemon.listening });
  await vi.waitFor(() => expect(full).toBe(false), { timeout: 20_000 });
  await settled(sandbox, clientOf(stage));
  expect(refused.size).toBeGreaterThan(0);
  expect(await daemon.stop()).toEqual({ code: 0, signal: null });
  expect(problems(stage.stateDir, sandbox.record, { code, unknown: 0 })).toEqual([]);
});
