import { expect, it, onTestFinished, vi } from "vitest";
import { createSandbox } from "../../src/channels/whatsapp/sandbox/sandbox.ts";
import { createControlClient } from "../../src/control/client.ts";
import { controlSocket } from "../../src/control/paths.ts";
import { book } from "./support/booking-guest.ts";
import { brokenDisk, type DiskPart } from "./support/broken-disk.ts";
import { type After, startDaemon } from "./support/daemon.ts";
import { problems } from "./support/invariants.ts";
import { settled } from "./support/rounds.ts";
import { temporaryStage } from "./support/stage.ts";

const after: After = (undo) => onTestFinished(async () => void (await undo()));

const disk = brokenDisk(() => undefined);
if (typeof disk === "string") process.stderr.write(`a broken disk is not tested here: ${disk}\n`);

const WAYS: [string, DiskPart[]][] = [
  ["writes", ["rw/pwrite"]],
  ["flushes", ["sync/fsync", "sync/fdatasync"]],
  ["reads and writes", ["rw/pread", "rw/pwrite"]],
];

it.skipIf(typeof disk === "string").each(WAYS)(
  "a disk whose %s fail with an input/output error: 503 to Meta, health says so, nothing acknowledged is lost, and all goes on by itself",
  {
    timeout: 120_000,
  },
  async (_, parts) => {
    const broken = brokenDisk(after);
    if (typeof broken === "string") throw new Error(broken);
    const sandbox = createSandbox({ retryMs: [50], statusMs: { sent: 5, delivered: 30, read: 80 } });
    const settings = await sandbox.start();
    after(() => sandbox.stop());
    const stage = await temporaryStage(settings, after);
    const client = createControlClient([controlSocket(stage.stateDir)]);
    const daemon = startDaemon(stage, after, "", broken.env);
    expect(await daemon.listening).toBe(true);
    await sandbox.connect(stage.webhookUrl);
    const guest = sandbox.guest("+34633000004", "Ana");

    const refused = new Set<object>();
    const told: string[] = [];
    let isBroken = false;
    let answered = 0;
    const look = async (): Promise<void> => {
      // As the command and a monitor see it: a report, or the error's code.
      const seen = await client.health().then(
        ({ live, checks }) => (live ? [] : checks.filter((check) => check.state === "critical")),
        (error: { code?: string }) => [{ name: String(error.code) }],
      );
      told.push(...seen.map(({ name }) => name));
      broken.mend(daemon.pid, parts);
      isBroken = false;
      answered = guest.received().length;
    };
    let looking = false;
    // Each time the guest has been answered the disk breaks until a webhook of what comes next was refused.
    after(
      sandbox.subscribe(() => {
        for (const webhook of sandbox.record.webhooks) if (webhook.lastAnswer === "503") refused.add(webhook);
        if (isBroken && refused.size > answered) {
          if (!looking) void look().finally(() => (looking = false));
          looking = true;
        } else if (!isBroken && guest.received().length > answered && answered < 2) {
          broken.spoil(daemon.pid, parts);
          isBroken = true;
        }
      }),
    );
    const code = await book(guest, {
      taps: false,
      speaks: false,
      random: () => 0,
      serving: () => daemon.listening,
    });
    await vi.waitFor(() => expect(isBroken).toBe(false), { timeout: 20_000 });
    await settled(sandbox, client);
    expect(refused.size).toBeGreaterThan(0);
    expect(told.filter((name) => name !== "beat" && name !== "DATABASE_BROKEN")).toEqual([]);
    expect(told).not.toEqual([]);
    await vi.waitFor(async () => expect((await client.health()).live).toBe(true), { timeout: 20_000 });
    expect(await daemon.stop()).toEqual({ code: 0, signal: null });
    expect(problems(stage.stateDir, sandbox.record, { code, unknown: 0 })).toEqual([]);
  },
);
