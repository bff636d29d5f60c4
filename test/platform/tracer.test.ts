import { expect, it } from "vitest";
import { createTracer, type EndedSpan, NO_TRACER, placeOf } from "../../src/platform/tracer.ts";

function tracing() {
  const spans: EndedSpan[] = [];
  let now = 0;
  const tracer = createTracer(
    () => (now += 1),
    (span) => void spans.push(span),
  );
  return { tracer, spans, named: (name: string) => spans.find((span) => span.name === name) };
}

it("puts work done within a span beneath it, also after waiting, and side by side", async () => {
  const { tracer, named } = tracing();
  await tracer.span("turn", {}, async () => {
    await Promise.resolve();
    await Promise.all([
      tracer.span("hear", {}, async () => tracer.spanNow("understand", {}, () => 1)),
      tracer.span("pms", {}, async () => 2),
    ]);
  });
  const turn = named("turn");
  expect(turn?.parentId).toBeUndefined();
  expect([named("hear")?.parentId, named("pms")?.parentId]).toEqual([turn?.spanId, turn?.spanId]);
  expect(named("understand")?.parentId).toBe(named("hear")?.spanId);
  expect(named("understand")?.traceId).toBe(turn?.traceId);
});

it("passes on what the work answers and throws, and notes the error's code", async () => {
  const { tracer, named } = tracing();
  expect(await tracer.span("a", { result: (value) => ({ got: Number(value) }) }, async () => 7)).toBe(7);
  const error = Object.assign(new Error("no"), { code: "PMS_REFUSED" });
  await expect(tracer.span("b", {}, () => Promise.reject(error))).rejects.toBe(error);
  expect(() =>
    tracer.spanNow("c", {}, () => {
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(named("a")?.attributes).toEqual({ got: 7 });
  expect([named("a")?.error, named("b")?.error, named("c")?.error]).toEqual([
    undefined,
    "PMS_REFUSED",
    "INTERNAL",
  ]);
});

it("finds a message's place again by its key, in any process", () => {
  expect(placeOf("whatsapp/wamid.1")).toEqual(placeOf("whatsapp/wamid.1"));
  expect(placeOf("whatsapp/wamid.1").traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(placeOf("whatsapp/wamid.1").spanId).toMatch(/^[0-9a-f]{16}$/);
  expect(placeOf("whatsapp/wamid.1")).not.toEqual(placeOf("whatsapp/wamid.2"));
});

it("without a tracer the work is just done", async () => {
  expect(await NO_TRACER.span("a", {}, async () => 1)).toBe(1);
  expect(NO_TRACER.spanNow("a", {}, () => 2)).toBe(2);
});
