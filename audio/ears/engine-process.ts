import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { access, constants } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { execa } from "execa";
import { request } from "undici";
import { HotelbotError } from "../../src/errors.ts";
import type { Clock } from "../../src/platform/clock.ts";

/** A whisper-server that answers. `url` ends without a slash; `exited` settles with what it last said. */
export interface EngineProcess {
  readonly pid: number;
  readonly url: string;
  readonly exited: Promise<string>;
  /** True when it answers /health within `ms`. */
  healthy(ms: number): Promise<boolean>;
  /** Ends it at once; resolves when it is gone. */
  kill(): Promise<void>;
}

/**
 * The engine must not outlive the daemon, however that dies. The daemon holds the only writing end of this shell's
 * stdin; when it closes, by exit or SIGKILL, the watcher's read ends and it kills the engine. If the shell itself is
 * killed, the watcher still stands. Its first line of output is the engine's process id.
 */
const WATCHED = `
exec 3<&0
priority=$1; shift
nice -n "$priority" "$@" </dev/null >/dev/null 3<&- & child=$!
{ read -r _ <&3; kill -9 "$child"; } >/dev/null 2>&1 & watcher=$!
exec 3<&-
echo "$child"
wait "$child"; code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`;

export interface LaunchOptions {
  /** Path of whisper-server. */
  readonly binary: string;
  /** Path of a ggml model, already checked. */
  readonly model: string;
  readonly threads: number;
  /** Added to the process's nice value. */
  readonly nice: number;
  readonly clock: Clock;
  /** How long it may take to answer at first, ms. */
  readonly patienceMs: number;
}

/** Starts a whisper-server on a free loopback port and waits until it answers. Rejects with SPEECH_ENGINE_MISSING. */
export async function launchEngine(options: LaunchOptions): Promise<EngineProcess> {
  const { binary, model, threads, nice, clock } = options;
  await access(binary, constants.X_OK).catch(() => {
    throw new HotelbotError("SPEECH_ENGINE_MISSING", { what: `${binary} is not there` });
  });
  const port = await freePort();
  // Every local user can reach the port, and the server has a /load that swaps the model: its paths are kept secret.
  const secret = `/${randomBytes(12).toString("hex")}`;
  const serverArgs = ["-m", model, "-t", String(threads), "--host", "127.0.0.1", "--port", String(port)];
  const child = execa(
    "/bin/sh",
    ["-c", WATCHED, "whisper", String(nice), binary, ...serverArgs, "--request-path", secret, "-ng", "-nt"],
    {
      // ggml's threads spin at barriers: beside one busy neighbour a 5 s turn took 1,215 ms so, 450 ms passively.
      env: { OMP_WAIT_POLICY: "passive", GOMP_SPINCOUNT: "0" },
      cwd: tmpdir(),
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
      buffer: false,
      reject: false,
    },
  );
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-2_000);
  });
  child.stdin.on("error", () => undefined);
  let alive = true;
  const exited = child.then((result) => {
    alive = false;
    return lastWords(said) ?? `it ended with ${result.signal ?? `status ${result.exitCode}`}`;
  });
  const kill = async (): Promise<void> => {
    child.stdin.end();
    await exited;
  };
  const url = `http://127.0.0.1:${port}${secret}`;
  const healthy = (ms: number): Promise<boolean> => answers(`${url}/health`, ms);
  const [first] = (await Promise.race([once(child.stdout, "data"), exited.then(() => [""])])) as [
    Buffer | string,
  ];
  child.stdout.resume();
  const pid = Number.parseInt(String(first), 10);
  const deadline = clock.now() + options.patienceMs;
  while (alive && clock.now() < deadline) {
    if (await healthy(1_000)) return { pid, url, exited, healthy, kill };
    await Promise.race([exited, new Promise<void>((resolve) => clock.after(40, resolve))]);
  }
  const why = alive ? `no answer within ${options.patienceMs / 1_000} s` : await exited;
  await kill();
  throw new HotelbotError("SPEECH_ENGINE_MISSING", { what: `whisper-server does not start: ${why}` });
}

async function answers(url: string, ms: number): Promise<boolean> {
  try {
    const response = await request(url, { signal: AbortSignal.timeout(ms), reset: true });
    await response.body.dump();
    return response.statusCode === 200;
  } catch {
    return false;
  }
}

/** Asks the kernel for one; another process may take it before the engine does, which then ends and is started again. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}

function lastWords(said: string): string | undefined {
  const lines = said.split("\n").map((line) => line.trim());
  return lines.findLast((line) => /error|fail|couldn't|invalid/i.test(line));
}
