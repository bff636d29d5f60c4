import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

/**
 * What a shipped engine may use of a processor: every x64 of 2015 and later (Haswell, Zen) has it. An engine for this
 * very processor would stop at its first instruction on another; one with nothing was 7 times slower.
 */
export const ENGINE_NEEDS: Readonly<Record<string, readonly string[]>> = {
  x64: ["avx2", "bmi2", "f16c", "fma"],
  arm64: [],
};

const COMMON = [
  "-DCMAKE_BUILD_TYPE=Release",
  "-DBUILD_SHARED_LIBS=OFF",
  "-DWHISPER_BUILD_TESTS=OFF",
  "-DGGML_LLAMAFILE=ON",
];
const X64 = "SSE42 AVX AVX2 BMI2 FMA F16C".split(" ").map((name) => `-DGGML_${name}=ON`);

/** Where a release keeps the source of its engine, below its root. */
export const ENGINE_SOURCE = join("node_modules", "nodejs-whisper", "cpp", "whisper.cpp");

/** cmake's flags: for any processor with {@link ENGINE_NEEDS}, or for the one it is built on. */
export function engineFlags(arch: string, portable: boolean): readonly string[] {
  if (!portable) return COMMON;
  return [...COMMON, "-DGGML_NATIVE=OFF", ...(arch === "x64" ? X64 : [])];
}

/**
 * Builds whisper-server from the sources in `root` into `folder` (some minutes) unless it is there already, and answers
 * its path. Steps back behind everything else on the machine.
 */
export async function buildEngine(options: {
  readonly root: string;
  readonly folder: string;
  readonly flags: readonly string[];
}): Promise<string> {
  const { root, folder, flags } = options;
  const source = join(root, ENGINE_SOURCE);
  const binary = join(folder, "bin", "whisper-server");
  const stamp = join(folder, "stamp");
  const { version } = JSON.parse(
    await readFile(join(root, "node_modules", "nodejs-whisper", "package.json"), "utf8"),
  ) as { version: string };
  const made = `${version} ${flags.join(" ")}\n`;
  if (existsSync(binary) && (await readFile(stamp, "utf8").catch(() => "")) === made) return binary;
  await mkdir(folder, { recursive: true });
  await execa("cmake", ["-S", source, "-B", folder, ...flags]);
  await execa("nice", ["-n", "10", "cmake", "--build", folder, "--parallel", "--target", "whisper-server"]);
  await writeFile(stamp, made);
  return binary;
}
