import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { ChatTurn } from "../../control/contract.ts";
import { HotelbotError } from "../../errors.ts";

/**
 * What the guest says, line by line: from a script, from a terminal with a prompt, or from standard input. Empty lines
 * and, in a script, comments are passed over. Rejects with FILE_UNREADABLE.
 */
export async function* guestLines(from: {
  readonly script: string | undefined;
  readonly interactive: boolean;
}): AsyncGenerator<string> {
  const input = from.script === undefined ? process.stdin : await opened(from.script);
  const lines = createInterface({
    input,
    ...(from.interactive ? { output: process.stderr, prompt: "> " } : {}),
  });
  if (from.interactive) lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text !== "" && !(from.script !== undefined && text.startsWith("#"))) yield text;
    if (from.interactive) lines.prompt();
  }
}

async function opened(path: string): Promise<NodeJS.ReadableStream> {
  const stream = createReadStream(path, "utf8");
  try {
    await new Promise((resolve, reject) => {
      stream.once("open", resolve);
      stream.once("error", reject);
    });
  } catch (thrown) {
    const what = thrown instanceof Error ? thrown.message : String(thrown);
    throw new HotelbotError("FILE_UNREADABLE", { path, what }, { cause: thrown });
  }
  return stream;
}

/** What can be chosen under a reply, as a terminal shows it: buttons in brackets, a list's choices numbered. */
export function choiceLines({ buttons, list }: ChatTurn["replies"][number]): string[] {
  if (list === null || list.elsewhere === "told") {
    return buttons.length > 0 ? [buttons.map(({ title }) => `[${title}]`).join(" ")] : [];
  }
  if (list.elsewhere === "titles") return [list.rows.map(({ title }) => `[${title}]`).join(" ")];
  return list.rows.map(({ title, description }, index) => {
    const said = description === null ? title : `${title} ${description}`;
    return `${index + 1}. ${said}`;
  });
}
