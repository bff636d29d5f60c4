import { expect, it } from "vitest";
import type { HouseRepository } from "../../src/pms/house/repository.ts";
import { sources } from "../architecture/sources.ts";
import { temporaryStore } from "./support/opened.ts";

/** Stricter than the directions between parts: what is on disk is shaped by the hotel's words, not by its rules. */
it("lets the store take types from the domain, errors, the platform, and nothing else of ours", () => {
  const imports = sources()
    .filter(({ path }) => path.startsWith("src/store/"))
    .flatMap(({ path, imports: all }) => all.filter(({ own }) => own).map((each) => ({ path, ...each })));
  const foreign = imports.filter(
    ({ target, typeOnly }) =>
      !/^src\/(store|platform)\/|^src\/errors\.ts$/.test(target) &&
      !(target.startsWith("src/domain/") && typeOnly),
  );
  expect(foreign.map(({ path, target }) => `${path} → ${target}`)).toEqual([]);
  expect(imports.some(({ target }) => target.startsWith("src/domain/"))).toBe(true);
});

it("gives the house PMS the repository it asks for", () => {
  const house: HouseRepository = temporaryStore().house;
  expect(house.settings()).toBeUndefined();
});
