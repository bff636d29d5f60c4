import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isShipped, shippedPackages } from "../../../src/ops/pack/contents.ts";
import { control, copyright } from "../../../src/ops/pack/debian.ts";
import { engineFlags } from "../../../src/ops/pack/engine.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";

describe("a release", () => {
  it("carries every package the program depends on, and none that only makes or tests it", async () => {
    const root = packageRoot();
    const read = async (name: string) => JSON.parse(await readFile(join(root, name), "utf8"));
    const { dependencies, devDependencies } = await read("package.json");
    const shipped = shippedPackages(await read("package-lock.json"));
    const missing = Object.keys(dependencies).filter((name) => !shipped.includes(`node_modules/${name}`));
    expect(missing).toEqual([]);
    for (const name of ["typescript", "vitest", "@biomejs/biome"]) {
      expect(devDependencies).toHaveProperty([name]);
      expect(shipped).not.toContain(`node_modules/${name}`);
    }
  });

  it.each([
    ["better-sqlite3/prebuilds/linux-x64.node", true],
    ["better-sqlite3/prebuilds/linux-arm64.node", false],
    ["better-sqlite3/deps/sqlite3/sqlite3.c", false],
    ["zod/index.js", true],
    ["zod/index.d.cts", false],
    ["zod/LICENSE.md", true],
    ["zod/README.md", false],
    ["nodejs-whisper/cpp/whisper.cpp/src/whisper.cpp", true],
    ["nodejs-whisper/cpp/whisper.cpp/tests/test.cpp", false],
  ])("%s ships: %s", (path, ships) => {
    expect(isShipped(path, "x64")).toBe(ships);
  });

  it("has an engine for other machines than the one it was packed on", () => {
    expect(engineFlags("x64", true)).toContain("-DGGML_NATIVE=OFF");
    expect(engineFlags("x64", true)).toContain("-DGGML_AVX2=ON");
    expect(engineFlags("x64", true).join()).not.toContain("AVX512");
    expect(engineFlags("x64", false).join()).not.toContain("NATIVE");
  });
});

describe("the Debian package", () => {
  it("needs nothing that a bare Debian 12 has not, so that it installs with no network", () => {
    const depends = /^Depends: (.*)$/m.exec(control("0.2.0", "amd64"))?.[1];
    expect(depends).toBe("libc6 (>= 2.36), libgcc-s1, libstdc++6, systemd (>= 252)");
    expect(control("0.2.0", "amd64")).toMatch(/^Version: 0\.2\.0$/m);
  });

  it("carries the licence in Debian's form: no empty line", () => {
    const text = copyright("MIT License\n\nCopyright (c) 2026 the authors\n");
    expect(text).toContain("License: Expat\n MIT License\n .\n Copyright (c) 2026 the authors\n");
  });
});
