import { writeSync } from "node:fs";
import { runDaemon } from "../../../src/daemon/foreground.ts";
import { failureOf, printFailure } from "../../../src/failure.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { createLogger, type Logger } from "../../../src/platform/logger.ts";

// The daemon as `hotelbot daemon run` runs it, from source, with a place to die at: `now:57` is SIGKILL at the 57th
// look at the clock, `unique:9` at the 9th id made, `readable:1` while a booking code is made (inside the PMS write),
// `booked` when the PMS has the booking and nothing of ours says so yet, `log:booking intended` where the journal says so. SIGKILL to oneself is dead before the call returns.
const [state, config, point = ""] = process.argv.slice(2);
const [kind = "", ...rest] = point.split(":");
const about = rest.join(":");
let left = Number(about);
let coded = false;

function passing(place: string): void {
  if (place !== kind) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

const clock = systemClock();
const ids = randomIds();
const log = createLogger("info");
const dying: Logger = {
  ...log,
  info(what, details) {
    log.info(what, details);
    if (kind === "log" && what === about) process.kill(process.pid, "SIGKILL");
  },
};

try {
  await runDaemon(
    { config, state, socket: undefined, logLevel: "info" },
    (line) => writeSync(1, `${line}\n`),
    {
      clock: {
        ...clock,
        now() {
          passing("now");
          return clock.now();
        },
      },
      ids: {
        ...ids,
        unique() {
          passing("unique");
          // The confirmation's id is the first one made after the code.
          if (coded && kind === "booked") process.kill(process.pid, "SIGKILL");
          return ids.unique();
        },
        readable(length) {
          passing("readable");
          coded = true;
          return ids.readable(length);
        },
      },
      log: dying,
    },
  );
} catch (error) {
  const failure = failureOf(error);
  if (failure) process.exitCode = printFailure(failure, false);
}
