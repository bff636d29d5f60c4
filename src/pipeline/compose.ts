import { LIST_LIMITS, listLines } from "../domain/list.ts";
import type { OutboundContent, Reply } from "../domain/message.ts";

/** Bodies with buttons take 1,024 characters, lists and plain texts 4,096 (Cloud API, interactive and text messages). */
const BODY_WITH_BUTTONS = 1024;
const PLAIN_TEXT = 4096;

/**
 * One turn's replies as what is sent: merged into a single message, since every message costs. The buttons or list are
 * those of the last reply that has any; when the whole does not fit beside them, that reply goes alone after the rest.
 */
export function compose(replies: readonly Reply[]): OutboundContent[] {
  const spoken = replies.filter((reply) => reply.text.trim() !== "");
  const last = spoken[spoken.length - 1];
  if (last === undefined) return [];
  const choices = choicesOf(spoken.findLast((reply) => reply.list || (reply.buttons?.length ?? 0) > 0));
  const whole = join(spoken);
  if (choices === undefined) return split(whole);
  const { most, ...taps } = choices;
  if (whole.length <= most) return [{ kind: "text", text: whole, ...taps }];
  const before = spoken.slice(0, -1);
  if (last.text.length <= most && before.length > 0) {
    return [...split(join(before)), { kind: "text", text: last.text, ...taps }];
  }
  return split([whole, ...(taps.list ? listLines(taps.list) : [])].join("\n"));
}

function choicesOf(
  reply: Reply | undefined,
): (Pick<Reply, "buttons" | "list"> & { most: number }) | undefined {
  if (reply?.list) return { list: reply.list, most: LIST_LIMITS.body };
  return reply?.buttons && { buttons: reply.buttons, most: BODY_WITH_BUTTONS };
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
