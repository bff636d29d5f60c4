import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWebhook } from "../../../src/channels/whatsapp/parse.ts";
import { wireJson } from "../../../src/channels/whatsapp/sandbox/wire.ts";
import { EXPECTED } from "./expected.ts";
import { contract } from "./support.ts";

const NAMES = readdirSync(new URL("../../contracts/whatsapp/", import.meta.url))
  .filter((name) => !name.startsWith("_"))
  .map((name) => name.replace(".json", ""));

function read(body: Uint8Array | string) {
  return parseWebhook(typeof body === "string" ? Buffer.from(body) : body, { receivedAt: 42 });
}

/** A body with these members of `messages`. */
function withMessages(messages: unknown, more: object = {}): Buffer {
  const value = { messaging_product: "whatsapp", messages, ...more };
  return wireJson({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  });
}

const GOOD = {
  from: "34600111222",
  id: "wamid.good",
  timestamp: "1791975600",
  type: "text",
  text: { body: "hola" },
};

describe("contract bodies", () => {
  it("covers all 48", () => {
    expect(NAMES).toHaveLength(48);
    expect(Object.keys(EXPECTED).sort()).toEqual([...NAMES].sort());
  });

  it.each(NAMES)("%s", (name) => {
    const expected = EXPECTED[name];
    const parsed = read(contract(name));
    expect(parsed?.messages).toEqual(expected?.messages ?? []);
    expect(parsed?.statuses).toEqual(expected?.statuses ?? []);
    const events = parsed?.events.map(({ what, externalId }) => `${what} ${externalId}`);
    expect(events?.map((name) => name.replace(/[0-9a-f]{32}$/, "*"))).toEqual(expected?.events ?? []);
  });

  it.each(NAMES)("%s is read the same from Meta's escaped form", (name) => {
    const body = contract(name);
    expect(read(wireJson(JSON.parse(body.toString())))).toEqual(read(body));
  });
});

describe("guests without a phone", () => {
  it("takes an empty from for a missing one", () => {
    const parsed = read(withMessages([{ ...GOOD, from: "", from_user_id: "ES.123" }]));
    expect(parsed?.messages[0]?.from).toEqual({ userId: "ES.123" });
  });

  it("takes the only contact for a message that names nobody", () => {
    const { from: _, ...message } = GOOD;
    const contacts = [{ profile: { name: "Eva" }, user_id: "ES.9" }];
    const parsed = read(withMessages([message], { contacts }));
    expect(parsed?.messages[0]).toMatchObject({ from: { userId: "ES.9" }, profileName: "Eva" });
  });

  it("never gives a guest another guest's profile", () => {
    const contacts = [
      { profile: { name: "Eva" }, wa_id: "34600999999" },
      { profile: { name: "Ana" }, wa_id: "34600111222" },
    ];
    const parsed = read(withMessages([GOOD, { ...GOOD, id: "wamid.2", from: "34600000000" }], { contacts }));
    expect(parsed?.messages.map(({ profileName }) => profileName)).toEqual(["Ana", undefined]);
  });
});

describe("other numbers of the account", () => {
  it("are kept as events and never as guests' messages", () => {
    const body = contract("in-text");
    const mine = parseWebhook(body, { receivedAt: 1, phoneNumberId: "106540352242922" });
    const theirs = parseWebhook(body, { receivedAt: 1, phoneNumberId: "999" });
    expect(mine?.messages).toHaveLength(1);
    expect(theirs?.messages).toEqual([]);
    expect(theirs?.events[0]?.what).toBe("other_number");
  });
});

describe("broken members", () => {
  const BROKEN: readonly unknown[] = [
    null,
    7,
    "text",
    [],
    [GOOD],
    {},
    { id: "wamid.x" },
    { ...GOOD, id: 5 },
    { ...GOOD, from: {} },
    { type: { deep: 1 }, id: ["a"] },
    { __proto__: null, from: "1" },
  ];

  it.each(BROKEN.map((member) => [JSON.stringify(member), member]))(
    "%s costs no other member",
    (_, member) => {
      const parsed = read(withMessages([{ ...GOOD, id: "wamid.before" }, member, GOOD]));
      expect(parsed?.messages.map(({ externalId }) => externalId)).toEqual(["wamid.before", "wamid.good"]);
      expect(parsed?.events).toHaveLength(1);
      expect(parsed?.events[0]).toMatchObject({
        what: "unreadable",
        body: JSON.parse(JSON.stringify(member)),
      });
    },
  );

  it("names an unreadable member the same every time", () => {
    const name = (): string | undefined => read(withMessages([{ id: 5 }]))?.events[0]?.externalId;
    expect(name()).toMatch(/^unreadable:[0-9a-f]{32}$/);
    expect(name()).toBe(name());
  });

  it("keeps entries and changes that hold nothing", () => {
    const body = wireJson({ entry: [null, { id: "1" }, { changes: [null, { field: "x" }] }] });
    expect(read(body)?.events.map(({ what }) => what)).toEqual(Array(4).fill("unreadable"));
  });

  it("keeps the sender of media and text without contents", () => {
    const kinds = ["text", "image", "audio", "interactive", "button", "contacts", "unsupported"];
    const parsed = read(
      withMessages(kinds.map((type) => ({ ...GOOD, id: `wamid.${type}`, type, text: undefined }))),
    );
    expect(parsed?.messages.map(({ content }) => content)).toEqual(
      kinds.map((what) => ({ kind: "unsupported", what })),
    );
  });

  it("falls back to the time of receipt", () => {
    const times = ["soon", undefined, -1, "99999999999999", null];
    const parsed = read(
      withMessages(times.map((timestamp, at) => ({ ...GOOD, id: `wamid.${at}`, timestamp }))),
    );
    expect(parsed?.messages.map(({ sentAt }) => sentAt)).toEqual([42, 42, 42, 42, 42]);
  });
});

describe("hostile bodies", () => {
  it.each([
    ["nothing", ""],
    ["not JSON", "{"],
    ["a list", "[]"],
    ["null", "null"],
    ["no entry", '{"object":"whatsapp_business_account"}'],
    ["entry is no list", '{"entry":{"0":1}}'],
    ["100,000 lists deep", `{"entry":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["65 levels", `{"entry":[${'{"a":'.repeat(65)}1${"}".repeat(65)}]}`],
    ["unclosed bomb", '{"a":['.repeat(50_000)],
  ])("%s is no webhook", (_, body) => {
    expect(read(body)).toBeUndefined();
  });

  it("is not fooled by brackets in texts", () => {
    const words = '[{"[\\'.repeat(400);
    expect(read(withMessages([{ ...GOOD, text: { body: words } }]))?.messages[0]?.content).toEqual({
      kind: "text",
      text: words,
    });
  });

  it("reads past broken UTF-8", () => {
    const body = Buffer.from(JSON.stringify({ entry: [{ changes: [{ value: { messages: [GOOD] } }] }] }));
    body[body.indexOf("hola") + 1] = 0xff;
    expect(read(body)?.messages[0]?.content).toEqual({ kind: "text", text: "h\ufffdla" });
  });

  it("gives texts that can be stored: no NUL, no half surrogate", () => {
    const body = Buffer.from(JSON.stringify({ entry: [{ changes: [{ value: { messages: [GOOD] } }] }] }));
    const hostile = body.toString().replace("hola", "a\\u0000b\\ud83d");
    expect(read(hostile)?.messages[0]?.content).toEqual({ kind: "text", text: "ab\ufffd" });
  });

  it("leaves prototypes alone", () => {
    const message = `{"__proto__":{"from":"34600111222","polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"wamid.p"}`;
    const parsed = read(`{"entry":[{"changes":[{"value":{"messages":[${message}]}}]}]}`);
    expect(parsed?.messages).toEqual([]);
    expect(parsed?.events[0]?.what).toBe("unreadable");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(read(`{"__proto__":{"entry":[]}}`)).toBeUndefined();
  });

  it("stops at 5,000 updates and says so", () => {
    const parsed = read(withMessages(Array.from({ length: 200_000 }, () => 0)));
    expect(parsed?.events).toHaveLength(5001);
    expect(parsed?.events.at(-1)?.body).toEqual({ why: "over 5000 updates" });
  });

  it("reads Meta's largest batch whole", () => {
    const parsed = read(
      withMessages(Array.from({ length: 1000 }, (_, at) => ({ ...GOOD, id: `wamid.${at}` }))),
    );
    expect(new Set(parsed?.messages.map(({ externalId }) => externalId)).size).toBe(1000);
  });

  it("never throws on any JSON in any place, and loses no good message beside it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (a, b) => {
        const value = { messages: [a, GOOD], contacts: b, statuses: b, errors: a, calls: [b], metadata: a };
        const parsed = read(wireJson({ entry: [a, { changes: [b, { field: a, value }] }] }));
        expect(parsed?.messages.filter(({ externalId }) => externalId === "wamid.good")).toHaveLength(1);
      }),
    );
  });

  it("never throws on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(read(bytes)).toBeUndefined();
      }),
    );
  });
});
