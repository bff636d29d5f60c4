import { describe, expect, it } from "vitest";
import { HEAVY, PACKAGES, RULES } from "./rules.ts";
import { importsOf, readRoot, type Source, sources } from "./sources.ts";

const all = sources();
const byPath = new Map(all.map((source) => [source.path, source]));

describe("imports", () => {
  it("are read from every form they are written in", () => {
    const text = `import { a, type B } from "./a.ts";
import type { C } from "../c.ts";
import { type D, type E } from "./d.ts";
import "zod/v4";
export * from "./e.ts";
export { f } from "@scope/f/deep";
// import { no } from "./comment.ts";
/** import { no } from "./comment.ts"; */
import {
  g,
} from "./g.ts";
const h = await import("./h.ts");
type I = import("./i.ts").I;`;
    expect(importsOf("src/x/y.ts", text)).toEqual([
      { target: "src/x/a.ts", own: true, typeOnly: false, late: false },
      { target: "src/c.ts", own: true, typeOnly: true, late: false },
      { target: "src/x/d.ts", own: true, typeOnly: true, late: false },
      { target: "zod", own: false, typeOnly: false, late: false },
      { target: "src/x/e.ts", own: true, typeOnly: false, late: false },
      { target: "@scope/f", own: false, typeOnly: false, late: false },
      { target: "src/x/g.ts", own: true, typeOnly: false, late: false },
      { target: "src/x/h.ts", own: true, typeOnly: false, late: true },
      { target: "src/x/i.ts", own: true, typeOnly: true, late: true },
    ]);
  });

  it("name files that exist, with their ending", () => {
    const missing = all.flatMap(({ path, imports }) =>
      imports
        .filter(({ own, target }) => own && !byPath.has(target))
        .map(({ target }) => `${path} → ${target}`),
    );
    // Types of a package without its own.
    expect(missing.filter((line) => !line.endsWith(".d.ts"))).toEqual([]);
  });

  it("follow the directions between the parts", () => {
    const wrong = all.flatMap(({ path, imports }) => {
      const rule = ruleOf(path);
      return imports
        .filter(({ own, target, typeOnly }) => own && !allowed(rule, target, typeOnly))
        .map(({ target }) => `${path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("take each package only where it belongs", () => {
    const wrong = all.flatMap(({ path, imports }) =>
      imports
        .filter(({ own, target }) => !own && PACKAGES[target] && !startsWith(path, PACKAGES[target]))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("name packages that are dependencies", () => {
    const { dependencies } = JSON.parse(readRoot("package.json")) as { dependencies: Record<string, string> };
    const used = new Set(
      all.flatMap(({ imports }) => imports.filter(({ own }) => !own).map(({ target }) => target)),
    );
    const foreign = [...used].filter((name) => !name.startsWith("node:") && !dependencies[name]);
    expect(foreign).toEqual([]);
  });

  it("make no circle", () => {
    expect(circles()).toEqual([]);
  });

  it("of commands load nothing heavy before they run", () => {
    const heavy = all
      .filter(({ path }) => path.startsWith("commands/") || path === "src/cli.ts")
      .flatMap(({ path }) =>
        loadedBy(path)
          .filter((name) => HEAVY.includes(name))
          .map((name) => `${path} loads ${name}`),
      );
    expect(heavy).toEqual([]);
  });
});

function ruleOf(path: string) {
  const rules = RULES.filter(({ part }) => path.startsWith(part)).sort(
    (a, b) => b.part.length - a.part.length,
  );
  const rule = rules[0];
  if (!rule) throw new Error(`no rule for ${path}: add its part to test/architecture/rules.ts`);
  return rule;
}

function allowed(rule: ReturnType<typeof ruleOf>, target: string, typeOnly: boolean): boolean {
  const types = typeOnly ? (rule.mayTypes ?? []) : [];
  return startsWith(target, [rule.part, ...rule.may, ...types]);
}

function startsWith(path: string, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => path.startsWith(beginning));
}

/** What is there at run time as soon as a file is imported: types are gone, late imports have not happened. */
function loaded(source: Source): string[] {
  return source.imports.filter(({ typeOnly, late }) => !typeOnly && !late).map(({ target }) => target);
}

function loadedBy(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const source = byPath.get(path);
  return source ? loaded(source).flatMap((target) => [target, ...loadedBy(target, seen)]) : [];
}

function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at !== -1) found.push([...way.slice(at), path].join(" → "));
    if (at !== -1 || done.has(path)) return;
    const source = byPath.get(path);
    for (const target of source ? loaded(source) : []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const { path } of all) visit(path, []);
  return found;
}
