import { Socket } from "node:net";
import { constants, setPriority } from "node:os";
import { systemClock } from "../../../src/platform/clock.ts";
import { loadLiveVads } from "../../ears/live-vad.ts";
import { openDoor } from "../doors.ts";
import type { Order, Report } from "./protocol.ts";
import { askRealtime } from "./realtime.ts";
import { serveLine } from "./serve.ts";
import { openWire } from "./wire.ts";

// Run as a program by spawn.ts: one door and its calls, in a process that does nothing else. It ends with the daemon.

try {
  // Before the engine and the database; only root may, and without it nothing is lost but margin.
  setPriority(constants.priority.PRIORITY_HIGH);
} catch {
  // Not allowed.
}
askRealtime(process.pid);

const wire = openWire<Report, Order>(new Socket({ fd: 3, readable: true, writable: true }));
const opened = new Promise<Extract<Order, { kind: "open" }>>((resolve) => {
  wire.onParcel(({ message }) => {
    if (message.kind === "open") resolve(message);
  });
});
const clock = systemClock();
const [vads, { door }] = await Promise.all([loadLiveVads(), opened]);
await serveLine({
  line: openDoor(door, { clock, vads }),
  wire,
  vads,
  clock,
  every: (ms, task) => {
    const timer = setInterval(task, ms);
    return () => clearInterval(timer);
  },
});
process.exit(0);
