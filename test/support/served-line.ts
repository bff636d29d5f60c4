import { duplexPair } from "node:stream";
import type { LiveVads } from "../../audio/ears/live-vad.ts";
import type { Order, Report } from "../../audio/line/process/protocol.ts";
import { serveLine } from "../../audio/line/process/serve.ts";
import type { LineProcess } from "../../audio/line/process/spawn.ts";
import { openWire } from "../../audio/line/process/wire.ts";
import type { Line } from "../../audio/line/voice-call.ts";
import { systemClock } from "../../src/platform/clock.ts";

function every(ms: number, task: () => void): () => void {
  const timer = setInterval(task, ms);
  return () => clearInterval(timer);
}

/** What starts a line's process, with the line in this process and only the wire between. */
export function servedLine(line: Line, vads: LiveVads): () => LineProcess {
  return () => {
    const [here, there] = duplexPair();
    const wire = openWire<Report, Order>(there);
    let done: (why: string) => void = () => undefined;
    const exited = new Promise<string>((resolve) => {
      done = resolve;
    });
    wire.onParcel(() => {
      void serveLine({ line, wire, vads, clock: systemClock(), every }).then(() => done("it was told to"));
    });
    here.on("close", () => there.destroy());
    return { pid: 1, wire: openWire<Order, Report>(here), exited, kill: () => there.destroy() };
  };
}
