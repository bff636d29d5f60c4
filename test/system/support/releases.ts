import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { makeTarball } from "../../../src/ops/pack/archive.ts";
import type { Packed } from "../../../src/ops/pack/pack.ts";

/** A later version of a packed release, with what `change` does to it. Answers its tarball. */
export async function laterRelease(
  packed: Packed,
  out: string,
  version: string,
  change: (tree: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const tree = join(out, `hotelbot-${version}-linux-x64`);
  await execa("cp", ["--archive", "--link", packed.tree, tree]);
  for (const name of ["package.json", "release.json", "oclif.manifest.json"]) {
    await rewrite(join(tree, name), (text) =>
      text.replace(`"version": "${packed.version}"`, `"version": "${version}"`),
    );
  }
  await change(tree);
  const tarball = await makeTarball(tree, out, 1);
  await rm(tree, { recursive: true });
  return tarball;
}

/** A new file in the place of one that is shared with the release before. */
async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  const text = change(await readFile(path, "utf8"));
  await rm(path);
  await writeFile(path, text);
}

/**
 * Starts anywhere but as the service: it migrates the data to a schema no earlier version reads, listens, and falls
 * over as it says that it is ready.
 */
export async function fallOverAsService(tree: string): Promise<void> {
  const folder = join(tree, "migrations");
  const number = String((await readdir(folder)).length + 1).padStart(4, "0");
  await writeFile(
    join(folder, `${number}_doomed.sql`),
    "-- breaking\nCREATE TABLE doomed (id INTEGER) STRICT;\n",
  );
  await rewrite(join(tree, "dist", "src", "daemon", "foreground.js"), (text) =>
    text.replace("await notifier.ready(", "if (notifier.watchdogMs) process.exit(1);\nawait notifier.ready("),
  );
}

/** Does not start at all. */
export async function fallOverAtOnce(tree: string): Promise<void> {
  const file = join(tree, "dist", "src", "daemon.js");
  await rewrite(file, (text) => `throw new Error("made to fail");\n${text}`);
}

/** Copies a release and its sum into a folder. */
export async function bring(files: readonly string[], folder: string): Promise<void> {
  await execa("mkdir", ["-p", folder]);
  for (const file of files) {
    await cp(file, join(folder, file.slice(file.lastIndexOf("/") + 1)));
    if (file.endsWith(".gz") || file.endsWith(".deb")) {
      await cp(`${file}.sha256`, join(folder, `${file.slice(file.lastIndexOf("/") + 1)}.sha256`));
    }
  }
}
