import { describe, expect, it } from "vitest";
import { filesUnder, readRoot, sources } from "./sources.ts";

const all = sources();
const hits = (pattern: RegExp, files = all): string[] =>
  files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );

describe("modules", () => {
  it("stay small: half of them within 80 lines, none over 300, commands within 80", () => {
    const sizes = all.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(80);
    expect(all.filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
    const commands = all.filter(({ path }) => path.startsWith("commands/"));
    expect(commands.filter(({ lines }) => lines > 80).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
      [],
    );
  });

  it("keep no state of their own", () => {
    expect(hits(/^(?:export )?(?:let|var) /)).toEqual([]);
    // A collection that is filled later; a constant one is made from what it holds.
    expect(
      hits(
        /^(?:export )?const \w+(?:: [^=]+)? = (?:new (?:Map|Set|WeakMap|Array)(?:<[^(]*>)?\(\)|\[\]|\{\});$/,
      ),
    ).toEqual([]);
  });

  it("export by name, except commands, which oclif wants by default", () => {
    const defaults = hits(/^export default /).map((line) => line.split(":")[0]);
    expect(defaults).toEqual(all.filter(({ path }) => path.startsWith("commands/")).map(({ path }) => path));
  });

  it("hold no unfinished work and no switched-off rule without its reason", () => {
    expect(hits(/\b(?:TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
    expect(hits(/@ts-(?:ignore|nocheck|expect-error)/)).toEqual([]);
    expect(hits(/biome-ignore [^:]+:\s*$/)).toEqual([]);
  });

  it("take time, chance and processes from outside in the pure parts", () => {
    const pure = all.filter(({ path }) => /^src\/(?:domain|conversation|understanding)\//.test(path));
    expect(hits(/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\./, pure)).toEqual([]);
  });
});

describe("tests", () => {
  const tests = filesUnder("test", ".ts").map((path) => ({ path, text: readRoot(path) }));
  const others = tests.filter(({ path }) => !path.startsWith("test/architecture/"));

  it("are never left out or run alone", () => {
    expect(hits(/\b(?:it|test|describe)\.(?:skip|only|todo)\b(?!If)/, others as never)).toEqual([]);
  });

  it("never sleep: they wait on events or on a clock of their own", () => {
    expect(hits(/setTimeout\(\s*(?:resolve|done)\b|timers\/promises/, others as never)).toEqual([]);
  });

  it("compare with what is meant, not with whatever is true", () => {
    expect(hits(/\.toBe(?:Truthy|Falsy)\(/, others as never)).toEqual([]);
  });
});
