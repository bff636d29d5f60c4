import { describe, expect, it } from "vitest";
import { createGroupCommit } from "../../src/platform/group-commit.ts";

describe("group commit", () => {
  it("pays one commit for everything that arrived in one turn, in order", async () => {
    const batches: number[][] = [];
    const commits = createGroupCommit<number>((batch) => batches.push([...batch]));
    await Promise.all([1, 2, 3].map((item) => commits.add(item)));
    await commits.add(4);
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  it("resolves nobody before the commit has returned", async () => {
    const order: string[] = [];
    const commits = createGroupCommit<string>(() => order.push("commit"));
    const added = commits.add("a").then(() => order.push("resolved"));
    order.push("added");
    await added;
    expect(order).toEqual(["added", "commit", "resolved"]);
  });

  it("fails only the item that cannot be stored", async () => {
    const stored: number[] = [];
    const commits = createGroupCommit<number>((batch) => {
      if (batch.includes(3)) throw new Error(`poison in ${batch.length}`);
      stored.push(...batch);
    });
    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => commits.add(item)));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect((results[2] as PromiseRejectedResult).reason.message).toBe("poison in 1");
    expect(stored).toEqual([1, 2, 4]);
  });

  it("limits a batch and goes on with the rest", async () => {
    const sizes: number[] = [];
    const commits = createGroupCommit<number>((batch) => sizes.push(batch.length), { maxBatch: 10 });
    await Promise.all(Array.from({ length: 25 }, (_, item) => commits.add(item)));
    expect(sizes).toEqual([10, 10, 5]);
  });

  it("is idle once everything is stored", async () => {
    let stored = 0;
    const commits = createGroupCommit<number>((batch) => {
      stored += batch.length;
    });
    const added = [1, 2].map((item) => commits.add(item));
    await commits.idle();
    expect(stored).toBe(2);
    await Promise.all(added);
    await commits.idle();
  });
});
