import type { ServerResponse } from "node:http";
import type { Clock } from "../platform/clock.ts";
import type { Live, Topic } from "./live.ts";

export interface StreamParts {
  readonly live: Live;
  readonly clock: Clock;
  /** False once the viewer is logged out. */
  readonly allowed: () => boolean;
  /** What this viewer looks at besides. */
  readonly own: Topic | undefined;
  readonly last: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** So often a viewer is told that all is well, and asked for: a line that died is noticed on both sides. */
export const BEAT_MS = 15_000;
/** How soon the browser comes back, ms. */
const RETRY_MS = 2_000;
/** A browser that does not read any more gets no more: it is told everything anew when it comes back. */
const MOST_WAITING = 4 * 1024 * 1024;

/** Server-sent events on one response, until the browser goes, the session ends or `close` is called. */
export function openStream(response: ServerResponse, parts: StreamParts): { close(): void } {
  const { live, clock, allowed, own, last, headers } = parts;
  let leave = (): void => undefined;
  let cancelBeat = (): void => undefined;
  let closed = false;

  function close(): void {
    if (closed) return;
    closed = true;
    cancelBeat();
    leave();
    response.end();
  }

  function write(text: string): void {
    if (closed) return;
    if (response.writableLength > MOST_WAITING) response.destroy();
    else response.write(text);
  }

  /** Who is logged out meanwhile is told so and nothing else. */
  function tell(text: string): void {
    const stays = allowed();
    write(stays ? text : "event: logout\ndata: {}\n\n");
    if (!stays) close();
  }

  function beat(): void {
    cancelBeat = clock.after(BEAT_MS, () => {
      tell(`event: beat\ndata: ${clock.now()}\n\n`);
      if (!closed) beat();
    });
  }

  response.on("close", close);
  response.on("error", close);
  response.writeHead(200, {
    ...headers,
    "content-type": "text/event-stream; charset=utf-8",
    // For proxies that gather what they pass on.
    "x-accel-buffering": "no",
  });
  write(`retry: ${RETRY_MS}\n\nevent: beat\ndata: ${clock.now()}\n\n`);
  beat();
  leave = live.join({
    ...(own ? { own } : {}),
    last,
    send: ({ id, name, data }) => tell(`id: ${id}\nevent: ${name}\ndata: ${data}\n\n`),
  });
  return { close };
}
