import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageBody } from "../../src/channels/whatsapp/payload.ts";
import { checkInteractive } from "../../src/channels/whatsapp/sandbox/validate-interactive.ts";
import { LIST_LIMITS, type List, listLines, listOf, rowsOf, type WantedRow } from "../../src/domain/list.ts";

const piece = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    "Habitación doble superior con vistas al mar",
    "👨‍👩‍👧‍👦",
    " ",
    "\n",
    "2. A",
    "\u0000",
    "x".repeat(210),
  ),
);
const words = fc.array(piece, { maxLength: 5 }).map((all) => all.join(""));
const row: fc.Arbitrary<WantedRow> = fc.record(
  { id: words, title: words, description: words, section: words },
  { requiredKeys: ["id", "title"] },
);

/** The interactive part as it travels: what Meta would judge. */
function sent(list: List, text = "¿Cuál?"): never {
  const body = messageBody({ phone: "34600" }, { kind: "text", text, list }, { callbackId: "o" });
  return JSON.parse(JSON.stringify(body)).interactive as never;
}

describe("a list of choices", () => {
  it("is one Meta takes, whatever it was to be made of, or none at all", () => {
    let made = 0;
    fc.assert(
      fc.property(words, fc.array(row, { maxLength: 12 }), (button, rows) => {
        const list = listOf(button, rows);
        if (list === undefined) return;
        made += 1;
        expect(checkInteractive(sent(list))).toBeUndefined();
        const shown = rowsOf(list);
        expect(shown.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
        expect(new Set(shown.map(({ title }) => title)).size).toBe(rows.length);
        expect(listLines(list)).toHaveLength(rows.length);
      }),
      { numRuns: 500, endOnFailure: true },
    );
    expect(made).toBeGreaterThan(20);
  });

  const rows = (count: number): WantedRow[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `r${at}`,
      title: "Habitación doble superior con vistas",
    }));

  it("has ten rows at most, each told apart and cut by whole characters", () => {
    const list = listOf("Ver todas las habitaciones", rows(10));
    expect(list?.button.length).toBeLessThanOrEqual(LIST_LIMITS.button);
    expect(new Set(list && rowsOf(list).map(({ title }) => title)).size).toBe(10);
    expect(listOf("Ver", rows(11))).toBeUndefined();
    expect(listOf("Ver", [])).toBeUndefined();
    expect(listOf("", rows(2))).toBeUndefined();
    expect(listOf("Ver", [{ id: "a", title: " " }])).toBeUndefined();
    expect(listOf("Ver", [...rows(1), ...rows(1)])).toBeUndefined();
    expect(listOf("Ver", [{ id: "x".repeat(201), title: "A" }])).toBeUndefined();
    const [family] = rowsOf(listOf("Ver", [{ id: "a", title: "👨‍👩‍👧‍👦".repeat(4) }]) as List);
    expect(family?.title).not.toMatch(/[\ud800-\udbff]$|[\ud800-\udbff]…/);
  });

  it("names its sections when there are several, and all of them", () => {
    const named = listOf("Ver", [
      { id: "a", title: "A", section: "Reservas" },
      { id: "b", title: "B", section: "El hotel" },
    ]);
    expect(named?.sections.map(({ title }) => title)).toEqual(["Reservas", "El hotel"]);
    const half = listOf("Ver", [
      { id: "a", title: "A", section: "Reservas" },
      { id: "b", title: "B" },
    ]);
    expect(half?.sections).toEqual([
      {
        rows: [
          { id: "a", title: "A" },
          { id: "b", title: "B" },
        ],
      },
    ]);
  });

  it("is written out where there are no lists, with numbers unless a number means something else", () => {
    const two = [
      { id: "a", title: "7:00" },
      { id: "b", title: "7:30", description: "más tarde" },
    ];
    expect(listLines(listOf("Ver", two) as List)).toEqual(["1. 7:00", "2. 7:30: más tarde"]);
    expect(listLines(listOf("Ver", two, "titles") as List)).toEqual(["7:00", "7:30: más tarde"]);
    expect(listLines(listOf("Ver", two, "told") as List)).toEqual([]);
  });
});
