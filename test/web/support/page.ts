import { Window } from "happy-dom";
import { onTestFinished } from "vitest";
import { startDesk } from "../../../src/web/public/main.js";

/** What the page is told and asked, instead of a daemon. */
export interface Fake {
  /** Answers what the page asks for. */
  request(path: string, options?: { method?: string; body?: unknown }): Promise<unknown>;
}

export interface Line {
  told(topic: string, data: unknown): void;
  cut(): void;
  ended(): void;
  readonly watched: (number | undefined)[];
}

export interface Page {
  readonly window: Window;
  /** What a reader sees. */
  text(): string;
  find(selector: string): Element;
  all(selector: string): Element[];
  click(selector: string): Promise<void>;
  type(selector: string, text: string): void;
  go(hash: string): Promise<void>;
  /** Resolves when the page has drawn what it knows. */
  drawn(): Promise<void>;
  readonly line: Line;
  readonly rung: string[];
}

type Element = ReturnType<Window["document"]["querySelectorAll"]>[number];

/** The page itself in a window without a screen. */
export async function openPage(fake: Fake, hash = "", lineOf?: unknown): Promise<Page> {
  const window = new Window({ url: `http://127.0.0.1:8470/${hash}` });
  const { document } = window;
  document.write('<div id="desk"></div><p id="polite"></p><p id="urgent"></p>');
  const before = Reflect.get(globalThis, "document");
  Object.assign(globalThis, { document });
  onTestFinished(async () => {
    Object.assign(globalThis, { document: before });
    await window.happyDOM.close();
  });
  const watched: (number | undefined)[] = [];
  const rung: string[] = [];
  const heard: { current?: Omit<Line, "watched"> } = {};
  const line = (handlers: Omit<Line, "watched">) => {
    heard.current = handlers;
    return { watch: (id: number | undefined) => void watched.push(id), close: () => undefined };
  };
  const root = document.getElementById("desk");
  await startDesk(root, {
    window: window as never,
    request: fake.request as never,
    line: (lineOf ?? line) as never,
    sounds: { start: () => true, play: (kind: string) => void rung.push(kind) },
  });
  const drawn = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const find = (selector: string): Element => {
    const found = document.querySelector(selector);
    if (!found) throw new Error(`nothing is ${selector} in: ${root?.textContent}`);
    return found;
  };
  const told = (): Omit<Line, "watched"> => {
    if (!heard.current) throw new Error("the page has opened no line");
    return heard.current;
  };
  await drawn();
  return {
    window,
    text: () => root?.textContent ?? "",
    find,
    all: (selector) => [...document.querySelectorAll(selector)],
    async click(selector) {
      (find(selector) as unknown as { click(): void }).click();
      await drawn();
    },
    type(selector, text) {
      const field = find(selector) as unknown as { value: string; dispatchEvent(event: unknown): void };
      field.value = text;
      field.dispatchEvent(new window.Event("input"));
    },
    async go(next) {
      window.location.hash = next;
      window.dispatchEvent(new window.Event("hashchange"));
      await drawn();
    },
    drawn,
    line: {
      told: (topic, data) => told().told(topic, data),
      cut: () => told().cut(),
      ended: () => told().ended(),
      watched,
    },
    rung,
  };
}
