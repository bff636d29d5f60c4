import { join } from "node:path";
import { execa } from "execa";

const DEBIAN = "docker.io/library/debian:12-slim";
const MIRROR = "http://deb.debian.org/debian";
const MINUTES = 600_000;

/** A hotelbot in a container, and commands typed in it. */
export interface Container {
  /** Runs a line of shell in it as its user; never rejects for its exit code. */
  sh(script: string): Promise<{ readonly exitCode: number | undefined; readonly stdout: string }>;
  /** What its image says of itself. */
  inspect(): Promise<{ readonly User: string; readonly Healthcheck?: { readonly Test: readonly string[] } }>;
  /** SIGTERM to the daemon; its exit code. */
  stop(): Promise<number | undefined>;
  remove(): Promise<void>;
}

/** Why no container can be made here, or undefined. */
export async function noContainer(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return "only root may make one here";
  for (const tool of ["podman", "buildah", "debootstrap"]) {
    if ((await execa("which", [tool], { reject: false })).exitCode !== 0) return `${tool} is not installed`;
  }
  return undefined;
}

/** Debian's slim image, or the same made by debootstrap where no registry of images can be reached. */
export async function baseImage(scratch: string): Promise<string> {
  const pulled = await execa("podman", ["pull", "--quiet", DEBIAN], { reject: false, timeout: 60_000 });
  if (pulled.exitCode === 0) return DEBIAN;
  const root = join(scratch, "debian");
  await execa("debootstrap", ["--variant=minbase", "bookworm", root, MIRROR], { timeout: MINUTES });
  const name = "localhost/hotelbot-base";
  await execa("sh", ["-c", 'tar -C "$1" -c . | podman import - "$2"', "sh", root, name], {
    timeout: MINUTES,
  });
  return name;
}

/**
 * Builds the image of the release in `folder` as its Containerfile says, and starts it with `config`. Isolation is
 * chroot: a runtime that wants control groups of its own does not start inside every machine that tests.
 */
export async function runContainer(folder: string, base: string, config: string): Promise<Container> {
  const image = "localhost/hotelbot-smoke";
  const chroot = ["--isolation", "chroot"];
  const build = [
    "build",
    ...chroot,
    "--network",
    "host",
    "--format",
    "docker",
    "--build-arg",
    `BASE=${base}`,
  ];
  await execa("podman", [...build, "--tag", image, folder], { timeout: MINUTES });
  const { stdout: name } = await execa("buildah", ["from", image]);
  const volume = ["--volume", `${config}:/etc/hotelbot/hotel.yaml:ro`];
  const inside = (words: readonly string[]) =>
    execa("buildah", ["run", ...chroot, ...volume, name, "--", ...words], {
      reject: false,
      timeout: MINUTES,
    });
  const daemon = inside(["hotelbot", "daemon", "run"]);
  const sh: Container["sh"] = async (script) => {
    const { exitCode, stdout } = await inside(["sh", "-c", script]);
    return { exitCode, stdout };
  };
  await new Promise<void>((resolve, reject) => {
    daemon.stdout.once("data", () => resolve());
    void daemon.then(({ stderr }) => reject(new Error(`the daemon ended: ${stderr}`)));
  });
  return {
    sh,
    async inspect() {
      const { stdout } = await execa("podman", ["image", "inspect", image]);
      return JSON.parse(stdout)[0];
    },
    async stop() {
      // Chroot shares the machine's processes, so its number is the same outside.
      const { stdout } = await sh("hotelbot status --json");
      process.kill((JSON.parse(stdout) as { pid: number }).pid, "SIGTERM");
      return (await daemon).exitCode;
    },
    async remove() {
      daemon.kill();
      await daemon;
      await execa("buildah", ["rm", name]);
      await execa("podman", ["rmi", "--force", image]);
    },
  };
}
