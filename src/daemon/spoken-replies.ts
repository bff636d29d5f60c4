import { join } from "node:path";
import type { NotSent, OutboundChannel } from "../channels/port.ts";
import { isLanguage } from "../domain/language.ts";
import type { TextToSpeech } from "../domain/speech.ts";
import { asHotelbotError } from "../errors.ts";
import { writeFileAtomic } from "../platform/atomic-file.ts";
import type { Logger } from "../platform/logger.ts";
import type { OutboxRow, Store } from "../store/contract.ts";

export interface SpokenRepliesParts {
  readonly mouth: TextToSpeech;
  readonly store: Store;
  /** Where spoken replies are kept, one `<outbox id>.ogg` each. */
  readonly folder: string;
  readonly log: Logger;
}

/**
 * A channel that speaks its voice replies into a file before they go out. The file is remembered with the row, so a
 * restart does not speak again; what cannot be spoken goes in writing, unless it went in writing already.
 */
export function withSpokenReplies(channel: OutboundChannel, parts: SpokenRepliesParts): OutboundChannel {
  return {
    name: channel.name,
    async prepare(row) {
      const ready = await spoken(parts, row);
      return "kind" in ready ? ready : channel.prepare(ready);
    },
  };
}

async function spoken(parts: SpokenRepliesParts, row: OutboxRow): Promise<OutboxRow | NotSent> {
  const { content } = row;
  if (content.kind !== "voice" || content.path !== undefined) return row;
  try {
    if (!isLanguage(content.language)) return written(row, content.text);
    const audio = await parts.mouth.voiceNote(content.text, content.language);
    const path = join(parts.folder, `${row.id}.ogg`);
    await writeFileAtomic(path, audio);
    parts.store.outbox.saveContent(row.id, { ...content, path });
    return { ...row, content: { ...content, path } };
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    parts.log.warn("a reply could not be spoken, so it goes in writing", {
      outbox: row.id,
      code: error.code,
    });
    if (content.besideText) return { kind: "unneeded", why: "it could not be spoken, and went in writing" };
    return written(row, content.text);
  }
}

function written(row: OutboxRow, text: string): OutboxRow {
  return { ...row, content: { kind: "text", text } };
}
