import { Agent, request } from "undici";
import { HotelbotError } from "../../../errors.ts";

export interface Feeds {
  /** The text of a calendar. Rejects with CALENDAR_UNREADABLE. */
  fetch(url: string): Promise<string>;
  close(): Promise<void>;
}

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_REDIRECTS = 5;
const TIMEOUT_MS = 20_000;

/** Reads channel calendars over HTTP. Opens connections when used. */
export function createFeeds(timeoutMs = TIMEOUT_MS): Feeds {
  const dispatcher = new Agent({ connect: { timeout: timeoutMs }, keepAliveTimeout: 1_000 });

  async function get(url: string, hops: number): Promise<string> {
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { "user-agent": "hotelbot", accept: "text/calendar, text/plain;q=0.5, */*;q=0.1" };
    const { statusCode, headers: answered, body } = await request(url, { dispatcher, signal, headers });
    if (statusCode >= 300 && statusCode < 400 && typeof answered.location === "string") {
      await body.dump();
      if (hops === 0) throw unreadable("it sends us round in circles");
      const next = new URL(answered.location, url);
      if (next.protocol !== "https:" && next.protocol !== new URL(url).protocol)
        throw unreadable(`it sends us to ${next.protocol}`);
      return get(next.href, hops - 1);
    }
    if (statusCode !== 200) {
      await body.dump();
      throw unreadable(`its address answers ${statusCode}`);
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw unreadable(`it is larger than ${MOST_BYTES / 1024 / 1024} MiB`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  }

  return {
    async fetch(url) {
      try {
        return await get(url, MOST_REDIRECTS);
      } catch (thrown) {
        if (thrown instanceof HotelbotError) throw thrown;
        throw unreadable(thrown instanceof Error ? thrown.message : String(thrown), thrown);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function unreadable(what: string, cause?: unknown): HotelbotError {
  return new HotelbotError("CALENDAR_UNREADABLE", { what }, { cause });
}
