import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { HotelbotError } from "../../errors.ts";
import type { Logger } from "../../platform/logger.ts";
import type { Metrics } from "./metrics.ts";

export interface MetricsServer {
  /** Rejects with PORT_BUSY. */
  start(): Promise<{ readonly port: number }>;
  stop(): Promise<void>;
}

/** `GET /metrics` for Prometheus on a port of its own, and nothing else. */
export function createMetricsServer(
  { host, port }: { readonly host: string; readonly port: number },
  metrics: Pick<Metrics, "text" | "contentType">,
  log: Logger,
): MetricsServer {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const known = request.method === "GET" && request.url?.split("?", 1)[0] === "/metrics";
    if (!known) {
      response.writeHead(404, { "content-type": "text/plain" }).end("NOT_FOUND\n");
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text),
      (error: unknown) => {
        log.error("metrics could not be collected", { err: error });
        response.writeHead(500, { "content-type": "text/plain" }).end("INTERNAL\n");
      },
    );
  });
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) =>
          reject(error.code === "EADDRINUSE" ? new HotelbotError("PORT_BUSY", { host, port }) : error),
        );
        server.listen(port, host, () => resolve({ port: (server.address() as AddressInfo).port }));
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
