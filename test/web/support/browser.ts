import type { ControlClient } from "../../../src/control/client.ts";

/** One told event of the page's stream. */
export interface Told {
  readonly id: string | undefined;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: each topic has its own shape, and a test looks at one field of it
  readonly data: any;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly body: any;
}

/** What a browser does with the page: keeps its cookie, says where it comes from, listens. */
export interface Browser {
  readonly origin: string;
  cookie: string | undefined;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The live stream. Close it. */
  listen(query?: string, headers?: Record<string, string>): Promise<Stream>;
}

export interface Stream {
  /** An event that fits, however many others come before it; each is given out once. */
  next(name: string, fits?: (data: Told["data"]) => boolean): Promise<Told>;
  /** Resolves when the server ends it. */
  readonly ended: Promise<void>;
  close(): void;
}

export function browser(address: string): Browser {
  const origin = new URL(address).origin;
  const self: Browser = {
    origin,
    cookie: undefined,
    get: (path, headers = {}) => ask("GET", path, undefined, headers),
    send: (method, path, body, headers) =>
      ask(method, path, body, headers ?? { origin, "x-hotelbot-desk": "1" }),
    async listen(query = "", headers = {}) {
      const stop = new AbortController();
      const response = await fetch(`${origin}/api/live${query}`, {
        headers: { ...cookies(), ...headers },
        signal: stop.signal,
      });
      if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`);
      return stream(response.body, () => stop.abort());
    },
  };
  const cookies = (): Record<string, string> => (self.cookie ? { cookie: self.cookie } : {});

  async function ask(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...cookies(), ...(body ? { "content-type": "application/json" } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const set = response.headers.get("set-cookie")?.split(";")[0];
    if (set !== undefined) self.cookie = set;
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json");
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  }
  return self;
}

/** A browser in which somebody has opened the link from the command line. */
export async function loggedIn(control: Pick<ControlClient, "page">, by: string): Promise<Browser> {
  const { url } = await control.page.link({ by });
  const opened = browser(url);
  const link = new URLSearchParams(new URL(url).hash.slice(1)).get("link");
  const { status } = await opened.send("POST", "/api/session", { link });
  if (status !== 200) throw new Error(`the link was answered ${status}`);
  return opened;
}

function stream(body: ReadableStream<Uint8Array>, abort: () => void): Stream {
  const told: Told[] = [];
  const waiting: { fits: (event: Told) => boolean; found: (event: Told) => void }[] = [];
  const offer = (event: Told): void => {
    const at = waiting.findIndex(({ fits }) => fits(event));
    if (at === -1) told.push(event);
    else waiting.splice(at, 1)[0]?.found(event);
  };
  const ended = read(body, offer).catch(() => undefined);
  return {
    ended,
    close: abort,
    next: (name, fits = () => true) =>
      new Promise((found) => {
        const isIt = (event: Told): boolean => event.name === name && fits(event.data);
        const at = told.findIndex(isIt);
        if (at === -1) waiting.push({ fits: isIt, found });
        else found(told.splice(at, 1)[0] as Told);
      }),
  };
}

async function read(body: ReadableStream<Uint8Array>, offer: (event: Told) => void): Promise<void> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const part of body) {
    const blocks = (rest + decoder.decode(part, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string): string | undefined =>
        block
          .split("\n")
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      const name = field("event");
      if (name !== undefined)
        offer({ id: field("id"), name, data: JSON.parse(field("data") ?? "null") as unknown });
    }
  }
}
