// `node test/bench/barge-in.ts`: how soon hotelbot falls silent when a caller speaks over it, over a real AudioSocket.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createMouth } from "../../audio/mouth/mouth.ts";
import { resample } from "../../audio/pcm/resample.ts";
import { callSocket } from "../support/audiosocket-caller.ts";
import { spread } from "./figures.ts";
import { freePort } from "./free-port.ts";

const TRIALS = 24;
/** What an echo gate learns from, and some: before it nobody can interrupt. */
const LISTENS_MS = 1_600;
/** Each trial begins at another place of the greeting. */
const STEP_MS = 50;
/** So long without a sound of ours is silence: longer than any pause between two sentences. */
const SILENT_MS = 700;

/** One call: the ms from the caller's first sound to the last audible frame of ours; a tick of up to 20 ms is in it. */
async function trial(port: number, said: Int16Array, listens: number): Promise<number> {
  const caller = await callSocket(port);
  const greeting = await caller.soundAfter(0);
  // The next frame of ours at or after that moment: the call's own clock.
  while (caller.now() < greeting + listens) await caller.say(new Int16Array(160));
  // Over a word of ours, not in a pause, where silence would cost nothing.
  await caller.soundAfter(caller.now());
  const began = caller.now();
  const spoken = caller.say(said);
  const silent = await caller.silenceAfter(began, SILENT_MS);
  await spoken;
  caller.hangUp();
  await caller.ended;
  return silent - began;
}

/** From its first loud sample on: waiting begins there. */
function fromFirstSound(pcm: Int16Array): Int16Array {
  return pcm.subarray(
    Math.max(
      0,
      pcm.findIndex((each) => Math.abs(each) > 1_000),
    ),
  );
}

async function main(): Promise<void> {
  const texts = [
    "Perdona, una pregunta",
    "Oye, quería una habitación",
    "No, espera un momento",
    "Buenas tardes, mira",
  ];
  const mouth = createMouth({ spares: 0 });
  const said = await Promise.all(texts.map((text) => mouth.speak(text, "es")));
  const port = await freePort();
  const program = fileURLToPath(new URL("./phone-daemon.ts", import.meta.url));
  const daemon = spawn(process.execPath, [program, String(port)], { stdio: ["pipe", "ignore", "pipe"] });
  await new Promise<void>((resolve) => {
    createInterface({ input: daemon.stderr }).on("line", (line) => {
      if (/phone: waiting/.test(line)) resolve();
    });
  });
  const took: number[] = [];
  for (let n = 0; n < TRIALS; n++) {
    const sound = fromFirstSound(resample(said[n % said.length] ?? new Int16Array(0), 16_000, 8_000));
    took.push(await trial(port, sound, LISTENS_MS + n * STEP_MS));
  }
  daemon.stdin.end();
  const { p50, p95, n } = spread(took);
  const load = loadavg()[0]?.toFixed(1);
  process.stdout.write(`caller's first sound → our last: p50 ${p50} p95 ${p95} ms, n ${n}, load ${load}\n`);
  process.stdout.write(
    `each: ${took
      .map(Math.round)
      .sort((a, b) => a - b)
      .join(" ")}\n`,
  );
  await once(daemon, "exit");
}

await main();
