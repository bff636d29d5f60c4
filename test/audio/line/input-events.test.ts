import fc from "fast-check";
import { expect, test } from "vitest";
import { EVENT_BYTES, inputEvents } from "../../../audio/line/soundcard/input-events.ts";
import { inputEvent } from "./support/handset.ts";

test("keys that go down and up are told; repeats, lights and movements are not", () => {
  const read = inputEvents();
  const bytes = Buffer.concat([
    inputEvent({ type: 4, code: 4, value: 458792 }),
    inputEvent({ code: 28, value: 1 }),
    inputEvent({ type: 0, code: 0, value: 0 }),
    inputEvent({ code: 28, value: 2 }),
    inputEvent({ type: 2, code: 1, value: 1 }),
    inputEvent({ code: 28, value: 0 }),
    inputEvent({ code: 57, value: 1 }),
  ]);
  expect(read(bytes)).toEqual([
    { code: 28, down: true },
    { code: 28, down: false },
    { code: 57, down: true },
  ]);
});

test("it does not matter where the bytes are cut", () => {
  const events = [1, 0, 1, 0, 1].map((value, index) => ({ code: 100 + index, value }));
  const bytes = Buffer.concat(events.map(inputEvent));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: EVENT_BYTES * 2 }), { maxLength: 12 }), (sizes) => {
      const read = inputEvents();
      const told = [];
      let at = 0;
      for (const size of [...sizes, bytes.length]) {
        told.push(...read(bytes.subarray(at, at + size)));
        at += size;
      }
      expect(told).toEqual(events.map(({ code, value }) => ({ code, down: value === 1 })));
    }),
  );
});
