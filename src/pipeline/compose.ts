import type { OutboundContent, Reply } from "../domain/message.ts";

/** Bodies with buttons take 1,024 characters, plain texts 4,096 (Cloud API, interactive and text messages). */
const BODY_WITH_BUTTONS = 1024;
const PLAIN_TEXT = 4096;

/**
 * One turn's replies as what is sent: merged into a single message, since every message costs. The buttons are those
 * of the last reply that has any; when the whole does not fit beside buttons, that reply goes alone after the rest.
 */
export function compose(replies: readonly Reply[]): OutboundContent[] {
  const spoken = replies.filter((reply) => reply.text.trim() !== "");
  if (spoken.length === 0) return [];
  const buttons = spoken.findLast((reply) => reply.buttons && reply.buttons.length > 0)?.buttons;
  const whole = join(spoken);
  if (!buttons) return split(whole);
  if (whole.length <= BODY_WITH_BUTTONS) return [{ kind: "text", text: whole, buttons }];
  const last = spoken[spoken.length - 1];
  const before = spoken.slice(0, -1);
  if (last && last.text.length <= BODY_WITH_BUTTONS && before.length > 0) {
    return [...split(join(before)), { kind: "text", text: last.text, buttons }];
  }
  return split(whole);
}

/** The same turn for the ear: each reply's spoken form where it has one. */
export function composeSpeech(replies: readonly Reply[]): string {
  return replies
    .map((reply) => (reply.speech ?? reply.text).trim())
    .filter((text) => text !== "")
    .join("\n");
}

function join(replies: readonly Reply[]): string {
  return replies.map((reply) => reply.text.trim()).join("\n\n");
}

/** Cuts at a blank line, else a line, else a space, so that no piece is over the limit and nothing is lost. */
function split(text: string): OutboundContent[] {
  const pieces: OutboundContent[] = [];
  let rest = text.trim();
  while (rest.length > PLAIN_TEXT) {
    const head = rest.slice(0, PLAIN_TEXT);
    const at = ["\n\n", "\n", " "]
      .map((mark) => head.lastIndexOf(mark))
      .find((index) => index > PLAIN_TEXT / 2);
    const cut = at ?? PLAIN_TEXT;
    pieces.push({ kind: "text", text: rest.slice(0, cut).trimEnd() });
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "") pieces.push({ kind: "text", text: rest });
  return pieces;
}
