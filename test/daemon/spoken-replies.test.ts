import { expect, test } from "vitest";
import type { OutboundChannel } from "../../src/channels/port.ts";
import { withSpokenReplies } from "../../src/daemon/spoken-replies.ts";
import type { OutboundContent } from "../../src/domain/message.ts";
import type { TextToSpeech } from "../../src/domain/speech.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import type { OutboxRow, Store } from "../../src/store/contract.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const row = (content: OutboundContent): OutboxRow => ({ id: "o1", content }) as OutboxRow;

/** A channel that keeps what it is handed, behind a mouth that cannot speak. */
async function mute() {
  const handed: OutboundContent[] = [];
  const channel: OutboundChannel = {
    name: "whatsapp",
    prepare: async ({ content }) => {
      handed.push(content);
      return { kind: "prepared", send: async () => ({ kind: "accepted", externalId: "w" }) };
    },
  };
  const mouth = { voiceNote: () => Promise.reject(new Error("no voice")) } as unknown as TextToSpeech;
  const folder = await temporaryFolder();
  const parts = { mouth, store: {} as Store, folder, log: silentLogger() };
  return { handed, speaking: withSpokenReplies(channel, parts) };
}

test("what cannot be spoken goes in writing", async () => {
  const { handed, speaking } = await mute();
  expect(await speaking.prepare(row({ kind: "voice", text: "hola", language: "es" }))).toMatchObject({
    kind: "prepared",
  });
  expect(handed).toEqual([{ kind: "text", text: "hola" }]);
});

test("what went in writing already is not written twice when the voice fails", async () => {
  const { handed, speaking } = await mute();
  const voice = { kind: "voice", text: "hola", language: "es", besideText: true } as const;
  expect(await speaking.prepare(row(voice))).toMatchObject({ kind: "unneeded" });
  expect(handed).toEqual([]);
});
