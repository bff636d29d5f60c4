import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { randomIds } from "../../../src/platform/ids.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { openStore } from "../../../src/store/open.ts";
import { shopHotel } from "../../pipeline/support/shop-hotel.ts";
import { virtualClock } from "../../pipeline/support/virtual-clock.ts";
import { calm, holdPromises } from "../../pms/races/race.ts";
import { startDouble } from "../../support/qloapps/double.ts";
import type { Fault } from "../../support/qloapps/faults.ts";
import { MIGRATIONS } from "./migrations.ts";

const CHILD = join(packageRoot(), "test", "faults", "support", "shop-child.ts");

export interface KillPoint {
  /** The child dies as its so-many-eth question reaches the shop. */
  readonly request: number;
  /** Whether the shop does what was asked all the same. */
  readonly served: boolean;
  readonly faults?: readonly Fault[];
}

/**
 * Lets a process book a guest's room in a shop, kills it, starts again and gives it time: then the shop, the journal and
 * what the guest was told must agree. Answers how the booking ended, and whether the process died on the way.
 */
export async function killedBooking(
  folder: string,
  point: KillPoint,
): Promise<{ killed: boolean; state: string }> {
  const double = await startDouble();
  const stay = { arrival: "2027-03-10", departure: "2027-03-12" };
  const before = virtualClock(Date.now());
  let opened = openStore(folder, { clock: before, ids: randomIds(), migrationsDir: MIGRATIONS });
  const reference = shopHotel(opened, double.url, before).intend(1, stay);
  opened.close();

  for (const each of point.faults ?? []) double.arm(each);
  const child = spawn(process.execPath, [CHILD, folder, double.url, reference], { stdio: "inherit" });
  const ended = once(child, "exit");
  double.onRequest(point.request, () => {
    child.kill("SIGKILL");
    return point.served;
  });
  const [, signal] = (await ended) as [number | null, string | null];

  const clock = virtualClock(Date.now());
  opened = openStore(folder, { clock, ids: randomIds(), migrationsDir: MIGRATIONS });
  const hotel = shopHotel(opened, double.url, clock);
  const row = (wanted: string) => opened.store.journal.get(wanted);
  try {
    await hotel.settle(reference);
    await calm(hotel, clock, [reference], (wanted) => row(wanted)?.state);
    holdPromises(hotel, double, [reference], row);
    return { killed: signal === "SIGKILL", state: row(reference)?.state ?? "" };
  } finally {
    await hotel.end();
    opened.close();
    await double.stop();
  }
}
