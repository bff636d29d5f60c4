import { cp, glob, mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** The packages a release carries, as paths below the root: those that are not only for development. */
export function shippedPackages(lock: Lockfile): readonly string[] {
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path.startsWith("node_modules/") && !dev)
    .map(([path]) => path);
}

/** Never read as hotelbot runs: types, sources and maps of compiled code, papers other than licences. */
const PAPERS = /\.(?:[cm]?ts|map|markdown|md|flow)$/;
const LICENCE = /^(?:licen[cs]e|notice|copying)/i;
/** Whole folders, by package. `nodejs-whisper` keeps what a machine with another processor builds the engine from. */
const LEFT_OUT: readonly RegExp[] = [
  /^better-sqlite3\/(?:deps|src|binding\.gyp)/,
  /^nodejs-whisper\/cpp\/whisper\.cpp\/(?:bindings|tests|samples|models|build)/,
];

/** True for a file or folder of `node_modules` (path below it) that a release needs on this processor. */
export function isShipped(path: string, arch: string): boolean {
  const name = basename(path);
  if (PAPERS.test(name) && !LICENCE.test(name)) return false;
  if (name.endsWith(".node")) return name === `linux-${arch}.node` || !path.startsWith("better-sqlite3/");
  return !LEFT_OUT.some((pattern) => pattern.test(path));
}

/** Copies the shipped packages of `root` into `target`. */
export async function copyPackages(
  root: string,
  target: string,
  lock: Lockfile,
  arch: string,
): Promise<void> {
  for (const path of shippedPackages(lock)) {
    const from = join(root, path);
    const below = path.slice("node_modules/".length);
    await cp(from, join(target, path), {
      recursive: true,
      filter: (source) => {
        const inside = source.slice(from.length + 1);
        // A package inside another is in the lockfile under its own name, if it ships.
        if (inside === "node_modules" || inside.startsWith("node_modules/")) return false;
        return inside === "" || isShipped(join(below, inside), arch);
      },
    }).catch((error: NodeJS.ErrnoException) => {
      // Optional, and for another machine.
      if (error.code !== "ENOENT") throw error;
    });
  }
}

/** Copies what package.json's `files` names, and what npm always adds. */
export async function copyFiles(root: string, target: string, patterns: readonly string[]): Promise<void> {
  const always = ["package.json", "LICENSE", "README.md", "CHANGELOG.md", "docs"];
  for await (const path of glob([...patterns.filter((each) => each !== "dist"), ...always], { cwd: root })) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(root, path), join(target, path), { recursive: true });
  }
}
