import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { machine } from "./machine.ts";

const script = join(packageRoot(), "install.sh");
const parts = join(packageRoot(), "src", "ops", "install");
const scripts = [script, ...readdirSync(parts).map((name) => join(parts, name))];

describe("the script", () => {
  it.each([
    ["shellcheck", scripts],
    ["shfmt", ["-i", "2", "-ci", "-d", ...scripts]],
  ])("passes %s", async (tool, args) => {
    const result = await execa(tool, args, { reject: false, all: true });
    if (result.code === "ENOENT") {
      process.stderr.write(`${tool} is not installed here: nothing was checked with it\n`);
      return;
    }
    expect(result.all).toBe("");
    expect(result.exitCode).toBe(0);
  });

  it("runs nothing when it was cut off while being fetched", async () => {
    const text = await readFile(script, "utf8");
    const cut = text.slice(0, text.lastIndexOf("main "));
    const result = await execa("sh", ["-s"], { input: cut, cwd: packageRoot(), all: true });
    expect(result.all).toBe("");
    expect(text.trimEnd().endsWith('main "$@"')).toBe(true);
  });

  it("refuses unknown options with its usage and 3", async () => {
    const result = await execa("sh", [script, "--fast"], { reject: false });
    expect(result).toMatchObject({ exitCode: 3, stdout: "" });
    expect(result.stderr).toContain("--dry-run");
  });
});

describe("a fresh machine", () => {
  it("gets everything, then nothing, silently with --ensure, in a path with spaces and from another folder", async () => {
    const { install, calls, root } = await machine({ folder: "the hotel's own/hotelbot" });
    const first = await install("--ensure");
    expect(first.stderr).toContain("hotelbot is ready");
    expect(first).toMatchObject({ exitCode: 0, stdout: "" });
    expect((await calls()).map((call) => call.split(" ")[0])).toEqual([
      "npm",
      "cmake",
      "cmake",
      "tsc",
      "learn",
    ]);
    expect(existsSync(join(root, "dist", "src", "cli.js"))).toBe(true);
    expect(existsSync(join(root, "dist.new"))).toBe(false);

    const second = await install("--ensure");
    expect(second).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
    expect(second.durationMs).toBeLessThan(5_000);
    const said = await install();
    expect(said.stderr).toContain("speech engine: there");
    expect(await calls()).toEqual([]);
  });

  it("is only told what would happen with --dry-run", async () => {
    const { install, calls, root } = await machine({ without: ["espeak-ng", "cmake"] });
    const result = await install("--dry-run");
    expect(result.exitCode).toBe(0);
    for (const part of ["espeak-ng cmake", "npm ci", "speech engine", "speech model", "compile"]) {
      expect(result.stderr).toContain(part);
    }
    expect(await calls()).toEqual([]);
    expect(existsSync(join(root, ".build"))).toBe(false);
  });
});

describe("Debian packages", () => {
  it("are installed as root, by name, without what is only recommended", async () => {
    const { install, calls, tool, base } = await machine({ without: ["espeak-ng", "g++"] });
    await tool("id", "echo 0");
    await tool(
      "apt-get",
      `[ "$1" = update ] || for p in espeak-ng g++; do cp "${base}/fake-node" "${base}/bin/$p"; done`,
    );
    expect(await install()).toMatchObject({ exitCode: 0 });
    const apt = (await calls()).filter((call) => call.startsWith("apt-get"));
    expect(apt).toEqual(["apt-get update -q", "apt-get install -q -y --no-install-recommends espeak-ng g++"]);
  });

  it("are installed through sudo when it asks for no password", async () => {
    const { install, calls, tool } = await machine({ without: ["ffmpeg"] });
    await tool("id", "echo 1000");
    await tool("sudo", `[ "$2" = true ] || { shift; exec "$@"; }`);
    await tool("apt-get", "");
    expect(await install()).toMatchObject({ exitCode: 0 });
    expect(await calls()).toContain("sudo -n apt-get update -q");
  });

  it("are named for the administrator when this user may not, and nothing is begun", async () => {
    const { install, calls, tool } = await machine({ without: ["espeak-ng", "ffmpeg", "cmake"] });
    await tool("id", "echo 1000");
    await tool("sudo", "exit 1");
    await tool("apt-get", "");
    const result = await install("--ensure");
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain("apt-get install --no-install-recommends espeak-ng ffmpeg cmake");
    expect(await calls()).toEqual(["id -u", "sudo -n true"]);
  });

  it("do not include a compiler once the engine is built", async () => {
    const { install, base } = await machine();
    await install();
    for (const name of ["cmake", "make", "g++"]) await rm(join(base, "bin", name));
    expect(await install("--ensure")).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

describe("what changed since", () => {
  it.each<[string, string, string[]]>([
    ["a source", "src/cli.ts", ["tsc", "learn dist.new/weights"]],
    ["the compiler's settings", "tsconfig.json", ["tsc", "learn dist.new/weights"]],
    ["a removed command", "commands/old.ts", ["tsc", "learn dist.new/weights"]],
  ])("%s is built again, and only that", async (_, file, expected) => {
    const { install, calls, root } = await machine();
    if (file.startsWith("commands")) await writeFile(join(root, file), "1");
    await install();
    await calls();
    if (file.startsWith("commands")) await rm(join(root, file));
    else await writeFile(join(root, file), "2");
    expect(await install("--ensure")).toMatchObject({ exitCode: 0 });
    expect(await calls()).toEqual(expected);
  });

  it("a new lockfile brings its dependencies, and a new engine when that is in it", async () => {
    const { install, calls, root } = await machine();
    await install();
    await calls();
    const lock = join(root, "package-lock.json");
    await writeFile(lock, (await readFile(lock, "utf8")).replace("0.3.1", "0.3.2"));
    expect(await install("--ensure")).toMatchObject({ exitCode: 0 });
    expect((await calls()).map((call) => call.split(" ")[0])).toEqual([
      "npm",
      "cmake",
      "cmake",
      "tsc",
      "learn",
    ]);
  });

  it("a node_modules of another Node is replaced", async () => {
    const { install, calls, root } = await machine();
    await install();
    await calls();
    await writeFile(join(root, "node_modules", "node", "bin", "node"), "#!/bin/sh\necho v20.20.2\n");
    expect(await install("--ensure")).toMatchObject({ exitCode: 0 });
    expect((await calls())[0]).toBe("npm ci --include=dev --no-audit --no-fund");
  });

  it("a folder that was moved keeps its engine", async () => {
    const { install, calls, root, base } = await machine();
    await install();
    await calls();
    await rename(root, join(base, "moved"));
    const { stderr } = await execa("sh", [join(base, "moved", "install.sh"), "--ensure"], {
      env: { PATH: join(base, "bin") },
      extendEnv: false,
    });
    expect(stderr).toBe("");
    expect(await calls()).toEqual([]);
  });

  it("a damaged model is found", async () => {
    const { install, root } = await machine();
    await writeFile(join(root, "audio", "models", "model.bin"), "wordz");
    const result = await install("--ensure");
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain("The file is damaged");
  });
});

describe("a run that failed", () => {
  it("says that the line is down, and is taken up where it stood", async () => {
    const { install, calls, tool } = await machine();
    const ok = `mkdir -p "$4/bin"; echo "CMAKE_HOME_DIRECTORY:INTERNAL=$2" >"$4/CMakeCache.txt"`;
    await tool("cmake", `echo "getaddrinfo ENOTFOUND packages" >&2; exit 1`);
    const failed = await install("--ensure");
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain("The package server cannot be reached");
    expect(failed.stderr).toContain("ENOTFOUND");
    await calls();
    await tool("cmake", `case $1 in -S) ${ok} ;; --build) cp /bin/true "$2/bin/whisper-server" ;; esac`);
    expect(await install("--ensure")).toMatchObject({ exitCode: 0 });
    expect((await calls()).map((call) => call.split(" ")[0])).toEqual(["cmake", "cmake", "tsc", "learn"]);
  });

  it("shows npm's reason, not its usage", async () => {
    const { install, tool } = await machine();
    const lines = ["code EUSAGE", "", "Missing: a@1 from lock file", ...Array(50).fill("--usage")];
    await tool("npm", `cat >&2 <<'X'\n${lines.map((line) => `npm error ${line}`).join("\n")}\nX\nexit 1`);
    const failed = await install("--ensure");
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain("Missing: a@1 from lock file");
    expect(failed.stderr).toContain("take both from one commit");
    expect(failed.stderr.split("--usage").length).toBeLessThan(15);
  });

  it("leaves the old program in place when the new one does not compile", async () => {
    const { install, root } = await machine();
    await install();
    const node = join(root, "node_modules", "node", "bin", "node");
    const script = await readFile(node, "utf8");
    await writeFile(
      node,
      script.replace("*tsc)", "*tsc) mkdir -p dist.new; echo 'error TS1005'; exit 2 ;; *never)"),
    );
    await writeFile(join(root, "src", "cli.ts"), "2");
    const failed = await install("--ensure");
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain("error TS1005");
    expect(await readFile(join(root, "dist", "src", "cli.js"), "utf8")).toBe("1");
    await writeFile(node, script);
    expect(await install("--ensure")).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(root, "dist", "src", "cli.js"), "utf8")).toBe("2");
  });

  it("builds again when a phrase that ships was changed, and what ships is learned", async () => {
    const { install, calls, root } = await machine();
    await install();
    await calls();
    await mkdir(join(root, "src", "understanding", "data"), { recursive: true });
    await writeFile(join(root, "src", "understanding", "data", "phrases.en.yaml"), "pool: a swim\n");
    expect(await install("--ensure")).toMatchObject({ exitCode: 0 });
    expect(await calls()).toEqual(["tsc", "learn dist.new/weights"]);
  });

  it("stops its step when it is stopped, and the next one starts over", async () => {
    const { install, tool, base } = await machine();
    const begun = join(base, "begun");
    const ended = join(base, "ended");
    await tool(
      "npm",
      `trap 'echo >"${ended}"; exit 1' TERM; mkdir -p node_modules; echo >"${begun}"; sleep 60 & wait`,
    );
    const running = install("--ensure");
    await appeared(begun);
    running.kill("SIGTERM");
    expect((await running).exitCode).toBe(143);
    await appeared(ended);
    const again = install("--ensure");
    await rm(begun);
    await appeared(begun);
    again.kill("SIGTERM");
    expect((await again).exitCode).toBe(143);
  });
});

/** Resolves when a file is there; the shell's loop ends with the test's own time. */
async function appeared(path: string): Promise<void> {
  await execa("sh", ["-c", 'until [ -e "$0" ]; do sleep 0.02; done', path], { timeout: 10_000 });
}
