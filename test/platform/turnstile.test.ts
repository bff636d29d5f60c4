import { expect, it } from "vitest";
import { createTurnstile } from "../../src/platform/turnstile.ts";

/** Notes every turn of the event loop until told to stop. */
function turns(note: () => void): () => void {
  let on = true;
  const next = (): void => {
    if (!on) return;
    note();
    setImmediate(next);
  };
  setImmediate(next);
  return () => {
    on = false;
  };
}

it("lets the first through at once and the others one at a time, each in a turn of the event loop", async () => {
  const pass = createTurnstile();
  const order: string[] = [];
  const stop = turns(() => order.push("loop"));
  const enter = async (name: string): Promise<void> => {
    const wait = pass();
    if (wait) await wait;
    order.push(name);
  };
  const all = ["a", "b", "c", "d"].map(enter);
  expect(order).toEqual(["a"]);
  await Promise.all(all);
  stop();
  expect(order.filter((each) => each !== "loop")).toEqual(["a", "b", "c", "d"]);
  const together = order.some((each, at) => at > 0 && each !== "loop" && order[at - 1] !== "loop");
  expect(together).toBe(false);
});

it("is open again when the event loop has turned and nobody waits", async () => {
  const pass = createTurnstile();
  expect(pass()).toBeUndefined();
  await pass();
  const open = await new Promise((told) => setTimeout(() => told(pass()), 1));
  expect(open).toBeUndefined();
});
