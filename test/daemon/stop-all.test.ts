import { expect, it } from "vitest";
import { stopAll } from "../../src/daemon/stop-all.ts";

it("a part that fails to stop keeps no other from stopping, is told, and the first failure is the answer", async () => {
  const done: string[] = [];
  const said: unknown[] = [];
  const undo = [
    () => void done.push("store"),
    async () => {
      throw new Error("receiver");
    },
    () => void done.push("pipeline"),
    () => {
      throw new Error("control");
    },
  ];
  const stopping = stopAll(undo, { error: (_, details) => void said.push(details?.err) });
  await expect(stopping).rejects.toThrow("control");
  expect(done).toEqual(["pipeline", "store"]);
  expect(said).toEqual([new Error("control"), new Error("receiver")]);
  await stopAll(undo, { error: () => undefined });
  expect(done).toHaveLength(2);
});
