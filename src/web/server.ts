import type { AddressInfo } from "node:net";
import { HotelbotError } from "../errors.ts";
import { type App, createApp } from "./app.ts";
import { createLive, type Live } from "./live.ts";
import type { WebParts } from "./parts.ts";
import type { Sessions } from "./sessions.ts";
import { topicsOf } from "./topics.ts";

export interface WebServer {
  /** Rejects with PORT_BUSY. */
  start(port: number): Promise<{ readonly port: number }>;
  stop(): Promise<void>;
}

/** The page for the front desk: its files, what it shows live, and what people do there. */
export function createWebServer(parts: WebParts, sessions: Sessions): WebServer {
  const { clock, log, writes, settings } = parts;
  const boot = parts.ids.secret(6);
  let live: Live | undefined;
  let app: App | undefined;
  return {
    async start(port) {
      live = createLive({ topics: topicsOf(parts), writes, clock, boot, log });
      app = createApp(parts, live, sessions);
      const { host } = settings;
      try {
        await app.fastify.listen({ host, port });
      } catch (thrown) {
        const code = (thrown as NodeJS.ErrnoException).code ?? "";
        await app.fastify.close();
        if (code === "EADDRINUSE") throw new HotelbotError("PORT_BUSY", { host, port });
        throw thrown;
      }
      return { port: (app.fastify.server.address() as AddressInfo).port };
    },
    async stop() {
      live?.stop();
      app?.close();
      await app?.fastify.close();
    },
  };
}
