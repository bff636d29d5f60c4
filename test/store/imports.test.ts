import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import type { HouseRepository } from "../../src/pms/house/repository.ts";
import { temporaryStore } from "./support/opened.ts";

const SOURCE = join(packageRoot(), "src");

interface Import {
  readonly file: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

/** Every import of our own files under a folder of src, as paths from src. */
function importsOf(folder: string): readonly Import[] {
  const files = readdirSync(join(SOURCE, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((name) => {
      const file = join(folder, name);
      const text = readFileSync(join(SOURCE, file), "utf8");
      const found = text.matchAll(/^(?:import|export)\s+(type\s)?[^"';]*?from\s+"(\.[^"]+)"/gms);
      return [...found].map(([, type, spec = ""]) => ({
        file,
        from: relative(SOURCE, join(SOURCE, dirname(file), spec)),
        typeOnly: type !== undefined,
      }));
    });
}

const describeImport = ({ file, from }: Import): string => `${file} → ${from}`;

describe("who may import whom", () => {
  it("finds the imports at all", () => {
    expect(importsOf("store").length).toBeGreaterThan(40);
    expect(importsOf("store").some((each) => each.from === "errors.ts" && !each.typeOnly)).toBe(true);
    expect(importsOf("store").some((each) => each.from.startsWith("domain/") && each.typeOnly)).toBe(true);
  });

  it("lets the store take types from the domain, errors, the platform, and nothing else of ours", () => {
    const allowed = (each: Import): boolean =>
      /^(store|platform)\//.test(each.from) ||
      each.from === "errors.ts" ||
      (each.from.startsWith("domain/") && each.typeOnly);
    expect(
      importsOf("store")
        .filter((each) => !allowed(each))
        .map(describeImport),
    ).toEqual([]);
  });

  it("lets the PMS adapters know nothing of the store", () => {
    const foreign = importsOf("pms").filter(
      (each) => !/^(pms|domain|platform)\/|^errors\.ts$/.test(each.from),
    );
    expect(foreign.map(describeImport)).toEqual([]);
  });

  it("keeps SQL and its driver in the store", () => {
    const others = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("store/"),
    );
    const drivers = others.filter((file) =>
      /from "better-sqlite3"/.test(readFileSync(join(SOURCE, file), "utf8")),
    );
    expect(drivers).toEqual([]);
  });

  it("gives the house PMS the repository it asks for", () => {
    const house: HouseRepository = temporaryStore().house;
    expect(house.settings()).toBeUndefined();
  });
});
