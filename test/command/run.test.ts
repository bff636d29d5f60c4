import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const bin = join(packageRoot(), "bin", "run.js");
const run = (args: readonly string[]) =>
  execa(process.execPath, [bin, ...args], { reject: false, input: "" });

describe("bin/run.js", () => {
  it("refuses a command that does not exist with USAGE, naming the one probably meant", async () => {
    const result = await run(["helpp"]);
    expect(result).toMatchObject({ exitCode: 3, stdout: "" });
    expect(result.stderr).toMatch(/^USAGE: There is no command «helpp», did you mean «help»\.\n/);
  });

  it("says so as JSON under --json", async () => {
    const result = await run(["chek", "inn", "--json"]);
    expect(result.exitCode).toBe(3);
    expect(JSON.parse(result.stdout)).toMatchObject({ schema: 1, error: { code: "USAGE" } });
  });

  it("prints help on stdout and exits 0", async () => {
    const result = await run(["--help"]);
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain("USAGE");
  });

  it("says what to do when the program is not built", async () => {
    const root = await unbuilt();
    const result = await execa(process.execPath, [join(root, "bin", "run.js"), "status"], { reject: false });
    expect(result).toMatchObject({ exitCode: 2, stdout: "" });
    expect(result.stderr).toContain("install.sh");
  });

  it("hands over to the packaged Node when the running one is too old, passing arguments, exit code and signals", async () => {
    const root = await unbuilt();
    await mkdir(join(root, "node_modules", "node", "bin"), { recursive: true });
    await symlink(process.execPath, join(root, "node_modules", "node", "bin", "node"));
    await mkdir(join(root, "dist", "src"), { recursive: true });
    await writeFile(
      join(root, "dist", "src", "cli.js"),
      `export async function main(argv) {
        const ready = () => console.log("ready", process.versions.node.split(".")[0] >= 22, ...argv);
        if (argv[0] === "exit") {
          ready();
          process.exitCode = 42;
          return;
        }
        const alive = setInterval(() => {}, 1000);
        process.once("SIGTERM", () => { clearInterval(alive); process.exitCode = 43; });
        ready();
      }`,
    );
    const asOld = (...args: string[]) => {
      const old = join(root, "old.mjs");
      return execa(process.execPath, ["--import", old, join(root, "bin", "run.js"), ...args], {
        reject: false,
      });
    };
    // Only the first process pretends to be old: the hand-over starts the packaged Node without --import.
    await writeFile(
      join(root, "old.mjs"),
      `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });`,
    );
    expect(await asOld("exit", "a b")).toMatchObject({ exitCode: 42, stdout: "ready true exit a b" });

    const waiting = asOld("wait");
    for await (const line of waiting) {
      expect(line).toBe("ready true wait");
      waiting.kill("SIGTERM");
    }
    expect((await waiting).exitCode).toBe(43);
  });
});

/** A package of bin/run.js alone. */
async function unbuilt(): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(join(root, "bin"));
  await cp(bin, join(root, "bin", "run.js"));
  await writeFile(join(root, "package.json"), `{ "type": "module" }`);
  return root;
}
