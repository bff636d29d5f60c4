import { type Dispatcher, request } from "undici";
import { HotelbotError } from "../../errors.ts";

/** Model hubs hand a file out from elsewhere: Hugging Face sends on once or twice. */
const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Worth another try although they are the client's errors: too slow, too early, too often. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Asks for a file, from byte `from` on, and goes where the server sends on to: five times at most, and never from https
 * to anything else. Answers 200, 206 or 416. Rejects with DOWNLOAD_REFUSED for an answer that will be the same tomorrow and
 * DOWNLOAD_FAILED for one that may not (5xx, 408, 425, 429).
 */
export async function follow(url: string, from: number, folder: string): Promise<Dispatcher.ResponseData> {
  let address = new URL(url);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await request(address, from > 0 ? { headers: { range: `bytes=${from}-` } } : {});
    const { statusCode } = response;
    if (statusCode === 200 || statusCode === 206 || statusCode === 416) return response;
    await response.body.dump();
    const what = `the server answered ${statusCode}${address.href === url ? "" : ` at ${address.host}`}`;
    if (statusCode >= 500 || PASSING.has(statusCode)) {
      throw new HotelbotError("DOWNLOAD_FAILED", { url, what, folder });
    }
    const { location } = response.headers;
    if (!REDIRECTS.has(statusCode) || typeof location !== "string") throw refused(url, what);
    address = sentOn(url, address, location);
  }
  throw refused(url, `it was sent on more than ${MOST_REDIRECTS} times`);
}

/** Where `location` leads from there. Throws DOWNLOAD_REFUSED for what is not followed. Pure. */
export function sentOn(url: string, from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (to?.protocol === "https:" || (to?.protocol === "http:" && from.protocol === "http:")) return to;
  throw refused(url, `the server sent on to «${to?.protocol ?? location}», which is not followed`);
}

function refused(url: string, what: string): HotelbotError {
  return new HotelbotError("DOWNLOAD_REFUSED", { url, what });
}
