import { Agent, request } from "undici";

/** Asks a server on this machine. Rejects with a sentence when it fails, takes too long or answers too much. */
export type Ask = (path: string, body: unknown) => Promise<unknown>;

const LARGEST_ANSWER = 4 * 1024 * 1024;

/**
 * `url` is on the loopback, without a slash at its end. Neither a proxy of the environment nor a redirection is heeded:
 * what guests say goes to this address or nowhere.
 */
export function localServer(url: string, timeoutMs: number): Ask {
  const dispatcher = new Agent({ maxResponseSize: LARGEST_ANSWER });
  return async (path, body) => {
    const { statusCode, body: answer } = await request(url + path, {
      dispatcher,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (statusCode !== 200) {
      await answer.dump();
      throw new Error(`answered ${statusCode}`);
    }
    return await answer.json();
  };
}
