import type { Browser, Stream } from "./browser.ts";

/** The browser's EventSource over a session of ours, as far as the page uses it. */
export function eventSourceOf(browser: Browser, names: readonly string[]) {
  return class {
    readyState = 0;
    private readonly heard = new Map<string, ((event: { data: string; lastEventId: string }) => void)[]>();
    private stream: Stream | undefined;

    constructor(url: string) {
      void this.run(url);
    }

    addEventListener(name: string, hear: (event: { data: string; lastEventId: string }) => void): void {
      this.heard.set(name, [...(this.heard.get(name) ?? []), hear]);
    }

    close(): void {
      this.readyState = 2;
      this.stream?.close();
    }

    private async run(url: string): Promise<void> {
      const stream = await browser.listen(new URL(url, browser.origin).search);
      this.stream = stream;
      if (this.readyState === 2) stream.close();
      for (const name of names) void this.follow(stream, name);
    }

    private async follow(stream: Stream, name: string): Promise<void> {
      for (;;) {
        const { id = "", data } = await stream.next(name);
        if (this.readyState === 2) return;
        for (const hear of this.heard.get(name) ?? []) hear({ data: JSON.stringify(data), lastEventId: id });
      }
    }
  };
}
