import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { readData } from "../../src/understanding/load.ts";
import { createNameReader } from "../../src/understanding/own-names.ts";
import { saidIn, teacher } from "../../src/understanding/own-said.ts";

const data = readData(packageRoot());
const names = createNameReader(data.names);

test("every piece of the sentences that ship is one, by its own name", () => {
  const own = new Set(Object.keys(data.names.names).map((line) => line.split(" ")[0]));
  for (const { pieces, unsure, text } of saidIn(data.said, LANGUAGES)) {
    expect(text).not.toMatch(/[()[\]|]|^$/);
    for (const piece of [...pieces, ...unsure]) expect([...own]).toContain(piece);
  }
});

test("a sentence teaches the labels whose names mean its pieces, and is silent of what hotels say either way", () => {
  const said = {
    language: "en",
    text: "move my booking",
    pieces: ["change", "booking"],
    unsure: ["new"],
  } as const;
  const others = { ...said, text: "a new pool", pieces: ["pool", "new"], unsure: [] } as const;
  const labels = ["modify", "reservations", "swimming_pool", "new", "zorbing", "change_pool"];
  const teach = teacher([said, others], labels, names);
  expect(teach?.(said)).toMatchObject({
    labels: ["modify", "reservations"],
    about: new Set(["modify", "reservations", "swimming_pool", "change_pool"]),
  });
  expect(teach?.(others).labels).toEqual(["swimming_pool", "new"]);
  expect(teacher([said, others], ["zorbing"], names)).toBeUndefined();
});
