import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, Plugin } from "@oclif/core";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { filesUnder, readRoot } from "./sources.ts";

const root = packageRoot();

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readRoot("package.json")) as Manifest;

/** What git keeps, with what is new and not ignored; without git (an unpacked archive), nothing to look through. */
function kept(): string[] {
  if (!existsSync(join(root, ".git"))) return [];
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  return execFileSync("git", list, { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)));
}

describe("the package", () => {
  it("has only the known names at its top", () => {
    const known = [
      ..."bin src commands audio migrations test oclif.manifest.json package.json tsconfig.json install.sh".split(
        " ",
      ),
      ..."README.md CHANGELOG.md CONTRIBUTING.md LICENSE docs package-lock.json biome.json vitest.config.ts".split(
        " ",
      ),
    ];
    const top = new Set(kept().map((path) => path.split("/")[0] ?? ""));
    expect([...top].filter((name) => !name.startsWith(".") && !known.includes(name))).toEqual([]);
  });

  it("ships every data file that is read from its root", () => {
    const data = ["src", "commands", "audio", "migrations"]
      .flatMap((folder) => filesUnder(folder, ""))
      .filter((path) => !path.endsWith(".ts") && !path.endsWith(".md"))
      // What sets a source folder up; a release is installed by install.sh alone.
      .filter((path) => !path.startsWith("src/ops/install/"));
    const shipped = (path: string): boolean =>
      manifest.files.some((entry) => path.startsWith(`${entry}/`) || matchesGlob(path, entry));
    expect(data.length).toBeGreaterThan(5);
    expect(data.filter((path) => !shipped(path))).toEqual([]);
  });

  it("has one hand-written JavaScript file", () => {
    const scripts = kept().filter((path) => /\.[cm]?js$/.test(path) && !path.startsWith("src/web/public/"));
    expect(scripts).toEqual(["bin/run.js"]);
  });

  it("pins every dependency to one version, and the lockfile names no server", () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(readRoot("package-lock.json").match(/"resolved": "https?:/g)).toBeNull();
  });

  it("has a lockfile that npm ci takes: every package named in it is in it", () => {
    const { packages } = JSON.parse(readRoot("package-lock.json")) as {
      packages: Record<
        string,
        Record<"dependencies" | "optionalDependencies", Record<string, string> | undefined>
      >;
    };
    const found = (from: string, name: string): boolean =>
      packages[`${from === "" ? "" : `${from}/`}node_modules/${name}`] !== undefined ||
      (from !== "" && found(from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name)) ||
      (from.startsWith("node_modules/") && packages[`node_modules/${name}`] !== undefined);
    const missing = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !found(from, name))
        .map((name) => `${from} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("carries its licence", () => {
    expect(manifest.license).toBe("MIT");
    expect(readRoot("LICENSE")).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} the hotelbot authors\n/);
  });

  it("speaks of itself alone", () => {
    // Put together here, so that this file does not find itself.
    const words = [
      `/${"work"}/`,
      `${".."}/shared`,
      `registry${"."}`,
      `npmjs${"."}org`,
      `issue${" #?"}\\d`,
      `Co-Authored${"-"}By`,
    ];
    const pattern = new RegExp(words.map((word) => word.replaceAll(".", "\\.")).join("|"), "i");
    const texts = kept().filter((path) => /\.(?:ts|js|json|md|yaml|sql|sh|txt)$|^\.[^/]+$/.test(path));
    const found = texts
      .filter((path) => path !== "package-lock.json")
      .filter((path) => pattern.test(readRoot(path)));
    expect(found).toEqual([]);
  });
});

describe("commands", async () => {
  const files = filesUnder("commands", ".ts");
  const commands = await Promise.all(
    files.map(async (path) => {
      const module: { default: typeof Command } = await import(pathToFileURL(join(root, path)).href);
      return { path, command: module.default };
    }),
  );

  it.each(commands)("$path says in its help what it does, with examples and exit codes", ({ command }) => {
    expect(command.summary ?? "").toMatch(/^[A-Z].{10,100}[.?]$/);
    expect(command.description ?? "").toMatch(/^Exit codes: 0 .+3 .*\./ms);
    expect((command.examples ?? []).length).toBeGreaterThan(0);
    for (const example of command.examples ?? []) expect(String(example)).toContain("<%= config.bin %>");
    for (const [name, flag] of Object.entries(command.flags ?? {})) {
      expect(flag.summary ?? "", `--${name}`).toMatch(/^[A-Z].*\.$/);
    }
    expect(command.enableJsonFlag).toBe(true);
  });

  it("have a manifest that is up to date: npm run build writes it", async () => {
    const plugin = new Plugin({
      root,
      type: "core",
      ignoreManifest: true,
      errorOnManifestCreate: true,
      respectNoCacheDefault: true,
    });
    await plugin.load();
    const written: unknown = JSON.parse(readRoot("oclif.manifest.json"));
    expect(written).toEqual(JSON.parse(JSON.stringify(plugin.manifest)));
    expect(Object.keys(plugin.manifest.commands)).toHaveLength(files.length);
  });
});
