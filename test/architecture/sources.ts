import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { packageRoot } from "../../src/platform/package-root.ts";

export interface Import {
  /** Path from the root with slashes for a file of ours («src/errors.ts»), else the package («zod», «node:fs»). */
  readonly target: string;
  readonly own: boolean;
  /** Gone after compiling: `import type`, or every name is marked `type`. */
  readonly typeOnly: boolean;
  /** `await import(…)`: loaded only when it is reached. */
  readonly late: boolean;
}

export interface Source {
  /** Path from the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

const STATIC =
  /^(?:import|export)\s+(?<type>type\s+)?(?:(?<names>[^"';]*?)\s+from\s+)?["'](?<target>[^"']+)["']/gm;
const LATE = /\bimport\(\s*["'](?<target>[^"']+)["']\s*\)(?<member>\.[A-Z])?/g;

/** Every hand-written TypeScript file of the product: src/, commands/, audio/. */
export function sources(): readonly Source[] {
  return ["src", "commands", "audio"].flatMap((folder) => filesUnder(folder, ".ts")).map(readSource);
}

/** Files under a folder of the root, as paths from the root, sorted. */
export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(join(packageRoot(), folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending) && !name.split("/").includes("node_modules"))
    .map((name) => `${folder}/${name}`)
    .filter((path) => statSync(join(packageRoot(), path)).isFile())
    .sort();
}

export function readRoot(path: string): string {
  return readFileSync(join(packageRoot(), path), "utf8");
}

function readSource(path: string): Source {
  const text = readRoot(path);
  return { path, text, lines: text.split("\n").length - 1, imports: importsOf(path, text) };
}

/** The imports of a module; exported so that the reading itself is tested. */
export function importsOf(path: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const resolve = (target: string): Pick<Import, "target" | "own"> =>
    target.startsWith(".")
      ? { target: normalize(join(dirname(path), target)), own: true }
      : {
          target: target
            .split("/")
            .slice(0, target.startsWith("@") ? 2 : 1)
            .join("/"),
          own: false,
        };
  const still = [...code.matchAll(STATIC)].map(({ groups = {} }) => ({
    ...resolve(groups.target ?? ""),
    typeOnly: groups.type !== undefined || onlyTypes(groups.names ?? ""),
    late: false,
  }));
  const late = [...code.matchAll(LATE)].map(({ groups = {} }) => ({
    ...resolve(groups.target ?? ""),
    // `import("…").Name` is a type's place, not a call.
    typeOnly: groups.member !== undefined,
    late: true,
  }));
  return [...still, ...late];
}

function onlyTypes(names: string): boolean {
  const inside = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  const list =
    inside
      ?.split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "") ?? [];
  return list.length > 0 && list.every((name) => name.startsWith("type "));
}
