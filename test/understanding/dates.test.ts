import { describe, expect, test } from "vitest";
import { load, NOW, rows, show } from "./support.ts";

const understanding = load();

describe.each(["es", "en", "pt"] as const)("dates said in %s", (language) => {
  test.each(rows(`dates.${language}`))("«%s» is %s", (said, expected) => {
    const { slots } = understanding.understand(said ?? "", { now: NOW, language });
    expect(show(slots.stay)).toBe(expected);
  });
});
