import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryStatus } from "../../src/domain/message.ts";
import type { Outbox } from "../../src/store/contract.ts";
import { aConversation, body, entry, status } from "./support/messages.ts";
import { temporaryStore } from "./support/opened.ts";

function sent() {
  const opened = temporaryStore();
  const ids = aConversation(opened.store);
  const { outbox } = opened.store;
  outbox.add(entry(ids, "o1"));
  outbox.sending("o1", 4_000);
  return { ...opened, outbox, ids };
}

describe("delivery statuses", () => {
  it("move a message forward and never back", () => {
    const { outbox } = sent();
    outbox.accepted("o1", "wamid.1", 4_001);
    expect(outbox.applyStatus(status("wamid.1", "sent"))).toBe(false);
    expect(outbox.applyStatus(status("wamid.1", "read"))).toBe(true);
    expect(outbox.applyStatus(status("wamid.1", "delivered"))).toBe(false);
    expect(outbox.applyStatus(status("wamid.1", "failed"))).toBe(false);
    expect(outbox.get("o1")).toMatchObject({ state: "read", updatedAt: 5_000 });
  });

  it("that come before the channel's answer wait for it, by webhook as well", () => {
    const { outbox, store } = sent();
    store.inbox.accept([body({ statuses: [status("wamid.1", "delivered"), status("wamid.1", "sent")] })]);
    expect(outbox.get("o1")?.state).toBe("sending");
    outbox.accepted("o1", "wamid.1", 4_001);
    expect(outbox.get("o1")).toMatchObject({ state: "delivered", externalId: "wamid.1" });
  });

  it("find the message by our own id before its external id is known, and teach it", () => {
    const { outbox } = sent();
    expect(outbox.applyStatus(status("wamid.1", "sent", { outboxId: "o1" }))).toBe(true);
    expect(outbox.get("o1")).toMatchObject({ state: "accepted", externalId: "wamid.1" });
    expect(outbox.applyStatus(status("wamid.1", "read"))).toBe(true);
    outbox.accepted("o1", "wamid.1", 6_000);
    expect(outbox.get("o1")?.state).toBe("read");
  });

  it("settle what was unknown, and keep a late timeout or retry from undoing it", () => {
    const { outbox } = sent();
    outbox.unknown("o1", "timeout", 4_001);
    outbox.applyStatus(status("wamid.1", "delivered", { outboxId: "o1" }));
    outbox.retry("o1", 9_000, "again", 5_001);
    outbox.unknown("o1", "timeout", 5_002);
    outbox.dead("o1", "given up", 5_003);
    expect(outbox.get("o1")?.state).toBe("delivered");
  });

  it("say why a message failed, and that it failed although it was accepted", () => {
    const { outbox } = sent();
    outbox.accepted("o1", "wamid.1", 4_001);
    outbox.applyStatus(
      status("wamid.1", "failed", { errorCode: 131047, errorTitle: "Re-engagement message" }),
    );
    expect(outbox.get("o1")).toMatchObject({ state: "rejected", error: "131047 Re-engagement message" });
    outbox.applyStatus(status("wamid.1", "delivered"));
    expect(outbox.get("o1")?.state).toBe("delivered");
    expect(outbox.get("o1")?.error).toBeUndefined();
  });

  it("of a message that is not ours change nothing", () => {
    const { outbox } = sent();
    expect(outbox.applyStatus(status("wamid.other", "read", { outboxId: "unheard-of" }))).toBe(false);
    expect(outbox.get("o1")?.state).toBe("sending");
  });

  it("end the same in every order, before and after the answer, once or twice", () => {
    const { outbox, ids } = sent();
    const words = ["sent", "delivered", "read", "played", "failed"] as const;
    let runs = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ word: fc.constantFrom(...words), byOurId: fc.boolean() }), { maxLength: 6 }),
        fc.nat(6),
        (statuses, answerAfter) => {
          runs += 1;
          const id = `run-${runs}`;
          outbox.add(entry(ids, id));
          outbox.sending(id, 4_000);
          const steps = statuses.map(
            ({ word, byOurId }) =>
              () =>
                apply(outbox, id, word, byOurId),
          );
          steps.splice(answerAfter, 0, () => outbox.accepted(id, `wamid.${id}`, 4_001));
          for (const step of steps) step();
          expect(outbox.get(id)?.state).toBe(expected(statuses.map((each) => each.word)));
        },
      ),
      { numRuns: 300 },
    );
  });
});

function apply(outbox: Outbox, id: string, word: DeliveryStatus["status"], byOurId: boolean): void {
  outbox.applyStatus(status(`wamid.${id}`, word, byOurId ? { outboxId: id } : {}));
}

function expected(words: readonly string[]): string {
  if (words.includes("read") || words.includes("played")) return "read";
  if (words.includes("delivered")) return "delivered";
  return words.includes("failed") ? "rejected" : "accepted";
}
