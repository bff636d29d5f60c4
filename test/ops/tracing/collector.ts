import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished, vi } from "vitest";

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number; readonly message?: string };
}

interface Body {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: CollectedSpan["attributes"] };
    readonly scopeSpans: readonly { readonly spans: readonly CollectedSpan[] }[];
  }[];
}

/** A collector stand-in: takes OTLP over HTTP as JSON and keeps the spans. */
export async function collector(status: () => number = () => 200) {
  const bodies: Body[] = [];
  const texts: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += String(chunk);
    });
    request.on("end", () => {
      const good = request.url === "/v1/traces" && request.headers["content-type"] === "application/json";
      const answer = good ? status() : 400;
      if (answer === 200) {
        bodies.push(JSON.parse(text) as Body);
        texts.push(text);
      }
      response.writeHead(answer, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const spans = () =>
    bodies.flatMap((body) => body.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`,
    bodies,
    texts,
    spans,
    /** Resolves when a span of that name has come. */
    named: (name: string): Promise<CollectedSpan> =>
      vi.waitFor(
        () => {
          const span = spans().find((each) => each.name === name);
          if (!span) throw new Error(`no span «${name}» among ${spans().map((each) => each.name)}`);
          return span;
        },
        { timeout: 15_000 },
      ),
  };
}
