import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { createSandbox, type Sandbox } from "../../src/channels/whatsapp/sandbox/sandbox.ts";
import { createControlClient } from "../../src/control/client.ts";
import { controlSocket } from "../../src/control/paths.ts";
import { DATABASE_FILE } from "../../src/store/open.ts";
import { type After, startDaemon } from "./support/daemon.ts";
import { halfPost } from "./support/half-post.ts";
import { settled } from "./support/rounds.ts";
import { temporaryStage } from "./support/stage.ts";

const after: After = (undo) => onTestFinished(async () => void (await undo()));
const SHUT = { HOTELBOT_DOORS: "shut" };
const READ_TWICE =
  "SELECT inbox_id FROM turn WHERE inbox_id IS NOT NULL GROUP BY inbox_id HAVING count(*) > 1";
const GRACEFUL = { code: 0, signal: null };

/** The ids of what guests wrote, a webhook each. */
function messagesOf({ record }: Sandbox): string[] {
  return record.webhooks.flatMap(({ ids }) => ids).filter((id) => !id.includes(":"));
}

/** The first column of what a stopped daemon has left. */
function column(stateDir: string, sql: string): unknown[] {
  const database = new Database(join(stateDir, DATABASE_FILE), { readonly: true });
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}

it("an update while webhooks are on their way: what is acknowledged is answered, once, and the rest comes again", {
  timeout: 180_000,
}, async () => {
  const sandbox = createSandbox({ retryMs: [50], statusMs: { sent: 1, delivered: 1, read: 1 } });
  const settings = await sandbox.start();
  after(() => sandbox.stop());
  const stage = await temporaryStage(settings, after);
  const guests = Array.from({ length: 4 }, (_, index) =>
    sandbox.guest(`+3463300010${index}`, `Ana ${index}`),
  );
  const everybody = (text: string): void => {
    for (const guest of guests) guest.say(text);
  };

  // Of the version before: it is stopped with posts in the middle of their bodies, and finishes them.
  everybody("¿A qué hora es el desayuno?");
  const old = startDaemon(stage, after);
  expect(await old.listening).toBe(true);
  const flying = await Promise.all(
    sandbox.record.webhooks.map(({ bytes }) => halfPost(stage.webhookUrl, bytes, settings.appSecret)),
  );
  const stopping = old.stop();
  await old.said("stopping");
  const answers = await Promise.all(flying.map((post) => post.finish()));
  expect(await stopping).toEqual(GRACEFUL);
  // A body that came too late on a busy machine is cut off, and was not acknowledged.
  expect(answers.filter((status) => status !== 200 && status !== undefined)).toEqual([]);
  const first = messagesOf(sandbox);
  const taken = first.filter((_, index) => answers[index] === 200).sort();
  expect(column(stage.stateDir, "SELECT external_id FROM inbox ORDER BY external_id")).toEqual(taken);

  // Meta never heard those 200: from here on it delivers them again, and what is written meanwhile, to nobody.
  await sandbox.connect(stage.webhookUrl, { verify: false });
  everybody("¿Hay parking?");

  // The new version tries itself behind shut doors, as an update lets it, then opens them.
  const trial = startDaemon(stage, after, "", SHUT);
  expect(await trial.listening).toBe(true);
  everybody("¿Tenéis wifi?");
  expect(sandbox.record.acknowledged.size).toBe(0);
  expect(await trial.stop()).toEqual(GRACEFUL);
  const fresh = startDaemon(stage, after);
  expect(await fresh.listening).toBe(true);
  await settled(sandbox, createControlClient([controlSocket(stage.stateDir)]));
  expect(await fresh.stop()).toEqual(GRACEFUL);

  const all = (sql: string): unknown[] => column(stage.stateDir, sql);
  expect(all("SELECT external_id FROM inbox ORDER BY external_id")).toEqual(messagesOf(sandbox).sort());
  expect(all("SELECT DISTINCT fate FROM inbox")).toEqual(["answered"]);
  expect(all(READ_TWICE)).toEqual([]);
  const sent = sandbox.record.sends.map(({ callbackId }) => callbackId ?? "");
  expect([...sent].sort()).toEqual(all("SELECT id FROM outbox ORDER BY id"));
  for (const guest of guests) {
    const texts = guest.received().map(({ text }) => text);
    // Posts that come again may overtake each other: in which order is not promised.
    for (const about of [/desayuno/i, /parking|aparcamiento|garaje/i, /wifi/i]) {
      expect(texts.filter((text) => about.test(text))).not.toEqual([]);
    }
    expect(texts.filter((text) => /desayuno/i.test(text))).toHaveLength(1);
  }
});
