import { describe, expect, it } from "vitest";
import { clock, day, length, money, nights, span } from "../../../src/web/public/format.js";
import {
  checks,
  counts,
  cue,
  inboxRows,
  occupancy,
  place,
  standing,
  themeOf,
  title,
  transcript,
  writable,
} from "../../../src/web/public/model.js";

const AT = "2027-02-01T09:00:00.000Z";
const NOW = Date.parse(AT);

const row = (id: number, who: string, waiting: string | null, mode = "bot") => ({
  ...{ id, who, waiting, mode, lastText: "hola", holder: null, waitingSince: null, lastAt: AT },
});

describe("the list of conversations", () => {
  const inbox = {
    conversations: [row(1, "Ana García", "complaint"), row(2, "Bea", null), row(13, "Li", null)],
  };

  it("is searched without minding accents and case, and by number", () => {
    const found = (search: string) => inboxRows(inbox, search).map(({ id }: { id: number }) => id);
    expect(found("GARCIA")).toEqual([1]);
    expect(found("")).toEqual([1, 2, 13]);
    expect(found("#1")).toEqual([1]);
    expect(found("nobody")).toEqual([]);
    expect(inboxRows(undefined, "x")).toEqual([]);
  });

  it("says how each stands: who waits comes before who has it", () => {
    expect(standing(row(1, "a", "emergency", "person"))).toBe("emergency");
    expect(standing(row(1, "a", "asked", "person"))).toBe("waiting");
    expect(standing(row(1, "a", null, "person"))).toBe("person");
    expect(standing(row(1, "a", null))).toBe("bot");
  });

  it("counts who waits, in the tab's title too", () => {
    expect(counts({ inbox })).toMatchObject({ inbox: 1, requests: 0, queue: 0 });
    expect(title("Hotel Miramar", { inbox })).toBe("(1) Hotel Miramar");
    expect(title("Hotel Miramar", {})).toBe("Hotel Miramar");
  });
});

describe("the cue", () => {
  const before = { conversations: [row(1, "Ana", null), row(2, "Bea", "asked")] };
  const later = (first: string | null, second: string | null) => ({
    conversations: [row(1, "Ana", first), row(2, "Bea", second)],
  });

  it("rings for whoever waits since the last telling, once, and for nobody when the page opens", () => {
    expect(cue(before, later("asked", "asked"))).toEqual({ kind: "waiting", who: "Ana" });
    expect(cue(before, later(null, "asked"))).toBeUndefined();
    expect(cue(before, later(null, null))).toBeUndefined();
    expect(cue(undefined, later("asked", null))).toBeUndefined();
  });

  it("rings otherwise for an emergency, also of one who waited already", () => {
    expect(cue(before, later(null, "emergency"))).toEqual({ kind: "emergency", who: "Bea" });
  });
});

describe("a conversation", () => {
  const turn = (direction: string, kind: string, at: string) => ({
    ...{ direction, kind, at, author: "guest", by: null, text: "x" },
  });

  it("tells the guest's words, the house's and what is for the desk alone apart", () => {
    const turns = [turn("in", "text", AT), turn("out", "text", AT), turn("out", "handover", AT)];
    expect(transcript({ turns }).map(({ side }: { side: string }) => side)).toEqual([
      "guest",
      "house",
      "desk",
    ]);
  });

  it("can be written into for 24 hours on WhatsApp, always in a terminal, never into a call", () => {
    const view = { turns: [turn("in", "text", AT), turn("out", "text", "2027-02-02T08:00:00.000Z")] };
    const end = NOW + 86_400_000;
    expect(writable(view, "whatsapp", end - 1)).toEqual({ open: true, until: end });
    expect(writable(view, "whatsapp", end)).toEqual({ open: false, why: "window" });
    expect(writable(view, "chat", end)).toEqual({ open: true });
    expect(writable(view, "phone", NOW)).toEqual({ open: false, why: "phone" });
  });
});

describe("the house", () => {
  it("is as full as its rooms say, and not at all where another PMS keeps them", () => {
    expect(occupancy({ rooms: { all: 8, taken: 6, blocked: 1 } })).toEqual({ percent: 75, free: 1 });
    expect(occupancy({ rooms: null })).toBeUndefined();
    expect(occupancy({ rooms: { all: 0, taken: 0, blocked: 0 } })).toBeUndefined();
  });

  it("tells the worst check first", () => {
    const health = { checks: ["ok", "critical", "unknown", "warning"].map((state) => ({ state })) };
    expect(checks(health).map(({ state }) => state)).toEqual(["critical", "warning", "unknown", "ok"]);
  });
});

it("is light or dark as chosen, else as the machine is", () => {
  const themes = [true, false].map((dark) => ["auto", "light", "dark"].map((each) => themeOf(each, dark)));
  expect(themes).toEqual([
    ["dark", "light", "dark"],
    ["light", "light", "dark"],
  ]);
});

it("reads where to be from the address, and nothing else", () => {
  const parts = ["inbox", "requests", "calls"];
  expect(place("#inbox/12", parts)).toEqual({ part: "inbox", id: 12 });
  expect(place("#calls/ab-1", parts)).toEqual({ part: "calls", id: "ab-1" });
  expect(place("#requests/12", parts)).toEqual({ part: "requests", id: undefined });
  for (const odd of ["", "#constructor", "#link=abc", "#inbox/<img>", "#inbox/-1"])
    expect(place(odd, parts)).toEqual({ part: "inbox", id: undefined });
});

it("writes times on the hotel's wall, amounts and lengths as people read them", () => {
  expect([span(20_000), span(180_000), span(7_200_000), span(3 * 86_400_000)]).toEqual([
    "<1 min",
    "3 min",
    "2 h",
    "3 d",
  ]);
  expect(clock(AT, NOW, "es-ES", "Europe/Madrid")).toBe("10:00");
  expect(clock("2027-01-31T09:00:00Z", NOW, "en-GB", "Europe/Madrid")).toBe("31 Jan, 10:00");
  expect(day("2027-02-01", "es-ES")).toBe("lunes, 1 de febrero");
  expect(money({ minor: 12_050, currency: "EUR" }, "es-ES")).toMatch(/^120,50\s€$/);
  expect(money({ minor: 12_050, currency: "CLP" }, "es-ES")).toMatch(/^12\.?050\sCLP$/);
  expect(length(AT, NOW + 65_000)).toBe("1:05");
  expect(nights("2027-03-27", "2027-03-29")).toBe(2);
});
