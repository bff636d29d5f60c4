import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomBytes } from "node:crypto";

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** Where a span is, as W3C trace context has it: 32 and 16 hex digits. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
}

export interface EndedSpan extends SpanPlace {
  readonly parentId?: string;
  readonly name: string;
  /** Epoch milliseconds, with fractions. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  /** The error's code, when the work failed. */
  readonly error?: string;
  /** Others that led here: the further messages of a burst. */
  readonly links: readonly SpanPlace[];
}

export interface SpanOptions {
  readonly attributes?: Attributes;
  /** What it goes on from; else the span around it, else nothing: it begins a trace. */
  readonly parent?: SpanPlace | undefined;
  readonly links?: readonly SpanPlace[];
  /** Adds what is known at the end. */
  readonly result?: (value: unknown) => Attributes;
}

/** Follows work through the program. Attributes hold no words, names, phones or tokens: ids and numbers only. */
export interface Tracer {
  /** Runs `work` as a span, its own spans within it; what it answers or throws passes through. */
  span<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T>;
  /** The same for work that is done when it returns. */
  spanNow<T>(name: string, options: SpanOptions, work: () => T): T;
  /** Something that is over, at a place of its own or a new one. */
  record(
    name: string,
    span: SpanOptions & { readonly place?: SpanPlace; start: number; end: number },
  ): SpanPlace;
}

const NOWHERE: SpanPlace = { traceId: "0".repeat(32), spanId: "0".repeat(16) };

/** Follows nothing and costs nothing. */
export const NO_TRACER: Tracer = {
  span: (_name, _options, work) => work(),
  spanNow: (_name, _options, work) => work(),
  record: () => NOWHERE,
};

/** The place that belongs to `key` on any day and in any process: what happens to a message later finds it again. */
export function placeOf(key: string): SpanPlace {
  const digest = createHash("sha256").update(key).digest("hex");
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48) };
}

/** `now` is epoch milliseconds, as exact as it comes; `ended` takes every span when it is over and must not throw. */
export function createTracer(now: () => number, ended: (span: EndedSpan) => void): Tracer {
  const around = new AsyncLocalStorage<SpanPlace>();

  function begin(name: string, options: SpanOptions) {
    const parent = options.parent ?? around.getStore();
    const place = { traceId: parent?.traceId ?? hex(16), spanId: hex(8) };
    const start = now();
    const end = (extra: Attributes, error?: string): void =>
      ended({
        ...place,
        ...(parent ? { parentId: parent.spanId } : {}),
        name,
        start,
        end: now(),
        attributes: { ...options.attributes, ...extra },
        ...(error === undefined ? {} : { error }),
        links: options.links ?? [],
      });
    return { place, end };
  }

  return {
    async span(name, options, work) {
      const { place, end } = begin(name, options);
      try {
        const value = await around.run(place, work);
        end(options.result?.(value) ?? {});
        return value;
      } catch (error) {
        end({}, codeOf(error));
        throw error;
      }
    },
    spanNow(name, options, work) {
      const { place, end } = begin(name, options);
      try {
        const value = around.run(place, work);
        end(options.result?.(value) ?? {});
        return value;
      } catch (error) {
        end({}, codeOf(error));
        throw error;
      }
    },
    record(name, { place, parent, start, end, attributes = {}, links = [] }) {
      const at = place ?? { traceId: parent?.traceId ?? hex(16), spanId: hex(8) };
      ended({ ...at, ...(parent ? { parentId: parent.spanId } : {}), name, start, end, attributes, links });
      return at;
    },
  };
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : "INTERNAL";
}
