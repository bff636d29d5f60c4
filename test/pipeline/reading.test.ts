import { expect, test } from "vitest";
import { initialState } from "../../src/conversation/state.ts";
import type { LocalNow } from "../../src/domain/calendar.ts";
import type { InboundContent } from "../../src/domain/message.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { read } from "../../src/pipeline/reading.ts";
import type { InboxRow } from "../../src/store/contract.ts";
import type { SecondOpinion } from "../../src/understanding/second/second-opinion.ts";

const MIDNIGHT = Date.parse("2027-02-01T23:00:00Z");

/** Reads at `now` what was said at `sentAt` in a hotel in Madrid; answers the reading and the days it was read on. */
async function readAt(
  now: number,
  sentAt: number,
  contents: readonly InboundContent[],
  secondOpinion?: SecondOpinion,
) {
  const days: string[] = [];
  const context = {
    clock: { now: () => now, after: () => () => undefined },
    hotel: { timeZone: "Europe/Madrid" },
    understand: (text: string, { now }: { now: LocalNow }) => {
      days.push(now.date);
      return { text, language: "es", languageSure: true, intents: [], slots: {} };
    },
    ...(secondOpinion ? { secondOpinion } : {}),
  } as unknown as PipelineContext;
  const rows = contents.map(
    (content, id): InboxRow => ({
      id,
      guestId: 1,
      receivedAt: now,
      attempts: 0,
      message: { channel: "whatsapp", externalId: `w${id}`, from: { phone: "34600" }, sentAt, content },
    }),
  );
  return { reading: await read(context, rows, initialState("es")), days };
}

test("«mañana» written a moment before midnight and read after it is the day the guest meant", async () => {
  const text = { kind: "text", text: "una doble para mañana" } as const;
  expect((await readAt(MIDNIGHT + 2_000, MIDNIGHT - 3_000, [text])).days).toEqual(["2027-02-01"]);
});

test("a phone whose clock runs ahead does not move the hotel's day", async () => {
  const text = { kind: "text", text: "una doble para mañana" } as const;
  expect((await readAt(MIDNIGHT - 3_000, MIDNIGHT + 60_000, [text])).days).toEqual(["2027-02-01"]);
});

test("an album of pictures is one event, and each picture a line of the transcript", async () => {
  const picture = (n: number): InboundContent => ({
    kind: "image",
    mediaId: `m${n}`,
    mimeType: "image/jpeg",
    sha256: "",
  });
  const album = Array.from({ length: 20 }, (_, n) => picture(n));
  const { reading } = await readAt(MIDNIGHT, MIDNIGHT, album);
  expect(reading.events).toEqual([{ kind: "picture" }]);
  expect(reading.turns).toHaveLength(20);
});

test("a second opinion is heard of what was written, never of a button, and stands in the reading", async () => {
  const asked: string[] = [];
  const settled: SecondOpinion = async (understood) => {
    asked.push(understood.text);
    return { ...understood, intents: [{ name: "pool", score: 0.8, band: "act" }] };
  };
  const text = { kind: "text", text: "chapuzón" } as const;
  const button = { kind: "button", id: "yes", title: "Sí" } as const;
  const { reading } = await readAt(MIDNIGHT, MIDNIGHT, [text, button], settled);
  expect(asked).toEqual(["chapuzón"]);
  const acts = { intents: [expect.objectContaining({ name: "pool", band: "act" })] };
  expect(reading.understood).toMatchObject(acts);
  expect(reading.events).toMatchObject([
    { kind: "guest", understood: acts },
    { kind: "guest", buttonId: "yes", understood: { intents: [] } },
  ]);
  await readAt(MIDNIGHT, MIDNIGHT, [button], settled);
  expect(asked).toHaveLength(1);
});
