import { expect, test } from "vitest";
import { initialState } from "../../../src/conversation/state.ts";
import { epochOf } from "../../../src/domain/wall.ts";
import type { Store } from "../../../src/store/contract.ts";
import { isMobile } from "../../../src/understanding/mobile.ts";
import { body, text } from "../../store/support/messages.ts";
import { temporaryStore } from "../../store/support/opened.ts";
import { BOOKING, hotel, isFirm, planned, START, wildClock } from "./support.ts";

const DUE = epochOf("2027-03-14", "10:00", hotel.timeZone);

/** A guest who booked in a call in Portuguese, and nothing else. Answers the conversation. */
function caller(store: Store, phone: string): number {
  const message = {
    channel: "phone",
    externalId: "call-1",
    from: { phone },
    sentAt: START,
    content: { kind: "text", text: "olá" },
  } as const;
  const [guestId = 0] = store.inbox.accept([{ ...body({ messages: [message] }, START), channel: "phone" }]);
  const row = store.conversations.open(guestId, "phone", { phone }, undefined, START);
  const state = { ...initialState("pt"), greeted: true, booking: BOOKING };
  store.conversations.save(row.id, row.version, { state, mode: "bot", language: "pt", at: START });
  isFirm(store, row.id, BOOKING, { language: "pt", channel: "phone" });
  return row.id;
}

/** The week before: what is due is done, twice over, in two lives. */
async function weekBefore(phone: string, callers: "desk" | "whatsapp", onWhatsApp = true, wroteAs?: string) {
  const clock = wildClock();
  const { store } = temporaryStore();
  if (wroteAs !== undefined) {
    const [guest = 0] = store.inbox.accept([body({ messages: [text("m1", { phone: wroteAs })] })]);
    store.conversations.open(guest, "whatsapp", { phone: wroteAs }, undefined, START);
    store.inbox.finish(
      store.inbox.pending(guest).map(({ id }) => id),
      "answered",
      START,
    );
  }
  const call = caller(store, phone);
  const pt = { name: "stay_reminder", code: "pt_BR" };
  const { rules } = hotel;
  if (!rules) throw new Error("no rules");
  const its = {
    ...hotel,
    rules: {
      ...rules,
      reminders: { ...rules.reminders, callers },
      templates: { ...rules.templates, reminder: { pt } },
    },
  };
  const life = () => planned(store, clock, { hotel: its, context: { onWhatsApp } }).scheduler.round();
  await life();
  clock.at = DUE;
  await life();
  await life();
  const { guestId } = store.conversations.get(call) ?? { guestId: 0 };
  const written = store.conversations.on(guestId, "whatsapp");
  return {
    store,
    calls: store.outbox.ofConversation(call, 0),
    messages: written ? store.outbox.ofConversation(written.id, 0) : [],
    requests: store.requests.list(false, 10),
  };
}

test("a caller who agreed to it is reminded by a template at their mobile, in the language of the call", async () => {
  const { calls, messages, requests } = await weekBefore("351912345678", "whatsapp");
  expect(calls).toEqual([]);
  expect(requests).toEqual([]);
  expect(messages).toMatchObject([
    {
      channel: "whatsapp",
      to: { phone: "351912345678" },
      content: { kind: "template", code: "pt_BR", text: expect.stringContaining("domingo, 21 de março") },
    },
  ]);
});

test("a caller who wrote once is reminded at the number WhatsApp knows them by, written otherwise", async () => {
  const { calls, messages, requests } = await weekBefore("525512345678", "whatsapp", true, "5215512345678");
  expect([calls, requests]).toEqual([[], []]);
  expect(messages).toMatchObject([{ channel: "whatsapp", to: { phone: "5215512345678" } }]);
});

test.each([
  ["the hotel does not have their consent", "351912345678", "desk", true],
  ["no WhatsApp reaches the number of a house", "351212345678", "whatsapp", true],
  ["the hotel is not on WhatsApp", "351912345678", "whatsapp", false],
] as const)(
  "where %s the desk has it to do, once, with what is to be told",
  async (_why, phone, callers, on) => {
    const { calls, messages, requests, store } = await weekBefore(phone, callers, on);
    expect([...calls, ...messages]).toEqual([]);
    expect(requests).toMatchObject([
      { kind: "reminder_call", bookingCode: "MIR7Q1", words: expect.stringContaining("21 de março") },
    ]);
    expect(store.schedule.skipped(0)).toEqual([]);
  },
);

test("a mobile number is told from another", () => {
  expect(["+34600000001", "+5511961234567", "+12125550100"].map(isMobile)).toEqual([true, true, true]);
  expect(["+34942000000", "+351212345678", "+3", "extension 204"].map(isMobile)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
