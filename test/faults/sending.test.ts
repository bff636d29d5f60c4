import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Guest, ReceivedMessage } from "../../src/channels/whatsapp/sandbox/types.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { type FastHouse, fastHouse } from "./support/fast-house.ts";

// One daemon, in this process, on a clock of its own: a minute's wait takes 0.6 s.
const SPEED = 100;
const LONG = 15_000 * SPEED;
const WIFI = "¿Tenéis wifi?";
const PARKING = "¿Y hay parking?";

let house: FastHouse;
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  house = await fastHouse({ speed: SPEED, sendTimeoutMs: 400 }, (work) => void undo.push(work));
}, 60_000);

afterAll(async () => {
  for (let work = undo.pop(); work; work = undo.pop()) await work();
});

const about = (guest: Guest, word: string): Promise<ReceivedMessage> =>
  guest.waitFor(({ text }) => text.includes(word), LONG);
const wifi = (guest: Guest): Promise<ReceivedMessage> => about(guest, "wifi es gratis");
const parking = (guest: Guest): Promise<ReceivedMessage> => about(guest, "garaje");

interface Reply {
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
}

/** The row of the reply about the wifi. */
function wifiReply({ identity }: Guest): Reply | undefined {
  const [row] = house.rows<Reply>(
    `SELECT state, attempts, error FROM outbox
     WHERE address LIKE '%${identity.phone}%' AND content LIKE '%wifi es gratis%'`,
  );
  return row;
}

/** How often WhatsApp took it. */
const takenFor = ({ identity }: Guest): number =>
  house.sandbox.record.sends.filter(
    ({ to, body }) => to === identity.phone && JSON.stringify(body).includes("wifi es gratis"),
  ).length;

/** Resolves when the desk sees that the guest waits, and why. */
const waits = ({ identity }: Guest, reason: string): Promise<void> =>
  vi.waitFor(
    async () => {
      const [row] = house.rows<{ id: number }>(
        `SELECT id FROM conversation WHERE address LIKE '%${identity.phone}%'`,
      );
      const { waiting } = await house.control.status();
      expect(waiting.find(({ id }) => id === row?.id)?.reason).toBe(reason);
    },
    { timeout: 15_000 },
  );

const check = async (name: string) =>
  (await house.control.health()).checks.find((each) => each.name === name);

describe("what was certainly not taken is sent again, and arrives once", () => {
  it.for([
    ["too many requests, by something between", "+34622000100", { kind: "http", status: 429 }],
    ["too many messages a second", "+34622000101", { kind: "error", code: 130429 }],
    ["too many messages to this guest", "+34622000102", { kind: "error", code: 131056 }],
    ["trouble at Meta's, in Meta's words", "+34622000103", { kind: "error", code: 131016 }],
    ["maintenance", "+34622000104", { kind: "error", code: 133004 }],
  ] as const)("%s", async ([, phone, fault]) => {
    const guest = await house.known(phone);
    house.sandbox.faults.next(fault, { times: 3 });
    guest.say(WIFI);
    await wifi(guest);
    await house.sandbox.settled(LONG);
    expect(wifiReply(guest)).toEqual({ state: "read", attempts: 4, error: null });
    expect(takenFor(guest)).toBe(1);
  });

  it("too many messages to one guest keep no other waiting", async () => {
    const slow = await house.known("+34622000201");
    const other = await house.known("+34622000202");
    house.sandbox.faults.next({ kind: "error", code: 131056 }, { times: 4, to: "+34622000201" });
    slow.say(WIFI);
    await house.sandbox.settled(LONG);
    other.say(WIFI);
    await wifi(other);
    expect(takenFor(slow)).toBe(0);
    await wifi(slow);
  });
});

describe("what may have been taken is never sent again by itself", () => {
  it("no answer, though the guest has it: of unknown fate until its status comes", async () => {
    const guest = await house.known("+34622000301");
    await guest.say(WIFI).acknowledged;
    house.sandbox.faults.hold();
    house.sandbox.faults.next({ kind: "hang", taken: true });
    const doubt = house.hears("whether it was taken is unknown");
    await wifi(guest);
    await doubt;
    expect(wifiReply(guest)?.state).toBe("unknown");
    expect(await check("dead-letters")).toMatchObject({ state: "warning" });
    house.sandbox.faults.release();
    await house.sandbox.settled(LONG);
    expect(wifiReply(guest)).toMatchObject({ state: "read", attempts: 1 });
    expect(takenFor(guest)).toBe(1);
    expect(await check("dead-letters")).toMatchObject({ state: "ok" });
  });

  it("no answer, a cut line, a gateway's 502, and the guest has nothing: the next message goes out, and after ten minutes the desk is told", {
    timeout: 60_000,
  }, async () => {
    const faults = [
      { kind: "hang", taken: false },
      { kind: "reset", taken: false },
      { kind: "http", status: 502 },
    ] as const;
    const guests: Guest[] = [];
    for (const index of faults.keys()) guests.push(await house.known(`+3462200040${index}`));
    for (const [index, guest] of guests.entries()) {
      const fault = faults[index];
      if (fault) house.sandbox.faults.next(fault, { to: guest.identity.phone ?? "" });
      const doubt = house.hears("whether it was taken is unknown");
      guest.say(WIFI);
      await doubt;
      guest.say(PARKING);
      await parking(guest);
    }
    const told = (): number => house.rows("SELECT seq FROM audit WHERE action = 'outbox.unknown'").length;
    while (told() < guests.length) await house.hears("whether a message arrived is still unknown");
    for (const guest of guests) {
      expect(wifiReply(guest)).toMatchObject({ state: "unknown", attempts: 1 });
      expect(takenFor(guest)).toBe(0);
    }
    expect(told()).toBe(guests.length);
    for (const guest of guests) await waits(guest, "delivery_unknown");
  });

  it("accepted, then reported as not delivered: rejected with its reason, and the next message goes out", async () => {
    const guest = await house.known("+34622000501");
    house.sandbox.faults.next({ kind: "late", code: 131047 });
    guest.say(WIFI);
    await vi.waitFor(() => expect(wifiReply(guest)?.state).toBe("rejected"), { timeout: 15_000 });
    expect(wifiReply(guest)?.error).toContain("131047");
    await waits(guest, "not_delivered");
    guest.say(PARKING);
    await parking(guest);
    expect(takenFor(guest)).toBe(1);
  });
});

describe("a token that has expired", () => {
  it("stops sending, is critical, keeps every reply, and all goes on by itself with a new token", async () => {
    const guests = [await house.known("+34622000601"), await house.known("+34622000602")];
    house.sandbox.faults.expireToken();
    const still = house.hears("sending stands still");
    for (const guest of guests) guest.say(WIFI);
    await still;
    await house.sandbox.settled(LONG);
    for (const guest of guests) guest.say(PARKING);
    await vi.waitFor(
      async () => expect((await house.control.status()).queue).toMatchObject({ inboxNew: 0, outboxReady: 4 }),
      { timeout: 15_000 },
    );
    expect((await house.control.health()).state).toBe("critical");
    expect(await check("whatsapp")).toMatchObject({
      state: "critical",
      text: expect.stringContaining("190"),
      cure: expect.stringContaining("token"),
    });
    expect((await house.control.status()).channels[0]).toMatchObject({ name: "whatsapp", state: "down" });
    const renewed = `EAA${randomIds().secret(24)}`;
    writeFileSync(join(house.stateDir, "secrets", "whatsapp-token"), `${renewed}\n`, { mode: 0o600 });
    house.sandbox.faults.renewToken(renewed);
    for (const guest of guests) {
      await wifi(guest);
      await parking(guest);
      expect(guest.received()).toHaveLength(3);
    }
    await house.sandbox.settled(LONG);
    expect(house.rows("SELECT id FROM outbox WHERE state IN ('ready', 'sending', 'dead')")).toEqual([]);
    expect(await check("whatsapp")).toMatchObject({ state: "ok" });
    expect((await house.control.status()).channels[0]).toMatchObject({ state: "up" });
  });
});
