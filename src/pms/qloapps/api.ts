import { Agent } from "undici";
import { HotelbotError } from "../../errors.ts";
import { type Reading, readAnswer } from "./answers.ts";
import { type Answer, type Exchange, exchange } from "./exchange.ts";
import type { QloAppsOptions } from "./options.ts";
import { writeXml, type XmlValue } from "./xml.ts";

/** What became of a write. Only `refused` and `unavailable` are certain to have written nothing. */
export type Written =
  | { readonly kind: "done"; readonly body: unknown }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unavailable"; readonly why: string }
  | { readonly kind: "open"; readonly why: string };

export interface Api {
  /** A list or a record; undefined when there is no such record. PMS_UNAVAILABLE when there is no clear answer. */
  read(resource: string, query?: Query): Promise<unknown>;
  /** Prices and free rooms. PMS_INVALID when QloApps finds the question wrong. */
  ask(question: XmlValue): Promise<unknown>;
  /** Bookings take JSON. */
  writeBooking(method: "POST" | "PUT", path: string, booking: unknown): Promise<Written>;
  /** Everything else takes XML. */
  writeRecord(resource: string, node: string, record: XmlValue): Promise<Written>;
  /** One bare answer, for checks. */
  probe(method: "GET" | "POST" | "PUT", path: string, body?: string): Promise<Exchange>;
  close(): Promise<void>;
}

/** `filter` values are QloApps' own language: `[4]`, `[1|2]`, `>[2026-12-10]`. */
export interface Query {
  readonly display?: "full" | readonly string[];
  readonly filter?: Readonly<Record<string, string>>;
  readonly sort?: string;
  readonly limit?: number;
}

const READ_TIMEOUT_MS = 15_000;
const WRITE_TIMEOUT_MS = 20_000;

/** The web service of one shop. Opens connections when used; they are its own, so nobody else's settings reach them. */
export function createApi(
  options: Pick<QloAppsOptions, "url" | "key" | "readTimeoutMs" | "writeTimeoutMs">,
): Api {
  const { readTimeoutMs = READ_TIMEOUT_MS, writeTimeoutMs = WRITE_TIMEOUT_MS } = options;
  const base = new URL(`${options.url.replace(/\/+$/, "")}/api/`);
  // Idle connections are dropped before the web server's usual 5 s: a write into one that is just being closed would
  // be neither sent nor unsent.
  const dispatcher = new Agent({
    connect: { timeout: 5_000 },
    connections: 8,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
  });

  async function call(
    method: "GET" | "POST" | "PUT",
    path: string,
    body: string | undefined,
    timeoutMs: number,
  ): Promise<Exchange> {
    let key: string;
    try {
      key = options.key();
    } catch (thrown) {
      return { kind: "failed", left: false, why: thrown instanceof Error ? thrown.message : String(thrown) };
    }
    const type = body?.startsWith("<") ? "text/xml; charset=utf-8" : "application/json";
    const headers = {
      authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
      "user-agent": "hotelbot",
      ...(body === undefined ? {} : { "content-type": type }),
    };
    const sent = body === undefined ? {} : { body };
    return exchange(dispatcher, {
      origin: base.origin,
      path: base.pathname + path,
      method,
      headers,
      timeoutMs,
      ...sent,
    });
  }

  async function write(method: "POST" | "PUT", path: string, body: string): Promise<Written> {
    return written(await call(method, `${path}?output_format=JSON`, body, writeTimeoutMs));
  }

  return {
    async read(resource, query = {}) {
      const result = await call("GET", `${resource}?${queryText(query)}`, undefined, readTimeoutMs);
      const reading = read(result);
      if (reading.kind === "body") return reading.body;
      if (reading.kind === "errors" && reading.status === 404) return undefined;
      throw unavailable(reading.why, reading);
    },
    async ask(question) {
      const body = writeXml("hotel_ari", question);
      const reading = read(await call("POST", "hotel_ari?output_format=JSON", body, readTimeoutMs));
      if (reading.kind === "body") return reading.body;
      if (reading.kind === "errors" && reading.status === 400)
        throw new HotelbotError("PMS_INVALID", { what: reading.why });
      throw unavailable(reading.why, reading);
    },
    writeBooking: (method, path, booking) => write(method, path, JSON.stringify({ booking })),
    writeRecord: (resource, node, record) => write("POST", resource, writeXml(node, record)),
    probe: (method, path, body) => call(method, path, body, readTimeoutMs),
    close: () => dispatcher.destroy(),
  };
}

function queryText({ display, filter = {}, sort, limit }: Query): string {
  const parts = ["output_format=JSON"];
  if (display) parts.push(`display=${display === "full" ? display : `[${display.join(",")}]`}`);
  for (const [name, value] of Object.entries(filter)) {
    parts.push(`filter[${name}]=${encodeURIComponent(value).replaceAll("%5B", "[").replaceAll("%5D", "]")}`);
  }
  if (sort) parts.push(`sort=[${sort}]`);
  if (limit !== undefined) parts.push(`limit=${limit}`);
  return parts.join("&");
}

function read(result: Exchange): Reading {
  if (result.kind === "answer") return readAnswer(result.answer);
  return { kind: "noise", status: 0, why: result.why };
}

/** What is certain about a write, by what QloApps answered; see docs/qloapps.md, «What hotelbot believes». */
export function written(result: Exchange): Written {
  if (result.kind === "failed") return { kind: result.left ? "open" : "unavailable", why: result.why };
  const reading = readAnswer(result.answer);
  if (reading.kind === "body") return { kind: "done", body: reading.body };
  const { why } = reading;
  if (reading.kind === "errors") {
    if (reading.status === 400) return { kind: "refused", why };
    if (isTurnedAway(result.answer)) return { kind: "unavailable", why };
  }
  return { kind: "open", why };
}

/** Refused at the door: no key, no right, or the web service switched off. */
function isTurnedAway({ status }: Answer): boolean {
  return status === 401 || status === 405 || status === 503;
}

function unavailable(why: string, reading: Reading): HotelbotError {
  const status = reading.kind === "errors" ? reading.status : 0;
  const hint = status === 401 || status === 405 ? " (see hotelbot pms check)" : "";
  return new HotelbotError("PMS_UNAVAILABLE", { what: `QloApps: ${why}${hint}` });
}
