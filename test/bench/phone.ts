// `node test/bench/phone.ts [--speech DIR]`: what a caller waits, over a real AudioSocket at the pace of real time.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createMouth } from "../../audio/mouth/mouth.ts";
import { resample } from "../../audio/pcm/resample.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { loadClips } from "../eval/speech-clips.ts";
import { callSocket, type SocketCaller } from "../support/audiosocket-caller.ts";
import { type Spread, spread } from "./figures.ts";
import { freePort } from "./free-port.ts";
import { type FillerOf, fillers } from "./phone-fillers.ts";

/** Calls of so many turns each: in the first the language must be found too. */
const CALLS = 4;
const TURNS = 3;
/** Who waits longer has not been answered. */
const GIVEN_UP_MS = 10_000;
/** A call that ended is not silent: it says nothing more. */
const LONGEST_ANSWER_MS = 40_000;

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
  await soon(caller.silenceAfter(await caller.soundAfter(0), 900), LONGEST_ANSWER_MS);
  return caller;
}

interface Talked {
  /** From the caller's last word to the answer's first sound, ms: of the turns that begin a call, and of the others. */
  readonly firsts: readonly number[];
  readonly others: readonly number[];
  /** To the first sound of any kind, words for the wait among them. */
  readonly sounds: readonly number[];
  readonly late: readonly number[];
  /** Turns nobody answered within 10 s; their calls end there. */
  readonly unanswered: readonly number[];
}

/** Speaks so many calls: the waits, and how late frames came. */
async function talk(port: number, said: readonly Int16Array[], calls: number): Promise<Talked> {
  const fillerOf = await fillers();
  const talked = {
    firsts: [] as number[],
    others: [] as number[],
    sounds: [] as number[],
    late: [] as number[],
    unanswered: [] as number[],
  };
  for (let call = 0; call < calls; call++) {
    const caller = await greeted(port);
    for (let turn = 0; turn < TURNS; turn++) {
      await caller.say(trimmed(said[(call * TURNS + turn) % said.length] ?? new Int16Array(0)));
      const waited = await answered(caller, fillerOf);
      if (!waited) {
        talked.unanswered.push(turn);
        break;
      }
      (turn === 0 ? talked.firsts : talked.others).push(waited.answer);
      talked.sounds.push(waited.sound);
    }
    caller.hangUp();
    const base = Math.min(...caller.lateness);
    talked.late.push(...caller.lateness.map((each) => each - base));
  }
  return talked;
}

/** Waits until the answer was heard whole; undefined when none came. */
async function answered(
  caller: SocketCaller,
  fillerOf: FillerOf,
): Promise<{ sound: number; answer: number } | undefined> {
  const end = caller.now();
  const sound = await soon(caller.soundAfter(end));
  if (sound === undefined) return undefined;
  const filler = fillerOf(caller.soundsFrom(sound));
  const answer = filler === undefined ? sound : await soon(caller.soundAfter(sound + filler));
  if (answer === undefined) return undefined;
  await soon(caller.silenceAfter(answer, 900), LONGEST_ANSWER_MS);
  return { sound: sound - end, answer: answer - end };
}

async function soon(moment: Promise<number>, ms = GIVEN_UP_MS): Promise<number | undefined> {
  let enough = (): void => undefined;
  const never = new Promise<undefined>((resolve) => {
    enough = systemClock().after(ms, () => resolve(undefined));
  });
  const at = await Promise.race([moment, never]);
  enough();
  return at;
}

/** Without the silence after the last word: waiting begins there. */
function trimmed(pcm: Int16Array): Int16Array {
  let end = pcm.length;
  while (end > 0 && Math.abs(pcm[end - 1] ?? 0) < 400) end--;
  return pcm.subarray(0, end);
}

function show(what: string, { p50, p95, p99, n }: Spread): void {
  process.stdout.write(`${what}: p50 ${p50} p95 ${p95} p99 ${p99} ms, n ${n}\n`);
}

function showWaits(who: string, { firsts, others, sounds, unanswered }: Omit<Talked, "late">): void {
  show(`caller stops → answer, ${who}, all turns`, spread([...firsts, ...others]));
  show(`caller stops → answer, ${who}, a call's first turn`, spread(firsts));
  show(`caller stops → answer, ${who}, later turns`, spread(others));
  show(`caller stops → any sound, ${who}`, spread(sounds));
  process.stdout.write(`not answered within ${GIVEN_UP_MS / 1_000} s, ${who}: ${unanswered.length}\n`);
}

/** Until the log says that the line waits for calls and that the ears are there. */
function ready(log: Readable): Promise<void> {
  const wanted = new Set([/ears on the phone: ready/, /phone: waiting/]);
  return new Promise((resolve) => {
    createInterface({ input: log }).on("line", (line) => {
      if (process.env.BENCH_LOG) process.stderr.write(`${line}\n`);
      for (const each of wanted) if (each.test(line)) wanted.delete(each);
      if (wanted.size === 0) resolve();
    });
  });
}

async function main(): Promise<void> {
  const at = process.argv.indexOf("--speech");
  const said = await sentences(at > 0 ? process.argv[at + 1] : undefined);
  const port = await freePort();
  const program = fileURLToPath(new URL("./phone-daemon.ts", import.meta.url));
  const daemon = spawn(process.execPath, [program, String(port)], { stdio: ["pipe", "ignore", "pipe"] });
  await ready(daemon.stderr);
  const alone = await talk(port, said, CALLS);
  showWaits("one call", alone);
  const both = await Promise.all([talk(port, said, CALLS / 2), talk(port, said.slice(3), CALLS / 2)]);
  showWaits("two calls", {
    firsts: both.flatMap(({ firsts }) => firsts),
    others: both.flatMap(({ others }) => others),
    sounds: both.flatMap(({ sounds }) => sounds),
    unanswered: both.flatMap(({ unanswered }) => unanswered),
  });
  show("frame lateness", spread([...alone.late, ...both.flatMap(({ late }) => late)]));
  daemon.stdin.end();
  await once(daemon, "exit");
}

await main();
