import type { Dispatcher } from "undici";

/** One HTTP exchange as far as it came. `left` tells whether any of the request may have reached QloApps. */
export type Exchange =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly left: boolean; readonly why: string };

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Of the `Date` header, epoch ms; missing when there was none. */
  readonly date?: number;
}

export interface ExchangeRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Until the first byte of the answer, and between any two of it. */
  readonly timeoutMs: number;
}

/** A fortnight of all room types, night by night, is 200 kB; more than this is no answer of QloApps. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Sends one request and never rejects. undici calls `onRequestStart` when it has a connection and is about to write:
 * before that nothing can have left, whatever the error was; after it everything may have.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let left = false;
    let head = { status: 0, contentType: "", date: Number.NaN };
    const { origin, path, method, headers, body = null, timeoutMs } = request;
    dispatcher.dispatch(
      { origin, path, method, headers, body, headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
      {
        onRequestStart: () => {
          left = true;
        },
        onResponseStart: (_controller, status, received) => {
          const one = (name: string): string => String(received[name] ?? "");
          head = { status, contentType: one("content-type"), date: Date.parse(one("date")) };
        },
        onResponseData: (controller, chunk) => {
          length += chunk.length;
          if (length <= MOST_BYTES) chunks.push(chunk);
          else controller.abort(new Error(`the answer is larger than ${MOST_BYTES} bytes`));
        },
        onResponseEnd: () => {
          const { date, ...rest } = head;
          const text = Buffer.concat(chunks, length).toString("utf8");
          const answer = { ...rest, text, ...(Number.isNaN(date) ? {} : { date }) };
          resolve({ kind: "answer", answer });
        },
        onResponseError: (_controller, error) => resolve({ kind: "failed", left, why: reason(error) }),
      },
    );
  });
}

function reason(error: Error & { readonly code?: string }): string {
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  const message = error.message || error.name;
  return error.code && !message.includes(error.code) ? `${error.code} ${message}${cause}` : message + cause;
}
