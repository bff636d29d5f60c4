import type { Answer } from "./exchange.ts";
import { readXml } from "./xml.ts";

/** What an HTTP answer of QloApps is, whatever its status claims. */
export type Reading =
  /** 2xx, readable, without errors. */
  | { readonly kind: "body"; readonly body: unknown }
  /** Errors of QloApps' own: it understood and said why. */
  | { readonly kind: "errors"; readonly status: number; readonly code: number; readonly why: string }
  /** Nothing that may be relied on: «Fatal error», an empty 500, PHP notices alone, another program's page. */
  | { readonly kind: "noise"; readonly status: number; readonly why: string };

/** Up to this code an entry is a PHP notice or warning raised on the way, which says nothing about the outcome. */
const LAST_NOTICE = 15;

/** Reads an answer. Its status alone is never believed: QloApps answers 200 «Fatal error» and 500 to what it did. */
export function readAnswer(answer: Answer): Reading {
  const { status, contentType, text } = answer;
  if (status === 404 && text === "")
    return { kind: "errors", status, code: 404, why: "there is no such record" };
  if (status === 401 && !readable(contentType)) {
    return { kind: "errors", status, code: 401, why: "the web service key was not given" };
  }
  const body = parse(contentType, text);
  if (body === undefined) {
    const said = readable(contentType) ? "" : text;
    return { kind: "noise", status, why: `HTTP ${status} «${shortened(said)}»` };
  }
  const errors = errorsOf(body);
  const own = errors.findLast(({ code }) => code > LAST_NOTICE);
  if (own) return { kind: "errors", status, ...own };
  const [notice] = errors;
  if (notice) return { kind: "noise", status, why: `HTTP ${status}, ${notice.why}` };
  if (status < 200 || status > 299) return { kind: "noise", status, why: `HTTP ${status}` };
  return { kind: "body", body };
}

function readable(contentType: string): boolean {
  return /^(?:application\/json|text\/xml)\b/i.test(contentType);
}

function parse(contentType: string, text: string): unknown {
  if (!readable(contentType)) return undefined;
  try {
    return /json/i.test(contentType) ? JSON.parse(text) : readXml(text);
  } catch {
    return undefined;
  }
}

function errorsOf(body: unknown): { code: number; why: string }[] {
  if (typeof body !== "object" || body === null || !("errors" in body) || !Array.isArray(body.errors))
    return [];
  return body.errors.map((entry: { code?: unknown; message?: unknown }) => ({
    code: Number(entry.code),
    why: shortened(String(entry.message ?? "")),
  }));
}

/** Error texts carry file paths of the server and can be pages long. */
function shortened(text: string): string {
  const plain = text
    .replace(/\s*\(\/[^()]*, line \d+\)/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\.$/, "");
  return plain.length > 160 ? `${plain.slice(0, 159)}…` : plain;
}
