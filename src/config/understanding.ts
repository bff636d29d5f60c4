import { z } from "zod";
import { subjectNamed } from "./faq.ts";

const text = z.string().trim().min(1, "cannot be empty");
const millis = z.int().min(50).max(10_000);

/** A server on this machine: what guests say goes nowhere else, so no other address is taken. */
const here = z.string().refine(isHere, {
  error: "must be a server on this machine, as http://127.0.0.1:8080: what guests say does not leave it",
});

/** What is not understood here, and models of the hotel's own that are asked in doubt, as hotel.yaml writes them. */
export const understandingSchema = z.strictObject({
  off: z.array(text).default([]),
  embeddings: z
    .strictObject({
      url: here,
      model: text.optional(),
      timeout_ms: millis.default(400),
      least_similarity: z.number().min(0).max(1).default(0.6),
    })
    .optional(),
  language_model: z
    .strictObject({ url: here, model: text.optional(), timeout_ms: millis.default(1_500) })
    .optional(),
});

export type UnderstandingFile = z.infer<typeof understandingSchema>;

/** Missing: all that ships is understood, and nobody is asked. */
export interface UnderstandingConfig {
  /** Subjects that ship and are turned off, among `SWITCHABLE`; missing where there are none. */
  readonly off?: readonly string[];
  readonly embeddings?: {
    readonly url: string;
    readonly model?: string;
    readonly timeoutMs: number;
    readonly leastSimilarity: number;
  };
  readonly languageModel?: { readonly url: string; readonly model?: string; readonly timeoutMs: number };
}

export function understandingConfig(file: UnderstandingFile): UnderstandingConfig {
  const { off, embeddings, language_model } = file;
  return {
    ...(off.length > 0 && { off: off.map(subjectNamed) }),
    ...(embeddings && {
      embeddings: { ...server(embeddings), leastSimilarity: embeddings.least_similarity },
    }),
    ...(language_model && { languageModel: server(language_model) }),
  };
}

interface Server {
  readonly url: string;
  readonly model?: string | undefined;
  readonly timeout_ms: number;
}

function server({ url, model, timeout_ms }: Server) {
  return {
    url: url.replace(/\/+$/, ""),
    ...(model === undefined ? {} : { model }),
    timeoutMs: timeout_ms,
  };
}

/** True for plain HTTP to an address that only this machine has; no name but «localhost» is looked up. */
function isHere(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (protocol !== "http:" || `${username}${password}${search}${hash}` !== "") return false;
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
