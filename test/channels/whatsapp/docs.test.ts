import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CODE_RULES } from "../../../src/channels/whatsapp/graph-errors.ts";
import { SECRET_NAMES } from "../../../src/config/secrets.ts";

const text = readFileSync(new URL("../../../docs/whatsapp.md", import.meta.url), "utf8");
const DOES = { reject: "given up", stop: "stands still", retry: "waits" };

describe("docs/whatsapp.md", () => {
  it("says of every code what the program does", () => {
    const table = text.slice(text.indexOf("<!-- codes -->"), text.indexOf("<!-- /codes -->"));
    const rows = table
      .split("\n")
      .filter((line) => /^\| \d/.test(line))
      .map((line) => line.slice(2, -2).split(" | "));
    const expected = CODE_RULES.map(({ codes, meaning, does, cure }) => {
      const list = codes.join(", ").replace(/\b200, .*, 299\b/, "200–299");
      return [list, meaning, DOES[does], cure];
    });
    expect(rows).toEqual(expected);
  });

  it("names every secret", () => {
    for (const name of SECRET_NAMES.filter((name) => name.startsWith("whatsapp-")))
      expect(text).toContain(name);
  });
});
