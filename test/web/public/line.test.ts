import { describe, expect, it } from "vitest";
import { ask } from "../../../src/web/public/api.js";
import { openLine } from "../../../src/web/public/live.js";

type Hear = (event: { data: string; lastEventId: string }) => void;

class FakeSource {
  readonly url: string;
  readyState = 1;
  private readonly heard = new Map<string, Hear>();
  constructor(url: string, made: FakeSource[]) {
    this.url = url;
    made.push(this);
  }
  addEventListener(name: string, hear: Hear): void {
    this.heard.set(name, hear);
  }
  close(): void {
    this.readyState = 2;
  }
  tell(name: string, data: unknown, lastEventId = ""): void {
    this.heard.get(name)?.({ data: JSON.stringify(data), lastEventId });
  }
}

function aLine() {
  const made: FakeSource[] = [];
  const happened: unknown[] = [];
  const time = { now: 0, look: (): void => undefined };
  const line = openLine({
    told: (topic: string, data: unknown) => happened.push([topic, data]),
    beat: () => undefined,
    cut: () => happened.push("cut"),
    ended: () => happened.push("ended"),
    EventSource: function EventSource(url: string) {
      return new FakeSource(url, made);
    },
    now: () => time.now,
    every: (look: () => void) => {
      time.look = look;
    },
  } as never);
  return { line, made, happened, time, last: () => made.at(-1) as FakeSource };
}

describe("the line", () => {
  it("tells topics, and asks for a conversation besides from where it was", () => {
    const { line, happened, made, last } = aLine();
    expect(last().url).toBe("/api/live");
    last().tell("inbox", { a: 1 }, "boot.4");
    line.watch(12);
    line.watch(12);
    expect(made.map(({ url }) => url)).toEqual(["/api/live", "/api/live?conversation=12&last=boot.4"]);
    // What the old one still says is not heard.
    made[0]?.tell("inbox", { a: 2 });
    last().tell("conversation", { id: 12 });
    expect(happened).toEqual([
      ["inbox", { a: 1 }],
      ["conversation", { id: 12 }],
    ]);
  });

  it("is opened anew when it is silent for 40 seconds, or when the browser gave it up", () => {
    const { made, happened, time, last } = aLine();
    time.now = 39_000;
    time.look();
    expect(made).toHaveLength(1);
    last().tell("beat", 1);
    time.now = 79_000;
    time.look();
    expect([made.length, happened]).toEqual([2, ["cut"]]);
    last().readyState = 2;
    time.look();
    expect(made).toHaveLength(3);
  });

  it("ends with the log-in and does not come back", () => {
    const { made, happened, time, last } = aLine();
    last().tell("logout", {});
    time.now = 999_000;
    time.look();
    expect([made.length, happened, last().readyState]).toEqual([1, ["ended"], 2]);
  });
});

describe("asking", () => {
  const answered = (status: number, body: string) =>
    ({ fetch: async () => new Response(body, { status }) }) as never;

  it("gives the answer, or the daemon's own failure with its cure", async () => {
    expect(await ask("/api/door", answered(200, '{"a":1}'))).toEqual({ a: 1 });
    const error = { code: "WINDOW_CLOSED", message: "m", cure: "c", details: {} };
    await expect(ask("/x", answered(409, JSON.stringify({ error })))).rejects.toMatchObject(error);
  });

  it("calls everything else offline: no answer, or one that is not the daemon's", async () => {
    await expect(ask("/x", answered(502, "<html>"))).rejects.toMatchObject({ code: "OFFLINE" });
    const dead = { fetch: () => Promise.reject(new TypeError("failed")) } as never;
    await expect(ask("/x", dead)).rejects.toMatchObject({ code: "OFFLINE" });
  });
});
