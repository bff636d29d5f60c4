import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { ERRORS } from "../../../src/errors.ts";
import { REASONS } from "../../../src/ops/views/status.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { WORDS } from "../../../src/web/public/words.js";
import { filesUnder } from "../../architecture/sources.ts";

const FOLDER = "src/web/public";
const paths = filesUnder(FOLDER, "");
const read = (path: string): string => readFileSync(join(packageRoot(), path), "utf8");

describe("the page's files", () => {
  it("name nothing outside the machine: it works with the cable pulled", () => {
    for (const path of paths) {
      const text = read(path).replaceAll("http://www.w3.org/2000/svg", "");
      expect([path, /https?:|\/\/[a-z]+\.[a-z]|@import|url\(/.exec(text)?.[0]]).toEqual([path, undefined]);
    }
  });

  it("hold nothing that its own policy would refuse, and no way from text to markup", () => {
    for (const path of paths.filter((each) => /\.(?:js|html)$/.test(each))) {
      const text = read(path);
      const forbidden =
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser|javascript:|<style|style=|<script(?! type="module" src="\/start\.js"><)/;
      expect([path, forbidden.exec(text)?.[0]]).toEqual([path, undefined]);
    }
    expect(read(`${FOLDER}/index.html`)).not.toMatch(/\son[a-z]+=/);
  });

  it("import files that are there, by their whole names", () => {
    const missing = paths
      .filter((path) => path.endsWith(".js"))
      .flatMap((path) =>
        [...read(path).matchAll(/from "([^"]+)"/g)].map(([, target = ""]) =>
          normalize(join(dirname(path), target)),
        ),
      )
      .filter((target) => !paths.includes(target));
    expect(missing).toEqual([]);
  });

  it("stay small", () => {
    const long = paths.filter((path) => path.endsWith(".js") && read(path).split("\n").length > 300);
    expect(long).toEqual([]);
  });
});

describe("the words", () => {
  const keys = (value: object, path = ""): string[] =>
    Object.entries(value).flatMap(([key, member]) => {
      const here = `${path}.${key}:${typeof member}`;
      return typeof member === "object" ? keys(member, here) : [here];
    });

  it("are the same in every language", () => {
    const [es, en, pt] = [keys(WORDS.es), keys(WORDS.en), keys(WORDS.pt)];
    expect(en).toEqual(es);
    expect(pt).toEqual(es);
  });

  it("have a name of their own for every check there is", () => {
    const sources = [...filesUnder("src/ops/checks", ".ts"), ...filesUnder("src/ops/doctor", ".ts")].map(
      read,
    );
    const named = sources.flatMap((text) =>
      Array.from(text.matchAll(/\bname(?: =|:) "([a-z-]+)"/g), ([, name = ""]) => name),
    );
    expect(named.length).toBeGreaterThan(20);
    const missing = named.filter((name) => !Object.hasOwn(WORDS.es.health.names, name));
    expect(missing).toEqual([]);
  });

  it("know every reason a guest waits for, and only errors that there are", () => {
    for (const words of Object.values(WORDS)) {
      expect(Object.keys(words.reasons).sort()).toEqual(Object.keys(REASONS).sort());
      const known = [...Object.keys(ERRORS), "OFFLINE"];
      expect(Object.keys(words.failures).filter((code) => !known.includes(code))).toEqual([]);
    }
  });
});

describe("the colours", () => {
  const css = read(`${FOLDER}/desk.css`);
  const block = (selector: string): Record<string, string> => {
    const start = css.indexOf(selector);
    const text = css.slice(start, css.indexOf("}", start));
    return Object.fromEntries(
      [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = "", value = ""]) => [name, value]),
    );
  };
  const PAIRS = [
    ...["paper", "card", "sunk", "wash", "guest", "house", "note"].map((under) => ["ink", under]),
    ...["paper", "card", "guest", "house", "note", "sunk"].map((under) => ["soft", under]),
    ...["paper", "card", "wash", "sunk"].map((under) => ["brand", under]),
    ...[
      ["brand-ink", "brand"],
      ["good", "good-wash"],
      ["warn", "warn-wash"],
      ["bad", "bad-wash"],
      ["bad", "card"],
      ["warn", "card"],
      ["ink", "bad-wash"],
      ["soft", "bad-wash"],
      ["paper", "bad"],
    ],
  ] as [string, string][];

  it.each([
    ["light", ":root {"],
    ["dark", ':root[data-theme="dark"] {'],
  ])("stand out by 4.5 to 1 and more: %s", (_name, selector) => {
    const colours = block(selector);
    const weak = PAIRS.filter(([a, b]) => contrast(colours[a] ?? "", colours[b] ?? "") < 4.5);
    expect(weak).toEqual([]);
  });
});

/** WCAG's contrast of two colours. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [a, b].map(luminance).sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
