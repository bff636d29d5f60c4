// `node test/bench/phone.ts [--speech DIR]`: what a caller waits, over a real AudioSocket at the pace of real time.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { createMouth } from "../../audio/mouth/mouth.ts";
import { resample } from "../../audio/pcm/resample.ts";
import { loadClips } from "../eval/speech-clips.ts";
import { callSocket, type SocketCaller } from "../support/audiosocket-caller.ts";
import { type Spread, spread } from "./figures.ts";

const TURNS = 6;

/** What a caller says: people where a folder of clips is given, else the mouth. */
async function sentences(folder: string | undefined): Promise<Int16Array[]> {
  if (folder) {
    const clips = await loadClips(folder);
    const short = clips.filter(({ pcm, language }) => language === "es" && pcm.length < 16_000 * 5);
    return short.map(({ pcm }) => resample(pcm, 16_000, 8_000));
  }
  const mouth = createMouth({ spares: 0 });
  const texts = ["Do you have breakfast?", "Is there parking at the hotel?", "At what time is check out?"];
  const spoken = await Promise.all(texts.map((text) => mouth.speak(text, "en")));
  return spoken.map((pcm) => resample(pcm, 16_000, 8_000));
}

/** A call that was greeted. */
async function greeted(port: number): Promise<SocketCaller> {
  const caller = await callSocket(port);
  await caller.silenceAfter(await caller.soundAfter(0), 900);
  return caller;
}

/** Speaks once a call, waits for the first sound and hangs up: the waits in ms, and how late frames came. */
async function talk(port: number, said: readonly Int16Array[], turns: number): Promise<Talked> {
  const waits: number[] = [];
  const late: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const caller = await greeted(port);
    await caller.say(trimmed(said[turn % said.length] ?? new Int16Array(0)));
    const end = caller.now();
    waits.push((await caller.soundAfter(end)) - end);
    caller.hangUp();
    const base = Math.min(...caller.lateness);
    late.push(...caller.lateness.map((each) => each - base));
  }
  return { waits, late };
}

interface Talked {
  readonly waits: readonly number[];
  readonly late: readonly number[];
}

/** Without the silence after the last word: waiting begins there. */
function trimmed(pcm: Int16Array): Int16Array {
  let end = pcm.length;
  while (end > 0 && Math.abs(pcm[end - 1] ?? 0) < 400) end--;
  return pcm.subarray(0, end);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

async function main(): Promise<void> {
  const at = process.argv.indexOf("--speech");
  const said = await sentences(at > 0 ? process.argv[at + 1] : undefined);
  const port = await freePort();
  const program = fileURLToPath(new URL("./phone-daemon.ts", import.meta.url));
  const daemon = spawn(process.execPath, [program, String(port)], { stdio: ["pipe", "ignore", "pipe"] });
  let log = "";
  while (!/ears on the phone: ready/.test(log) || !/phone: waiting/.test(log)) {
    log += String(((await once(daemon.stderr, "data")) as [Buffer])[0]);
  }
  daemon.stderr.resume();
  const show = (what: string, figures: Spread): void =>
    void process.stdout.write(
      `${what}: p50 ${figures.p50} p95 ${figures.p95} p99 ${figures.p99} ms, n ${figures.n}\n`,
    );
  const alone = await talk(port, said, TURNS);
  show("caller stops → first sound, one call", spread(alone.waits));
  const both = await Promise.all([talk(port, said, TURNS / 2), talk(port, said.slice(3), TURNS / 2)]);
  show("caller stops → first sound, two calls", spread(both.flatMap(({ waits }) => waits)));
  show("frame lateness", spread([...alone.late, ...both.flatMap(({ late }) => late)]));
  daemon.stdin.end();
  await once(daemon, "exit");
}

await main();
