import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { LiveVads } from "../../audio/ears/live-vad.ts";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createPhone } from "../../src/daemon/phone.ts";
import { callParts } from "../../src/daemon/phone-parts.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import type { Pipeline } from "../../src/pipeline/pipeline.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { createLogger } from "../../src/platform/logger.ts";
import type { Store } from "../../src/store/contract.ts";
import { phrases } from "../conversation/support/hotel.ts";
import { memoryLine } from "../support/memory-line.ts";
import { servedLine } from "../support/served-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NOBODY_SPEAKS: LiveVads = () => ({ hear: () => ({ voiced: false, level: 0 }), close: () => undefined });
const FULL = "database or disk is full";

function full(): never {
  throw new Error(FULL);
}

/** A phone over a store that answers as `calls` and `accept` do, and what it wrote into the journal. */
async function phoned(broken: { begin?: () => never; accept?: () => never; ended?: () => never }) {
  const stateDir = await temporaryFolder();
  const journal: string[] = [];
  const accepted: number[] = [];
  const ended: string[] = [];
  const config = loadHotel(demoHotelPath());
  const store = {
    calls: {
      begin: broken.begin ?? (() => ({ guestId: 1, conversationId: 1 })),
      answered: () => undefined,
      language: () => undefined,
      recover: () => 0,
      ended: (_id: string, why: string) => {
        ended.push(why);
        broken.ended?.();
      },
    },
    conversations: { get: () => undefined, turns: () => [], heardOf: () => undefined },
    journal: { staying: () => [] },
    inbox: {
      accept: () => {
        accepted.push(1);
        broken.accept?.();
      },
    },
  } as unknown as Store;
  const line = memoryLine(() => new Promise((resolve) => setImmediate(resolve)));
  const parts = {
    phone: { door: { kind: "soundcard" }, rooms: {}, maxCalls: 4, keepAudio: false },
    config,
    secrets: loadSecrets(stateDir, undefined),
    store,
    stateDir,
    clock: systemClock(),
    ids: randomIds(),
    log: createLogger("info", { write: (each: string) => void journal.push(each) }),
    speech: {
      mouth: { speak: async () => new Int16Array(320), languages: [], ready: true },
      ears: { hearPcm: async () => full(), oddsOf: async () => ({}) },
    },
    spawn: servedLine(line, NOBODY_SPEAKS),
  };
  const context = { store, phrases, clock: parts.clock, hotel: config.hotel } as unknown as PipelineContext;
  const pipeline = { inLane: async () => undefined, arrived: () => undefined } as unknown as Pipeline;
  const phone = createPhone(parts as unknown as Parameters<typeof createPhone>[0]);
  await phone.start(context, pipeline);
  onTestFinished(() => phone.stop());
  return { phone, line, journal, accepted, ended, parts, context, pipeline, stateDir };
}

test("a key pressed while the disk is full ends nothing: it is in the journal, and the call goes on", async () => {
  const { line, journal, accepted } = await phoned({ accept: full });
  const caller = line.ring("+34600111222");
  await caller.answered;
  caller.press("0");
  await expect.poll(() => accepted.length).toBe(1);
  caller.press("0");
  await expect.poll(() => accepted.length).toBe(2);
  expect(journal.filter((each) => each.includes(FULL))).toHaveLength(2);
});

test("a call that cannot be written down is refused, not left to ring", async () => {
  const { line, journal } = await phoned({ begin: full });
  const caller = line.ring("+34600111222");
  expect(await caller.call.ended).toBe("refused");
  expect(journal.join()).toContain(FULL);
});

test("whoever is called while the disk is full is hung up on, and its end ends nothing else", async () => {
  const one = await phoned({ begin: full });
  await expect(one.phone.call("101", "hola", "es")).rejects.toThrow(FULL);
  expect(await one.line.dialled[0]?.call.ended).toBe("we_hung_up");
  const other = await phoned({ ended: full });
  const calling = other.phone.call("101", "hola", "es");
  await expect.poll(() => other.line.dialled.length).toBe(1);
  other.line.dialled[0]?.hangUp();
  await calling;
  await expect.poll(() => other.journal.join()).toContain(FULL);
});

test("who is called and hangs up has not heard it; who hears it out has", async () => {
  const { phone, line } = await phoned({});
  const cutShort = phone.call("101", "hola", "es");
  await expect.poll(() => line.dialled.length).toBe(1);
  line.dialled[0]?.hangUp();
  expect(await cutShort).toMatchObject({ heard: false });
  const whole = phone.call("102", "hola", "es");
  await expect.poll(() => line.dialled.length).toBe(2);
  await expect.poll(() => line.dialled[1]?.busy()).toBe(true);
  await line.dialled[1]?.silence(200);
  expect(await whole).toMatchObject({ heard: true });
});

test("the sound of a turn that cannot be kept is in the journal and stops nothing", async () => {
  const { parts, context, pipeline, stateDir, journal } = await phoned({});
  writeFileSync(join(stateDir, "media"), "no folder");
  const record = { id: "call", guestId: 1, conversationId: 1 };
  const kept = callParts({
    ...parts,
    phone: { ...parts.phone, keepAudio: true },
    context,
    pipeline,
    record,
  } as unknown as Parameters<typeof callParts>[0]);
  kept.keep?.(record, 1, new Int16Array(160), 8_000);
  expect(journal.join()).toContain("could not be kept");
  expect(existsSync(join(stateDir, "media", "calls"))).toBe(false);
});
