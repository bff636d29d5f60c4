import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Amendment } from "../../../src/domain/amendment.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { openStore } from "../../../src/store/open.ts";
import { intendAmendment, settleChanges } from "../../pipeline/support/amendments.ts";
import { shopHotel } from "../../pipeline/support/shop-hotel.ts";
import { virtualClock } from "../../pipeline/support/virtual-clock.ts";
import { startDouble } from "../../support/qloapps/double.ts";
import { MIGRATIONS } from "./migrations.ts";

const CHILD = join(packageRoot(), "test", "faults", "support", "change-child.ts");
const STAY = { arrival: "2027-03-10", departure: "2027-03-12" };

export interface ChangeKill {
  readonly kind: Amendment["kind"];
  /** The child dies at its first request that fits: `before` it is served, or `after`. */
  readonly at: string;
  readonly served: boolean;
}

/** What was found after a kill and a restart that was given its time. */
export interface Found {
  readonly killed: boolean;
  readonly state: string;
  /** How often the write reached the shop. */
  readonly writes: number;
  /** Whether the shop, the journal of bookings and the guest's last word agree with the row. */
  readonly agrees: boolean;
}

/** Lets a process change or cancel a guest's booking in a shop, kills it at a request, and starts again. */
export async function killedChange(folder: string, { kind, at, served }: ChangeKill): Promise<Found> {
  const double = await startDouble();
  const before = virtualClock(Date.now());
  let opened = openStore(folder, { clock: before, ids: randomIds(), migrationsDir: MIGRATIONS });
  const making = shopHotel(opened, double.url, before);
  const booked = making.intend(1, STAY);
  await making.settle(booked);
  const reference = intendAmendment(opened.store, booked, kind, Date.now());
  await making.end();
  opened.close();

  const child = spawn(process.execPath, [CHILD, folder, double.url, booked], { stdio: "inherit" });
  const ended = once(child, "exit");
  const arm = (): void =>
    double.onRequest(1, () => {
      const fits = double.requests.at(-1)?.startsWith(at) === true;
      if (!fits) arm();
      else child.kill("SIGKILL");
      return !fits || served;
    });
  arm();
  const [, signal] = (await ended) as [number | null, string | null];

  const clock = virtualClock(Date.now());
  opened = openStore(folder, { clock, ids: randomIds(), migrationsDir: MIGRATIONS });
  const { store } = opened;
  const hotel = shopHotel(opened, double.url, clock);
  const state = (): string => store.changes.get(reference)?.state ?? "";
  try {
    for (let tries = 0; tries < 6 && !["firm", "refused"].includes(state()); tries += 1) {
      await settleChanges(hotel, booked);
      clock.advance(30_000);
    }
    const shop = await hotel.pms.findByReference(booked);
    const done = kind === "cancel" ? shop?.status === "cancelled" : shop?.stay.departure === "2027-03-13";
    const said = hotel.told(booked).includes(kind === "cancel" ? "está cancelada" : "queda así");
    const known = store.journal.get(booked)?.booking;
    const same = known?.status === shop?.status && known?.stay.departure === shop?.stay.departure;
    return {
      killed: signal === "SIGKILL",
      state: state(),
      writes: double.requests.filter((each) => each.startsWith(WRITES[kind])).length,
      agrees: done === (state() === "firm") && said === done && same,
    };
  } finally {
    await hotel.end();
    opened.close();
    await double.stop();
  }
}

const WRITES: Readonly<Record<Amendment["kind"], string>> = {
  change: "PUT bookings",
  cancel: "POST order_histories",
};
