import { describe, expect, it } from "vitest";
import { recordingNames } from "../support/recording.ts";
import { replay } from "../support/replay.ts";
import { ROWS } from "./replay-table.ts";

describe("recorded dialogs with Asterisk 22", () => {
  it("are all in the table", () => {
    expect(Object.keys(ROWS).sort()).toEqual(recordingNames());
  });

  it.each(Object.entries(ROWS))("%s", async (name, row) => {
    const outcome = await replay(name, row);
    expect(outcome.wrong).toEqual([]);
    if (row.ended) expect(outcome.ended).toEqual(row.ended);
    if (row.from) expect(outcome.calls[0]?.from).toEqual(row.from);
    if (row.digits !== undefined) expect(outcome.digits).toBe(row.digits);
    expect(outcome.transfers).toEqual(row.transfers ?? []);
    if (row.failed) expect(outcome.failed).toEqual(row.failed);
    if (row.state) expect(outcome.line.state().text).toMatch(row.state);
  });
});
