// How punctual the sound of calls is: four calls by SIP, first alone, then while every core is busy at the engine's priority.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants, cpus, getPriority, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { monotonicClock } from "../../audio/line/pacer.ts";
import { counter } from "../audio/line/support/counter.ts";
import { exchange, guest, status } from "../audio/line/support/exchange.ts";
import { type Line, type Spread, spread, times } from "./figures.ts";

const clock = monotonicClock();
const CALLS = 4;
const SECONDS = 5;
const ANSWERING = fileURLToPath(new URL("../audio/line/support/answering.ts", import.meta.url));

/** Frames of ours at the other end: after their place in a row of 20 ms, and how many never came. */
export interface Punctuality {
  readonly lateMs: Spread;
  readonly lost: number;
}

export interface LineFigures {
  readonly alone: Punctuality;
  readonly burning: Punctuality;
}

export async function benchLine(): Promise<LineFigures> {
  const alone = await measure();
  const burners = cpus().map(() => spawn(process.execPath, ["-e", "for (;;) {}"], { stdio: "ignore" }));
  for (const burner of burners) setPriority(burner.pid ?? 0, 19);
  try {
    return { alone, burning: await measure() };
  } finally {
    for (const burner of burners) burner.kill();
  }
}

export function lineLines({ alone, burning }: LineFigures): Line[] {
  const of = (one: Punctuality) =>
    `p50 ${one.lateMs.p50} p99 ${one.lateMs.p99} ms, ${one.lost} of ${one.lateMs.n} lost`;
  return [
    { what: "sound of 4 calls, late", figure: of(alone), beside: "" },
    {
      what: "the same, every core busy at low priority",
      figure: of(burning),
      beside: `p99 ${times(burning.lateMs.p99, alone.lateMs.p99)} of that alone`,
    },
  ];
}

async function measure(): Promise<Punctuality> {
  const usual = getPriority(0);
  const pbx = await exchange();
  const sounds = await counter();
  const line = spawn(process.execPath, [ANSWERING, "127.0.0.1", "0", String(CALLS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Whoever listens must not be late himself.
  favour(line.pid ?? 0);
  favour(0);
  const [bytes] = (await once(line.stdout, "data")) as [Buffer];
  const { port } = (JSON.parse(bytes.toString()) as { listening: { port: number } }).listening;
  const callers = Array.from({ length: CALLS }, (_, n) => ({
    caller: guest({ port: pbx.port, rtpPort: sounds.port }, `bench-${n}`, port),
  }));
  for (const { caller } of callers) {
    pbx.send(caller.invite, port);
    caller.answered(await pbx.next(status(200), 20_000));
    pbx.send(caller.inDialog("ACK", 1), port);
  }
  await new Promise<void>((resolve) => clock.after(SECONDS * 1_000, resolve));
  for (const { caller } of callers) pbx.send(caller.inDialog("BYE", 2), port);
  await ended(line);
  setPriority(0, usual);
  const streams = sounds.streams();
  pbx.close();
  sounds.close();
  return {
    lateMs: spread(streams.flatMap((one) => one.lateMs)),
    lost: streams.reduce((sum, one) => sum + one.lost, 0),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const stop = clock.after(20_000, () => child.kill());
  await once(child, "exit");
  stop();
}

/** As the line's own process does where it may (`audio/line/process/main.ts`). */
function favour(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_HIGH);
  } catch {
    // Only root may.
  }
}
