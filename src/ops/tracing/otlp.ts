import { Agent, request } from "undici";
import type { Clock } from "../../platform/clock.ts";
import type { Logger } from "../../platform/logger.ts";
import type { Attributes, EndedSpan } from "../../platform/tracer.ts";

export interface OtlpOptions {
  /** The collector's address for traces: `http://127.0.0.1:4318/v1/traces`. */
  readonly url: string;
  readonly resource: Attributes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timeoutMs?: number;
}

/** Spans on their way to a collector, as OTLP over HTTP with JSON. */
export interface OtlpExporter {
  add(span: EndedSpan): void;
  /** Sends what waits. Never rejects. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 5_000;
const BATCH = 512;
/** Tracing must never cost a message: past this, while the collector is away, the oldest spans are dropped. */
const MOST_WAITING = 2_048;

export function createOtlpExporter(options: OtlpOptions): OtlpExporter {
  const { url, resource, clock, log, timeoutMs = 5_000 } = options;
  const dispatcher = new Agent({ connect: { timeout: timeoutMs }, keepAliveTimeout: 1_000 });
  const waiting: EndedSpan[] = [];
  let down = false;
  let stopped = false;
  let cancel = (): void => undefined;
  let running: Promise<void> = Promise.resolve();

  async function post(spans: readonly EndedSpan[]): Promise<void> {
    const answer = await request(url, {
      dispatcher,
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "hotelbot" },
      body: JSON.stringify(traces(resource, spans)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body.dump();
    if (answer.statusCode >= 300) throw new Error(`HTTP ${answer.statusCode}`);
  }

  async function drain(): Promise<void> {
    let batch: readonly EndedSpan[] = [];
    try {
      while (waiting.length > 0) {
        batch = waiting.splice(0, BATCH);
        await post(batch);
      }
      down = false;
    } catch (error) {
      waiting.unshift(...batch);
      trim();
      // Said once an outage: a collector that is away for a night is no reason for a line every five seconds.
      if (!down) log.warn("the trace collector does not take spans", { err: error });
      down = true;
      again();
    }
  }

  function again(): void {
    cancel();
    if (!stopped) cancel = clock.after(EVERY_MS, () => void flush());
  }

  function trim(): void {
    waiting.splice(0, Math.max(0, waiting.length - MOST_WAITING));
  }

  function flush(): Promise<void> {
    cancel();
    cancel = (): void => undefined;
    running = running.then(drain);
    return running;
  }

  return {
    add(span) {
      waiting.push(span);
      trim();
      if (waiting.length === 1) {
        again();
      } else if (waiting.length === BATCH && !down) void flush();
    },
    flush,
    async stop() {
      stopped = true;
      await flush();
      await dispatcher.destroy();
    },
  };
}

/** The body of an ExportTraceServiceRequest in its JSON form: ids in hex, times in nanoseconds as text. */
function traces(resource: Attributes, spans: readonly EndedSpan[]): object {
  const scope = { name: "hotelbot" };
  return {
    resourceSpans: [
      {
        resource: { attributes: keyValues(resource) },
        scopeSpans: [{ scope, spans: spans.map(otlpSpan) }],
      },
    ],
  };
}

const KIND_INTERNAL = 1;
const STATUS_ERROR = 2;

function otlpSpan(span: EndedSpan): object {
  const { traceId, spanId, parentId, name, start, end, attributes, error, links } = span;
  return {
    traceId,
    spanId,
    ...(parentId === undefined ? {} : { parentSpanId: parentId }),
    name,
    kind: KIND_INTERNAL,
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(end),
    attributes: keyValues(attributes),
    links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
    status: error === undefined ? {} : { code: STATUS_ERROR, message: error },
  };
}

function nanoseconds(ms: number): string {
  const whole = Math.floor(ms);
  return `${BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1_000_000))}`;
}

function keyValues(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: Attributes[string]): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
