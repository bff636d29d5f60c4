import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { resample } from "../../../audio/pcm/resample.ts";
import { readWav, writeWav } from "../../../audio/pcm/wav.ts";
import { ADDRESS, BARESIP_CONTROL, BARESIP_PORT } from "./addresses.ts";

const RATE = 8_000;
/** Louder than this is speech. */
const AUDIBLE = 300;
/** The file a telephone plays must not end while the call goes on: baresip hangs up then. */
const TAIL_SECONDS = 120;

/** A baresip with what it takes to have a network of its own; a sentence why not, else. */
export function withoutBaresip(): string | undefined {
  if (spawnSync("baresip", ["-h"], { stdio: "ignore" }).error)
    return "baresip is missing: apt-get install baresip-core";
  if (spawnSync("unshare", ["-n", "true"]).status !== 0)
    return "no network of its own for baresip: run it as root";
  return undefined;
}

/** How a guest speaks: an espeak-ng voice at words a minute. */
export interface GuestVoice {
  readonly voice: string;
  readonly speed: number;
}

/** A telephone in the hand of a guest. */
export interface Telephone {
  dial(uri: string): Promise<void>;
  /** Speaks text with a voice, or a recording. */
  say(text: string, voice: GuestVoice): Promise<void>;
  /** Sends a key as RFC 4733 does. */
  press(key: string): Promise<void>;
  hangUp(): Promise<void>;
  /** What baresip told of its calls so far: CALL_ESTABLISHED, CALL_CLOSED… */
  readonly events: readonly string[];
  /** How long nothing was heard before now, ms; 0 when nothing was heard at all yet. */
  silentFor(): number;
  /** Vanishes without a word: no BYE, no sound. */
  vanish(): void;
}

/** Starts baresip in the network of process `stage`. */
export async function telephone(options: {
  /** Its own. */
  readonly folder: string;
  /** The socket file that leads to its control. */
  readonly control: string;
  readonly stage: number;
  readonly number: string;
  readonly closing: (undo: () => void) => void;
  /** More of the account: `answermode=auto`. */
  readonly account?: string;
}): Promise<Telephone> {
  const { folder } = options;
  let files = 0;
  const file = (sound: Int16Array): string => {
    const padded = new Int16Array(sound.length + TAIL_SECONDS * RATE);
    padded.set(sound);
    files++;
    const path = join(folder, `said-${files}.wav`);
    writeFileSync(path, writeWav({ rate: RATE, samples: padded }));
    return path;
  };
  writeFileSync(join(folder, "config"), config(folder, file(new Int16Array(0))));
  const account = options.account ? `;${options.account}` : "";
  writeFileSync(
    join(folder, "accounts"),
    `<sip:${options.number}@${ADDRESS}>;regint=0;audio_codecs=PCMU${account}\n`,
  );
  writeFileSync(join(folder, "contacts"), "");
  const child = execa("nsenter", ["-t", String(options.stage), "-n", "baresip", "-f", folder], {
    reject: false,
    stdin: "ignore",
    all: true,
  });
  options.closing(() => void child.kill("SIGKILL"));
  await new Promise<void>((resolve) => {
    child.all.on("data", (bytes: Buffer) => {
      if (process.env.HOTELBOT_TEST_LOG) process.stderr.write(bytes);
      if (/baresip is ready/.test(bytes.toString())) resolve();
    });
    void child.then(() => resolve());
  });
  const control = connect(options.control);
  await once(control, "connect");
  const events: string[] = [];
  const answers = new Map<string, () => void>();
  control.on("data", (bytes: Buffer) => {
    // Netstrings, «length:{…},»: what is asked of them is only the kind of event and whose answer it is.
    for (const [, type] of bytes.toString().matchAll(/"type":"(\w+)"/g)) if (type) events.push(type);
    for (const [, token] of bytes.toString().matchAll(/"token":"(\w+)"/g)) answers.get(token ?? "")?.();
  });
  let tokens = 0;
  const order = (command: string, params = ""): Promise<void> =>
    new Promise((resolve) => {
      const token = `t${++tokens}`;
      answers.set(token, resolve);
      const text = JSON.stringify({ command, params, token });
      control.write(`${Buffer.byteLength(text)}:${text},`);
    });
  return {
    events,
    dial: (uri) => order("dial", uri),
    say: async (text, voice) => order("ausrc", `aufile,${file(await spoken(text, voice))}`),
    press: (key) => order("sndcode", key),
    hangUp: () => order("hangup"),
    silentFor: () => silence(folder),
    vanish: () => void child.kill("SIGKILL"),
  };
}

/** Of what baresip writes down of the call: 16-bit samples after a header of 44 bytes whose lengths come at the end. */
function silence(folder: string): number {
  const name = readdirSync(folder).find((each) => each.endsWith("-dec.wav"));
  const bytes = name === undefined ? Buffer.alloc(0) : readFileSync(join(folder, name));
  const samples = Math.max(0, Math.floor((bytes.length - 44) / 2));
  for (let at = samples - 1; at >= 0; at--) {
    if (Math.abs(bytes.readInt16LE(44 + at * 2)) > AUDIBLE) return ((samples - 1 - at) / RATE) * 1_000;
  }
  return 0;
}

/** Text as a guest says it, or a recording where `text` names one. */
async function spoken(text: string, { voice, speed }: GuestVoice): Promise<Int16Array> {
  if (existsSync(text)) {
    const args = ["-v", "error", "-i", text, "-ac", "1", "-ar", String(RATE), "-f", "wav", "pipe:1"];
    const { stdout } = await execa("ffmpeg", args, { encoding: "buffer", stdin: "ignore" });
    return readWav(stdout)?.samples ?? new Int16Array(0);
  }
  const args = ["-v", voice, "-s", String(speed), "--stdout"];
  const { stdout } = await execa("espeak-ng", args, { input: `${text}\n`, encoding: "buffer" });
  const wav = readWav(stdout);
  return wav ? resample(wav.samples, wav.rate, RATE) : new Int16Array(0);
}

function config(folder: string, silence: string): string {
  return `poll_method epoll
statmode_default off
sip_listen ${ADDRESS}:${BARESIP_PORT}
audio_player aubridge,nobody
audio_source aufile,${silence}
ausrc_srate ${RATE}
auplay_srate ${RATE}
snd_path ${folder}
module_path ${modules()}
module g711.so
module aufile.so
module aubridge.so
module sndfile.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${BARESIP_CONTROL}
`;
}

function modules(): string {
  const { stdout } = spawnSync("dpkg", ["-L", "baresip-core"], { encoding: "utf8" });
  return stdout.split("\n").find((path) => path.endsWith("/baresip/modules")) ?? "/usr/lib/baresip/modules";
}
