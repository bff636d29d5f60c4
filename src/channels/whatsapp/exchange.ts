import type { Dispatcher } from "undici";

/** One HTTP exchange as far as it came. `left` tells whether any of the request may have reached the other side. */
export type Exchange =
  | { readonly kind: "answer"; readonly status: number; readonly body: Buffer; readonly date?: string }
  | { readonly kind: "failed"; readonly left: boolean; readonly why: string }
  | { readonly kind: "too large" };

export interface ExchangeRequest {
  readonly url: URL;
  readonly method: "GET" | "POST" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Most bytes of answer worth reading. */
  readonly maxBytes: number;
  /** Until the first byte of the answer, and between any two of it. */
  readonly timeoutMs: number;
}

/**
 * Sends one request and never rejects. undici calls `onRequestStart` when it has a connection and is about to write:
 * before that, nothing can have left, whatever the error was (refused, no such name, TLS, connect time-out); after
 * it, everything may have.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let status = 0;
    let left = false;
    let date: string | undefined;
    const { url, method, headers, body = null, timeoutMs } = request;
    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        body,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      },
      {
        onRequestStart: () => {
          left = true;
        },
        onResponseStart: (_controller, statusCode, answered) => {
          status = statusCode;
          if (typeof answered.date === "string") date = answered.date;
        },
        onResponseData: (controller, chunk) => {
          length += chunk.length;
          if (length <= request.maxBytes) {
            chunks.push(chunk);
            return;
          }
          resolve({ kind: "too large" });
          controller.abort(new Error("the answer is too large"));
        },
        onResponseEnd: () => {
          const body = Buffer.concat(chunks, length);
          resolve({ kind: "answer", status, body, ...(date === undefined ? {} : { date }) });
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
