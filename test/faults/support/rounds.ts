import { expect, vi } from "vitest";
import { seeded } from "../../../src/channels/whatsapp/sandbox/faults.ts";
import { createSandbox } from "../../../src/channels/whatsapp/sandbox/sandbox.ts";
import { createControlClient } from "../../../src/control/client.ts";
import { controlSocket } from "../../../src/control/paths.ts";
import { book } from "./booking-guest.ts";
import { startGraphGate } from "./graph-gate.ts";
import { problems } from "./invariants.ts";
import { drawKills, type Keeper, type Kill, keepRunning, mayLeaveUnknown } from "./kills.ts";
import { temporaryStage } from "./stage.ts";

export interface Round {
  readonly seed: number;
  readonly kills: readonly Kill[];
  /** Everything that is wrong; empty when all promises were kept. */
  readonly wrong: readonly string[];
  /** Of all the daemon's lives, when something is wrong. */
  readonly journal: string;
}

/** Plays a guest's booking once while the daemon is killed, as `seed` draws it. */
export async function playRound(seed: number): Promise<Round> {
  const undo: (() => unknown)[] = [];
  let keeper: Keeper | undefined;
  const round = (wrong: readonly string[]): Round => ({
    seed,
    kills: keeper?.fallen() ?? [],
    wrong,
    journal: wrong.length > 0 ? (keeper?.journal() ?? "") : "",
  });
  try {
    const after = (work: () => unknown): void => void undo.push(work);
    const random = seeded(seed);
    const sandbox = createSandbox({
      retryMs: [50, 100, 200],
      statusMs: { sent: 5, delivered: 30, read: 80 },
    });
    const settings = await sandbox.start();
    after(() => sandbox.stop());
    const gate = await startGraphGate(settings.baseUrl, after);
    const stage = await temporaryStage(settings, after, { graphUrl: gate.url });
    await sandbox.connect(stage.webhookUrl, { verify: false });
    keeper = keepRunning({ stage, sandbox, gate, kills: drawKills(random), after });
    const { serving } = keeper;
    const habits = { taps: random() < 0.5, speaks: random() < 0.15, random, serving };
    const guest = sandbox.guest(`+34600${100_000 + (seed % 900_000)}`, "Ana");
    const code = await Promise.race([book(guest, habits), keeper.broken]);
    const control = createControlClient([controlSocket(stage.stateDir)]);
    const ended = await Promise.race([keeper.finish(() => settled(sandbox, control)), keeper.broken]);
    const unknown = keeper.fallen().filter(mayLeaveUnknown).length;
    const wrong = problems(stage.stateDir, sandbox.record, { code, unknown });
    return round(ended.code === 0 ? wrong : [...wrong, `it ended with ${ended.code}`]);
  } catch (error) {
    return round([error instanceof Error ? error.message : String(error)]);
  } finally {
    for (let work = undo.pop(); work; work = undo.pop()) await work();
  }
}

/** Nothing is on its way any more, on either side. */
export async function settled(
  sandbox: ReturnType<typeof createSandbox>,
  control: ReturnType<typeof createControlClient>,
): Promise<void> {
  const still = { inboxNew: 0, outboxReady: 0, outboxSending: 0, bookingsOpen: 0 };
  await vi.waitFor(
    async () => {
      await sandbox.settled();
      expect((await control.status()).queue).toMatchObject(still);
    },
    { timeout: 20_000, interval: 50 },
  );
  await sandbox.settled();
}

/** One given seed, or so many new ones. */
export function seedsFrom(given: string | undefined, count: number): number[] {
  if (given !== undefined) return [Number(given)];
  const first = Math.floor(Math.random() * 1_000_000);
  return Array.from({ length: count }, (_, index) => first + index);
}
