import { expect, it } from "vitest";
import { contactOf } from "../../src/pipeline/conversation.ts";
import type { ConversationRow } from "../../src/store/contract.ts";

const row = (channel: ConversationRow["channel"], phone: string): ConversationRow => ({
  ...{ id: 1, guestId: 1, mode: "bot", version: 0 },
  channel,
  to: { phone },
});

it("offers as contact the number that can be dialled, and knows a call for one", () => {
  expect(contactOf(row("whatsapp", "5215512345678"))).toEqual({ phone: "+525512345678" });
  expect(contactOf(row("whatsapp", "5491123456789"))).toEqual({ phone: "+5491123456789" });
  expect(contactOf(row("phone", "+34600111222"))).toEqual({ phone: "+34600111222", onCall: true });
});
