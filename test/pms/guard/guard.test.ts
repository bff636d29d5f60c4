import { describe, expect, it } from "vitest";
import type { Quote } from "../../../src/domain/hotel.ts";
import { HotelbotError } from "../../../src/errors.ts";
import { createBreaker } from "../../../src/pms/guard/breaker.ts";
import { guardPms } from "../../../src/pms/guard/guard.ts";
import { createRateLimit } from "../../../src/pms/guard/rate-limit.ts";
import type { Pms } from "../../../src/pms/port.ts";
import { virtualClock } from "../../pipeline/support/virtual-clock.ts";

const DOWN = new HotelbotError("PMS_UNAVAILABLE", { what: "no answer" });
const STAY = { arrival: "2027-03-10", departure: "2027-03-13" };
const QUESTION = { stay: STAY, party: { adults: 2, children: 0 }, rooms: 1 };

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof HotelbotError ? error.code : String(error);
}

describe("the breaker", () => {
  const broken = () => {
    const clock = virtualClock();
    const breaker = createBreaker(clock);
    let asked = 0;
    let answer: () => Promise<string> = () => Promise.reject(DOWN);
    const ask = (): Promise<string> =>
      breaker.run(() => {
        asked += 1;
        return answer();
      });
    const recover = (): void => {
      answer = () => Promise.resolve("well");
    };
    return { clock, breaker, ask, recover, asked: () => asked };
  };

  it("opens after three missed answers and then answers at once, saying when it asks again", async () => {
    const { breaker, ask, asked } = broken();
    for (let time = 0; time < 3; time += 1) expect(await codeOf(ask())).toBe("PMS_UNAVAILABLE");
    expect(breaker.state()).toMatchObject({ state: "open", failures: 3, why: "no answer" });
    await expect(ask()).rejects.toThrow(/missed 3 answers in a row \(no answer\); asked again in 5 s/);
    expect(asked()).toBe(3);
  });

  it("lets one question through after a pause that doubles up to a minute", async () => {
    const { clock, ask, asked } = broken();
    for (let time = 0; time < 3; time += 1) await codeOf(ask());
    for (const [seconds, questions] of [
      [5, 4],
      [10, 5],
      [20, 6],
      [40, 7],
      [60, 8],
      [60, 9],
    ] as const) {
      clock.advance(seconds * 1000 - 1);
      await codeOf(ask());
      expect(asked()).toBe(questions - 1);
      clock.advance(1);
      await Promise.all([codeOf(ask()), codeOf(ask()), codeOf(ask())]);
      expect(asked()).toBe(questions);
    }
  });

  it("closes with the first good answer", async () => {
    const { clock, breaker, ask, recover } = broken();
    for (let time = 0; time < 3; time += 1) await codeOf(ask());
    recover();
    clock.advance(5_000);
    expect(await ask()).toBe("well");
    expect(breaker.state()).toEqual({ state: "closed", failures: 0, lastGoodAt: clock.now() });
    expect(await ask()).toBe("well");
  });

  it("takes a refusal for an answer, and an unknown outcome for a missed one", async () => {
    const clock = virtualClock();
    const breaker = createBreaker(clock);
    const fail = (code: "PMS_REFUSED" | "PMS_INVALID" | "PMS_UNKNOWN"): Promise<string> =>
      codeOf(breaker.run(() => Promise.reject(new HotelbotError(code, { what: "x" }))));
    await fail("PMS_UNKNOWN");
    await fail("PMS_UNKNOWN");
    expect(breaker.state().failures).toBe(2);
    await fail("PMS_REFUSED");
    expect(breaker.state().failures).toBe(0);
    await fail("PMS_UNKNOWN");
    await fail("PMS_INVALID");
    expect(breaker.state()).toMatchObject({ state: "closed", failures: 0 });
  });
});

describe("the rate limit", () => {
  it("lets a burst through and then so many a second, in order; too many are turned away", async () => {
    const clock = virtualClock();
    const limit = createRateLimit(clock, { perSecond: 10, burst: 2, mostWaiting: 3 });
    const through: number[] = [];
    const turns = [0, 1, 2, 3, 4, 5].map((n) => limit.turn().then(() => through.push(n)));
    const last = turns.at(-1);
    expect(last && (await codeOf(last))).toBe("PMS_UNAVAILABLE");
    expect(through).toEqual([0, 1]);
    for (const expected of [
      [0, 1, 2],
      [0, 1, 2, 3],
      [0, 1, 2, 3, 4],
    ]) {
      clock.advance(100);
      await turns[expected.length - 1];
      expect(through).toEqual(expected);
    }
    clock.advance(10_000);
    await Promise.all([limit.turn(), limit.turn()]);
    void limit.turn();
    expect(await Promise.race([limit.turn().then(() => "through"), Promise.resolve("waits")])).toBe("waits");
  });
});

describe("a guarded PMS", () => {
  const guarded = () => {
    const clock = virtualClock();
    let asked = 0;
    let down = false;
    const answer = async <T>(value: T): Promise<T> => {
      asked += 1;
      if (down) throw DOWN;
      return value;
    };
    const quote = (): Quote => ({
      ...QUESTION,
      roomType: "double",
      nightly: [],
      total: { minor: asked, currency: "EUR" },
      tax: { minor: 0, currency: "EUR" },
      free: 1,
      askedAt: clock.now(),
    });
    const inner = {
      name: "qloapps",
      settleMs: 60_000,
      quote: () => answer([quote()]),
      create: () => answer({}),
      findByReference: () => answer(undefined),
      check: () => answer(undefined),
    } as unknown as Pms;
    const pms = guardPms(inner, clock);
    const price = async (fresh = false): Promise<number> =>
      (await pms.quote({ ...QUESTION, ...(fresh ? { fresh } : {}) }))[0]?.total.minor ?? 0;
    const fall = (): void => {
      down = true;
    };
    return { clock, pms, price, fall, asked: () => asked };
  };

  it("asks the same question once in fifteen seconds, and another one anew", async () => {
    const { clock, pms, price, asked } = guarded();
    expect([await price(), await price()]).toEqual([0, 0]);
    clock.advance(15_000);
    await price();
    expect(asked()).toBe(1);
    clock.advance(1);
    await price();
    expect(asked()).toBe(2);
    await pms.quote({ ...QUESTION, rooms: 2 });
    await pms.quote({ ...QUESTION, roomType: "double" });
    expect(asked()).toBe(4);
  });

  it("never answers from memory when a room is about to be promised", async () => {
    const { price, asked, fall } = guarded();
    await price();
    await price(true);
    expect(asked()).toBe(2);
    fall();
    expect(await codeOf(price(true))).toBe("PMS_UNAVAILABLE");
  });

  it("tells prices up to five minutes old while the PMS is down, with their age, and none that are older", async () => {
    const { clock, pms, price, fall } = guarded();
    await price();
    const at = clock.now();
    fall();
    clock.advance(300_000);
    const [quote] = await pms.quote(QUESTION);
    expect(quote?.askedAt).toBe(at);
    clock.advance(1);
    expect(await codeOf(price())).toBe("PMS_UNAVAILABLE");
  });

  it("forgets its quotes with every write", async () => {
    const { pms, price, asked } = guarded();
    await price();
    await pms.create({} as never);
    await price();
    expect(asked()).toBe(3);
  });

  it("shows how the PMS answers, and spares it when it does not", async () => {
    const { pms, fall, asked } = guarded();
    await pms.check();
    expect(pms.breaker()).toMatchObject({ state: "closed", failures: 0 });
    fall();
    for (let time = 0; time < 10; time += 1) await codeOf(pms.check());
    expect(asked()).toBe(4);
    expect(await codeOf(pms.create({} as never))).toBe("PMS_UNAVAILABLE");
    expect(asked()).toBe(4);
    expect(pms.breaker()).toMatchObject({ state: "open", why: "no answer" });
  });
});
