import { connect } from "node:net";
import { parseArgs } from "node:util";
import type { HealthReport, StatusReport } from "./control/contract.ts";
import { socketCandidates } from "./control/paths.ts";
import { CONTROL_VERSION, VERSION_HEADER } from "./control/version.ts";
import { exitOf } from "./ops/checks/check.ts";
import { healthLines } from "./ops/views/health.ts";
import { type Paint, PLAIN, statusLines } from "./ops/views/status.ts";
import { thisMachine } from "./platform/paths.ts";

/** A command line that is answered without the command library: what it asks, and which daemon. */
interface Quick {
  readonly what: "status" | "health";
  readonly json: boolean;
  readonly state?: string;
  readonly socket?: string;
}

const OPTIONS = { json: { type: "boolean" }, state: { type: "string" }, socket: { type: "string" } } as const;
const WAIT_MS = 10_000;

/**
 * Answers `hotelbot status` and `hotelbot health`, which people and monitors run all day, with as little as it takes:
 * loading the command library and its schemas costs six times what Node itself does. Answers true when it did. Anything
 * but a plain answer to a plain question (another flag, an error) is left to the commands themselves, which ask again.
 */
export async function quick(argv: readonly string[]): Promise<boolean> {
  const asked = parse(argv);
  if (!asked) return false;
  const report = await ask(asked).catch(() => undefined);
  if (report === undefined) return false;
  const lines =
    asked.what === "status"
      ? statusLines(report as StatusReport, Date.now(), await colours())
      : healthLines(report as HealthReport);
  process.stdout.write(
    asked.json ? `${JSON.stringify(report)}\n` : lines.map((line) => `${line}\n`).join(""),
  );
  if (asked.what === "health") process.exitCode = exitOf((report as HealthReport).state);
  return true;
}

/** Loaded for a terminal only: a pipe has no colours. */
async function colours(): Promise<Paint> {
  return process.stdout.isTTY ? (await import("./ops/views/paint.ts")).paint() : PLAIN;
}

/** Only what it knows in full; undefined for everything else. */
function parse([what, ...args]: readonly string[]): Quick | undefined {
  if (what !== "status" && what !== "health") return undefined;
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    return { what, json: false, ...values };
  } catch {
    return undefined;
  }
}

/** From the first socket somebody listens on; undefined for anything but an answer of this version. */
async function ask({ what, state, socket }: Quick): Promise<unknown> {
  for (const path of socketCandidates({ state, socket }, thisMachine())) {
    const text = await exchange(path, `/v1/${what}`).catch(() => "");
    if (text !== "") return understood(text);
  }
  return undefined;
}

/**
 * One question over the socket, by hand: loading node:http costs 55 ms, more than all the rest of Node (31 ms). HTTP/1.0
 * has the answer come whole and the line closed after it.
 */
function exchange(path: string, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const line = connect({ path });
    const parts: Buffer[] = [];
    line.setTimeout(WAIT_MS, () => line.destroy(new Error("no answer")));
    line.on("data", (part) => parts.push(part));
    line.on("error", reject);
    line.on("end", () => resolve(Buffer.concat(parts).toString("utf8")));
    line.write(`GET ${url} HTTP/1.0\r\nhost: hotelbot\r\n${VERSION_HEADER}: ${CONTROL_VERSION}\r\n\r\n`);
  });
}

function understood(text: string): unknown {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...headers] = text.slice(0, end).toLowerCase().split("\r\n");
  if (!/^http\/1\.[01] 200 /.test(first) || !headers.includes(`${VERSION_HEADER}: ${CONTROL_VERSION}`))
    return undefined;
  const body = text.slice(end + 4);
  const length = headers.find((header) => header.startsWith("content-length: "))?.slice(16);
  return Buffer.byteLength(body) === Number(length) ? JSON.parse(body) : undefined;
}
