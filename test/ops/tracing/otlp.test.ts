import { expect, it } from "vitest";
import { createOtlpExporter } from "../../../src/ops/tracing/otlp.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import type { EndedSpan } from "../../../src/platform/tracer.ts";
import { collector } from "./collector.ts";

const span: EndedSpan = {
  traceId: "a".repeat(32),
  spanId: "b".repeat(16),
  parentId: "c".repeat(16),
  name: "send",
  start: 1_801_472_400_000.25,
  end: 1_801_472_400_012,
  attributes: { "hotelbot.outcome": "accepted", "hotelbot.conversation": 7, ratio: 0.5, late: false },
  error: "PMS_UNKNOWN",
  links: [{ traceId: "d".repeat(32), spanId: "e".repeat(16) }],
};

/** Rings when told. */
function bell(): Clock & { ring(): void } {
  let waiting: (() => void) | undefined;
  return {
    now: () => 0,
    after: (_ms, callback) => {
      waiting = callback;
      return () => {
        waiting = undefined;
      };
    },
    ring: () => waiting?.(),
  };
}

it("sends what the protocol's JSON form asks for", async () => {
  const { url, bodies } = await collector();
  const exporter = createOtlpExporter({
    url,
    resource: { "service.name": "hotelbot" },
    clock: bell(),
    log: silentLogger(),
  });
  exporter.add(span);
  await exporter.stop();
  expect(bodies).toEqual([
    {
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "hotelbot" } }] },
          scopeSpans: [
            {
              scope: { name: "hotelbot" },
              spans: [
                {
                  traceId: "a".repeat(32),
                  spanId: "b".repeat(16),
                  parentSpanId: "c".repeat(16),
                  name: "send",
                  kind: 1,
                  startTimeUnixNano: "1801472400000250000",
                  endTimeUnixNano: "1801472400012000000",
                  attributes: [
                    { key: "hotelbot.outcome", value: { stringValue: "accepted" } },
                    { key: "hotelbot.conversation", value: { intValue: "7" } },
                    { key: "ratio", value: { doubleValue: 0.5 } },
                    { key: "late", value: { boolValue: false } },
                  ],
                  links: [{ traceId: "d".repeat(32), spanId: "e".repeat(16) }],
                  status: { code: 2, message: "PMS_UNKNOWN" },
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
});

it("sends by itself after a while, and again after an outage, which is said once", async () => {
  let status = 503;
  const { url, spans } = await collector(() => status);
  const clock = bell();
  const warnings: string[] = [];
  const log = { ...silentLogger(), warn: (what: string) => void warnings.push(what) };
  const exporter = createOtlpExporter({ url, resource: {}, clock, log });
  exporter.add(span);
  clock.ring();
  await exporter.flush();
  exporter.add(span);
  await exporter.flush();
  expect([spans().length, warnings.length]).toEqual([0, 1]);
  status = 200;
  exporter.add(span);
  clock.ring();
  await exporter.stop();
  expect(spans()).toHaveLength(3);
});

it("keeps the latest two thousand while nobody takes them", async () => {
  let status = 503;
  const { url, spans } = await collector(() => status);
  const exporter = createOtlpExporter({ url, resource: {}, clock: bell(), log: silentLogger() });
  for (let n = 0; n < 3_000; n += 1) exporter.add({ ...span, name: String(n) });
  await exporter.flush();
  status = 200;
  await exporter.stop();
  const names = spans().map(({ name }) => Number(name));
  expect([names.length, names[0], names.at(-1)]).toEqual([2_048, 952, 2_999]);
});
