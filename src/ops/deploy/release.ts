import { existsSync } from "node:fs";
import { mkdir, readFile, readlink, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { HotelbotError } from "../../errors.ts";
import { syncFolder } from "../../platform/atomic-file.ts";
import { type Host, lastLine } from "./host.ts";
import type { Places } from "./places.ts";

const Release = z.object({
  format: z.literal(1),
  version: z.string().regex(/^[\w.+-]+$/),
  arch: z.string(),
  node: z.string(),
  engine: z.object({ sha256: z.string(), needs: z.array(z.string()) }),
});
export type Release = z.infer<typeof Release>;

/** What a release says of itself. Throws DEPLOY_NOT_RELEASE or RELEASE_DAMAGED. */
export async function readRelease(root: string): Promise<Release> {
  const path = join(root, "release.json");
  if (!existsSync(path)) throw new HotelbotError("DEPLOY_NOT_RELEASE", { path: root });
  try {
    return Release.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    throw new HotelbotError("RELEASE_DAMAGED", { path: root, what: "release.json" }, { cause: error });
  }
}

/** A release's own Node and program, as the words of a command line. */
export function programOf(root: string): readonly [string, string] {
  return [join(root, "node_modules", "node", "bin", "node"), join(root, "bin", "run.js")];
}

/** The version a link leads to, if it is there. */
export async function linked(link: string): Promise<string | undefined> {
  const target = await readlink(link).catch(() => undefined);
  return target !== undefined && existsSync(join(dirname(link), target)) ? basename(target) : undefined;
}

/** Turns a link to another release: whoever looks finds the old or the new one. */
export async function turnLink(link: string, version: string): Promise<void> {
  const temporary = `${link}.new`;
  await rm(temporary, { force: true });
  await symlink(join("releases", version), temporary);
  await rename(temporary, link);
  await syncFolder(dirname(link));
}

/**
 * Unpacks a tarball whose `.sha256` lies beside it into the releases and answers its version. It has been seen to
 * start. Throws FILE_UNREADABLE or RELEASE_DAMAGED with nothing left behind.
 */
export async function unpackRelease(places: Places, host: Host, tarball: string): Promise<Release> {
  if (!existsSync(tarball)) throw new HotelbotError("FILE_UNREADABLE", { path: tarball, what: "ENOENT" });
  const damaged = (what: string) => new HotelbotError("RELEASE_DAMAGED", { path: tarball, what });
  const sum = await readFile(`${tarball}.sha256`, "utf8").catch(() => "");
  const wanted = /^[0-9a-f]{64}/.exec(sum)?.[0];
  if (wanted === undefined) throw damaged(`its sum is missing in ${tarball}.sha256`);
  const { out } = await host.run("sha256sum", ["--", tarball]);
  if (out.slice(0, 64) !== wanted) throw damaged(`its sha256 is ${out.slice(0, 64)}, not ${wanted}`);
  const staging = join(places.releases, ".unpacking");
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    const tar = await host.run("tar", [
      "--no-same-owner",
      "--strip-components=1",
      "-xzf",
      tarball,
      "-C",
      staging,
    ]);
    if (tar.exit !== 0) throw damaged(lastLine(tar.err) ?? "it cannot be unpacked");
    const release = await readRelease(staging);
    await seeItStart(host, staging, release, tarball);
    await place(places, staging, release.version);
    return release;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** What is there under that version is replaced, unless it is in force. */
async function place(places: Places, staging: string, version: string): Promise<void> {
  const target = join(places.releases, version);
  if ((await linked(places.current)) === version) throw new HotelbotError("UPDATE_SAME", { version });
  await rm(target, { recursive: true, force: true });
  await rename(staging, target);
  await syncFolder(places.releases);
}

async function seeItStart(host: Host, root: string, release: Release, path: string): Promise<void> {
  const [node, program] = programOf(root);
  const { exit, out, err } = await host.run(node, [program, "--version"], 60_000);
  if (exit === 0 && out.startsWith(`hotelbot/${release.version} `)) return;
  const what =
    exit === 0 ? `it says it is ${out}` : `it does not start: ${lastLine(err) ?? `status ${exit}`}`;
  throw new HotelbotError("RELEASE_DAMAGED", { path, what });
}
