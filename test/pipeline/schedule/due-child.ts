import { randomIds } from "../../../src/platform/ids.ts";
import { openStore } from "../../../src/store/open.ts";
import { MIGRATIONS } from "../../store/support/opened.ts";
import { aStay, planned, wildClock } from "./support.ts";

// One life of a daemon in which something is due: SIGKILL to itself at the n-th look at the clock or id made.
const [folder = "", at = "0", place = "none", nth = "0"] = process.argv.slice(2);
let left = Number(nth);

function passing(where: string): void {
  if (where !== place) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

const clock = wildClock(Number(at));
const dying = {
  ...clock,
  now() {
    passing("now");
    return clock.at;
  },
};
const ids = {
  ...randomIds(),
  unique() {
    passing("unique");
    return randomIds().unique();
  },
};
const opened = openStore(folder, { clock, ids: randomIds(), migrationsDir: MIGRATIONS });
aStay(opened.store);
await planned(opened.store, dying, { ids }).scheduler.round();
passing("after");
opened.close();
