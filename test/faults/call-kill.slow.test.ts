import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { createSandbox, type Sandbox } from "../../src/channels/whatsapp/sandbox/sandbox.ts";
import { initialState } from "../../src/conversation/state.ts";
import { addDays } from "../../src/domain/calendar.ts";
import type { Stage } from "../../src/ops/demo/stage.ts";
import { placeHold } from "../../src/pipeline/holds.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { DATABASE_FILE, openStore } from "../../src/store/open.ts";
import { quoteFor } from "../conversation/support/hotel.ts";
import { MIGRATIONS } from "../store/support/opened.ts";
import { type After, startDaemon } from "./support/daemon.ts";
import { temporaryStage } from "./support/stage.ts";

const after: After = (undo) => onTestFinished(async () => void (await undo()));
const PHONE = "+34633000042";

/** A hotel whose guest held a double room on a call that was cut off, and has not written yet. */
async function cutOff(): Promise<{ stage: Stage; sandbox: Sandbox }> {
  const sandbox = createSandbox({ retryMs: [50], statusMs: { sent: 5, delivered: 30, read: 80 } });
  const settings = await sandbox.start();
  after(() => sandbox.stop());
  const stage = await temporaryStage(settings, after);
  const daemon = startDaemon(stage, after);
  expect(await daemon.listening).toBe(true);
  await sandbox.connect(stage.webhookUrl);
  await daemon.stop();
  const clock = systemClock();
  const at = clock.now();
  const ids = randomIds();
  const opened = openStore(stage.stateDir, { clock, ids, migrationsDir: MIGRATIONS });
  const { store } = opened;
  const day = addDays(new Date(at).toISOString().slice(0, 10), 20);
  const stay = { arrival: day, departure: addDays(day, 2) };
  const party = { adults: 2, children: 0 };
  const quote = quoteFor("double", stay, party, 1, at);
  const { conversationId } = store.calls.begin({ id: "c1", direction: "in", from: { phone: PHONE }, at });
  const expiresAt = at + 1_200_000;
  placeHold({ store, ids }, { conversationId, roomType: "double", stay, rooms: 1, free: 3, expiresAt, at });
  const draft = { ...stay, ...party, rooms: 1, roomType: "double", quote, heldUntil: expiresAt };
  const state = {
    ...initialState("es"),
    ...{ greeted: true, step: "guest_data", draft, question: "name", asked: "name" },
  };
  store.conversations.save(conversationId, 0, { state, mode: "bot", language: "es", at });
  store.calls.ended("c1", "lost", at);
  opened.close();
  return { stage, sandbox };
}

/** Whose the held rooms are, and what waits for their end. */
function onDisk({ stateDir }: Stage): { held: unknown[]; nights: number; due: unknown[] } {
  const raw = new Database(join(stateDir, DATABASE_FILE), { readonly: true });
  const channel = "(SELECT channel FROM conversation WHERE id = conversation_id)";
  const held = raw.prepare(`SELECT ${channel} FROM hold`).pluck().all();
  const nights = raw.prepare("SELECT count(*) FROM hold_night").pluck().get() as number;
  const waits = `SELECT ${channel} FROM schedule WHERE kind = 'hold' AND state = 'waiting'`;
  const due = raw.prepare(waits).pluck().all();
  raw.close();
  return { held, nights, due };
}

// The daemon makes one id when it starts, the next when rooms go over, and another for the answer.
it.each([
  ["while they go over", "unique:2", "phone"],
  ["between that and the turn", "unique:3", "whatsapp"],
] as const)(
  "rooms held on a call are held once when it is killed %s",
  {
    timeout: 180_000,
  },
  async (_when, place, holder) => {
    const { stage, sandbox } = await cutOff();
    expect(onDisk(stage)).toEqual({ held: ["phone"], nights: 2, due: ["phone"] });
    const dying = startDaemon(stage, after, place);
    expect(await dying.listening).toBe(true);
    const guest = sandbox.guest(PHONE, "Ana");
    guest.say("Hola");
    expect(await dying.ended).toMatchObject({ signal: "SIGKILL" });
    expect(onDisk(stage)).toEqual({ held: [holder], nights: 2, due: [holder] });
    const next = startDaemon(stage, after);
    expect(await next.listening).toBe(true);
    expect((await guest.waitFor()).text).toMatch(/Se ha cortado la llamada.*nombre/s);
    await next.stop();
    expect(onDisk(stage)).toEqual({ held: ["whatsapp"], nights: 2, due: ["whatsapp"] });
  },
);
