import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { ChatTurn, Failure, HealthReport, StatusReport } from "../../src/control/contract.ts";
import { readRoot } from "./sources.ts";

interface Section {
  readonly heading: string;
  /** The fields of its table. */
  readonly fields: readonly string[];
  readonly examples: readonly Record<string, unknown>[];
}

const sections: readonly Section[] = readRoot("docs/json.md")
  .split(/^(?=#{2,3} )/m)
  .map((text) => ({
    heading: /^#+ (.*)/.exec(text)?.[1] ?? "",
    fields: [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field = ""]) => field),
    examples: [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, json = ""]) => JSON.parse(json) as Record<string, unknown>,
    ),
  }));
const withExamples = sections.filter(({ examples }) => examples.length > 0);

/** Every path in a value as the tables write it: `replies[].text`, `understood.slots.<id>`. */
function paths(value: unknown, path = "", open: readonly string[] = []): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((each) => paths(each, `${path}[]`, open)))];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (open.includes(path)) return [`${path}.<id>`];
    const here = path === "" ? key : `${path}.${key}`;
    return [here, ...paths(member, here, open)];
  });
}

describe("the examples of docs/json.md", () => {
  it.each<[string, z.ZodType]>([
    ["hotelbot status", StatusReport],
    ["hotelbot health", HealthReport],
    ["hotelbot chat", ChatTurn],
    ["Errors", Failure],
  ])("of %s are answers by the contract, and hold nothing else", (heading, schema) => {
    const examples = sections.find((section) => section.heading === heading)?.examples ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(schema.parse(example)).toEqual(example);
  });

  it.each(withExamples.filter(({ heading }) => heading.startsWith("hotelbot ")))(
    "of $heading have schema 1 and only fields of its table",
    ({ fields, examples }) => {
      const open = fields.filter((field) => field.endsWith(".<id>")).map((field) => field.slice(0, -5));
      for (const example of examples) {
        expect(example.schema).toBe(1);
        const { schema: _schema, ...rest } = example;
        expect(paths(rest, "", open).filter((path) => !fields.includes(path))).toEqual([]);
      }
    },
  );

  it.each(["demo", "voice say", "voice transcribe", "model check", "model pull", "sandbox run"])(
    "show hotelbot %s",
    (command) => {
      expect(withExamples.map(({ heading }) => heading)).toContain(`hotelbot ${command}`);
    },
  );
});
