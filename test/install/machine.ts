import { cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../src/platform/package-root.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** What install.sh uses of a bare Debian. */
const BARE =
  "sh cat cut date dirname env find flock grep head id ls mkdir mv nproc rm sed sha256sum sleep sort stat tail touch tr uname cp";

const LOCK = {
  packages: {
    "": { name: "hotelbot" },
    "node_modules/node": { version: "24.21.0" },
    "node_modules/nodejs-whisper": { version: "0.3.1" },
  },
};

/**
 * A clone of the repository on a machine of fakes: the real install.sh and shell, with npm, apt, cmake and tsc that
 * only write what the real ones would leave. `calls()` lists what was called of them.
 */
export async function machine(
  options: { readonly folder?: string; readonly without?: readonly string[] } = {},
) {
  const base = await temporaryFolder();
  const root = join(base, options.folder ?? "hotelbot");
  const bin = join(base, "bin");
  const log = join(base, "calls");
  await mkdir(bin);
  for (const tool of BARE.split(" ")) await symlink(`/usr/bin/${tool}`, join(bin, tool));

  const tool = async (name: string, script: string): Promise<void> => {
    // Some names are links to the real tools: those are taken away, never written through.
    await rm(join(bin, name), { force: true });
    const text = `#!/bin/sh\necho "${name} $*" >>"${log}"\n${script}\n`;
    await writeFile(join(bin, name), text, { mode: 0o755, flag: "wx" });
  };
  const fakeNode = `#!/bin/sh\ncase $1 in
  --version) echo v24.21.0 ;;
  *tsc) shift; while [ $# -gt 0 ]; do [ "$1" = --outDir ] && out=$2; shift; done
    echo "tsc" >>"${log}"; mkdir -p "$out/src"; cp src/cli.ts "$out/src/cli.js" ;;
  *write-weights.ts) echo "learn $2" >>"${log}" ;;
esac`;
  await tool("node", `case $1 in -p) echo 20 ;; -e) exit 1 ;; *) exit 0 ;; esac`);
  await tool(
    "npm",
    `rm -rf node_modules; mkdir -p node_modules/node/bin node_modules/nodejs-whisper/cpp/whisper.cpp
cp "${base}/fake-node" node_modules/node/bin/node`,
  );
  await tool(
    "cmake",
    `case $1 in
  -S) mkdir -p "$4/bin"; echo "CMAKE_HOME_DIRECTORY:INTERNAL=$2" >"$4/CMakeCache.txt" ;;
  --build) [ -n "$5" ] || exit 1; cp "${base}/fake-node" "$2/bin/whisper-server" ;;
esac`,
  );
  for (const name of ["espeak-ng", "ffmpeg", "make", "g++"]) await tool(name, "");
  for (const name of options.without ?? []) await execa("rm", [join(bin, name)]);
  await writeFile(join(base, "fake-node"), fakeNode, { mode: 0o755 });

  for (const folder of ["src", "commands", "audio/models"])
    await mkdir(join(root, folder), { recursive: true });
  await cp(join(packageRoot(), "install.sh"), join(root, "install.sh"));
  const parts = join("src", "ops", "install");
  await cp(join(packageRoot(), parts), join(root, parts), { recursive: true });
  await writeFile(join(root, "package-lock.json"), JSON.stringify(LOCK, null, 2));
  await writeFile(join(root, "tsconfig.json"), "{}");
  await writeFile(join(root, "src", "cli.ts"), "1");
  await writeFile(join(root, "audio", "models", "model.bin"), "words");
  const sums = await execa("sha256sum", ["model.bin"], { cwd: join(root, "audio", "models") });
  await writeFile(join(root, "audio", "models", "SHA256SUMS"), `${sums.stdout}\n`);

  return {
    root,
    base,
    tool,
    install: (...args: string[]) =>
      execa("/bin/sh", [join(root, "install.sh"), ...args], {
        cwd: base,
        env: { PATH: bin },
        extendEnv: false,
        reject: false,
      }),
    /** What was called since the last time this was asked. */
    calls: async (): Promise<string[]> => {
      const { stdout } = await execa("sh", ["-c", `cat "${log}" 2>/dev/null; rm -f "${log}"`]);
      return stdout.split("\n").filter((line) => line !== "" && !line.startsWith("node "));
    },
  };
}
