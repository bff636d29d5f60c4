import { mkdtemp, readFile, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A whole Debian with systemd as its first process, and no network but its own loopback. */
export interface Machine {
  /** Its files, seen from here. */
  readonly root: string;
  /** Runs a program in it as root, to its end; never rejects for its exit code. */
  run(program: string, ...args: string[]): Promise<Ran>;
  /** The same for a line of shell. */
  sh(script: string): Promise<Ran>;
  /** Runs a program and tells what it says on stderr as it says it. */
  watch(heard: (said: string) => void, program: string, ...args: string[]): Promise<Ran>;
  /** As when the power is cut: nothing of it is left, and nothing is mounted here. */
  off(): Promise<void>;
}

/** Mounts are the machine's alone and end with it, however this process ends. */
const BOOT = `
set -e
mount -t tmpfs -o size=8G tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
exec setpriv --pdeathsig KILL systemd-nspawn --quiet --boot --private-network --register=no --keep-unit \
  --console=pipe --machine="hotelbot-$2" --directory="$1/root"
`;

/** Why no machine can be booted here, or undefined. */
export async function noMachine(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return "only root may boot a machine";
  for (const tool of ["systemd-nspawn", "nsenter", "unshare", "setpriv"]) {
    if ((await execa("which", [tool], { reject: false })).exitCode !== 0) return `${tool} is not installed`;
  }
  const overlay = await execa(
    "unshare",
    [
      "--mount",
      "sh",
      "-ec",
      `mount -t tmpfs tmpfs /mnt; mkdir /mnt/u /mnt/w /mnt/m
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w /mnt/m`,
    ],
    { reject: false },
  );
  return overlay.exitCode === 0 ? undefined : "this root cannot be overlaid";
}

/** Boots a machine made of this one's files, none of which it can change. Rejects when it does not come up. */
export async function bootMachine(): Promise<Machine> {
  const base = await mkdtemp(join(tmpdir(), "hotelbot-machine-"));
  const name = base.slice(-6).toLowerCase();
  const nspawn = execa(
    "unshare",
    ["--mount", "--propagation", "private", "sh", "-c", BOOT, "boot", base, name],
    {
      reject: false,
      stdin: "ignore",
      all: true,
    },
  );
  const pid = nspawn.pid ?? 0;
  const inside = `
until [ "$(cat /proc/${pid}/comm)" = systemd-nspawn ] && leader=$(cat /proc/${pid}/task/${pid}/children) &&
  leader=\${leader% } && [ "$(cat "/proc/$leader/comm")" = systemd ]; do sleep 0.1; done 2>/dev/null
until state=$(nsenter -t "$leader" -a systemctl is-system-running --wait 2>/dev/null) || [ "$state" = degraded ]; do
  sleep 0.2
done
echo "$leader"`;
  const up = await Promise.race([
    execa("sh", ["-c", inside], { timeout: 90_000 }).catch((error: unknown) => {
      nspawn.kill("SIGKILL");
      throw error;
    }),
    nspawn.then(({ all }) => {
      throw new Error(`the machine does not boot: ${all}`);
    }),
  ]);
  const leader = up.stdout.trim();
  const words = (program: string, args: string[]): string[] => [
    ...["-t", leader, "-a", "--", "sh", "-c", 'cd /root && exec "$@"', "sh", program],
    ...args,
  ];
  // Nothing of this process's environment: a test's NODE_ENV changes how programs behave.
  const env = {
    HOME: "/root",
    LANG: "C.UTF-8",
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  };
  const options = { reject: false, stdin: "ignore", timeout: 300_000, env, extendEnv: false } as const;
  const machine: Machine = {
    root: `/proc/${leader}/root`,
    run: async (program, ...args) => plain(await execa("nsenter", words(program, args), options)),
    sh: (script) => machine.run("sh", "-ec", script),
    async watch(heard, program, ...args) {
      const child = execa("nsenter", words(program, args), options);
      child.stderr.on("data", (chunk: Buffer) => heard(chunk.toString()));
      return plain(await child);
    },
    async off() {
      process.kill(Number(leader), "SIGKILL");
      await nspawn;
      await rmdir(base);
    },
  };
  return machine;
}

function plain({ exitCode, stdout, stderr }: { exitCode?: number; stdout: string; stderr: string }): Ran {
  return { exitCode, stdout, stderr };
}

/** What is mounted here, to see that nothing is left. */
export async function mounts(): Promise<string> {
  return (await readFile("/proc/self/mountinfo", "utf8"))
    .split("\n")
    .filter((line) => line.includes("hotelbot-machine-"))
    .join("\n");
}
