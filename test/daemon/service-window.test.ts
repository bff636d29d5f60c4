import { expect, it } from "vitest";
import type { OutboundChannel } from "../../src/channels/port.ts";
import { withinWindow } from "../../src/daemon/service-window.ts";
import type { OutboxRow, Store } from "../../src/store/contract.ts";

const HOUR = 3_600_000;

function asked(lastInboundAt: number | undefined, now: number, kind = "text") {
  const prepared: string[] = [];
  const channel: OutboundChannel = {
    name: "whatsapp",
    async prepare(row) {
      prepared.push(row.id);
      return { kind: "prepared", send: async () => ({ kind: "accepted", externalId: "w" }) };
    },
  };
  const conversation = lastInboundAt === undefined ? {} : { lastInboundAt };
  const store = { conversations: { get: () => conversation } } as unknown as Store;
  const clock = { now: () => now, after: () => () => undefined };
  const row = { id: "o1", conversationId: 1, content: { kind, text: "hola" } } as unknown as OutboxRow;
  return withinWindow(channel, store, clock).prepare(row);
}

it("lets a message go until the window closes, and refuses it after, with Meta's own code", async () => {
  expect(await asked(0, 23.9 * HOUR)).toMatchObject({ kind: "prepared" });
  expect(await asked(0, 24 * HOUR)).toMatchObject({ kind: "rejected", code: 131_047 });
});

it("lets templates go at any time, and judges nothing it does not know", async () => {
  expect(await asked(0, 99 * HOUR, "template")).toMatchObject({ kind: "prepared" });
  expect(await asked(undefined, 99 * HOUR)).toMatchObject({ kind: "prepared" });
});
