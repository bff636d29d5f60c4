import { spawnSync } from "node:child_process";
import { type Line, type Spread, spread, times } from "./figures.ts";
import { type BenchHotel, BIN } from "./hotel.ts";

export interface StartFigures {
  /** `hotelbot status` answered by a running daemon, a process each, ms. */
  readonly status: Spread;
  /** `node -e 0` in turns with it, ms. */
  readonly node: Spread;
  /** From starting the daemon's process to its listening, ms. */
  readonly daemon: Spread;
}

const COMMANDS = 7;
const STARTS = 3;

/** Needs the daemon running; leaves it running. */
export async function startUp(hotel: BenchHotel): Promise<StartFigures> {
  const status: number[] = [];
  const node: number[] = [];
  for (let n = 0; n < COMMANDS; n += 1) {
    node.push(run(["-e", "0"]));
    status.push(run([BIN, "status", "--state", hotel.stage.stateDir]));
  }
  const daemon: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    await hotel.stop();
    daemon.push(await hotel.start());
  }
  return { status: spread(status), node: spread(node), daemon: spread(daemon) };
}

function run(args: readonly string[]): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return performance.now() - began;
}

export function startLines({ status, node, daemon }: StartFigures): Line[] {
  return [
    {
      what: "hotelbot status, cold",
      figure: `${status.p50} ms`,
      beside: `${times(status.p50, node.p50)} node -e 0 (${node.p50} ms)`,
    },
    {
      what: "daemon, start to ready",
      figure: `${daemon.p50} ms`,
      beside: `${times(daemon.p50, node.p50)} node -e 0`,
    },
  ];
}
