import type { Readable } from "node:stream";
import { HotelbotError } from "../../errors.ts";

export interface Typed {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** More than any secret: what is longer was piped in by mistake. */
const LONGEST = 16 * 1024;

/**
 * A secret's value: asked for and not shown on a terminal, else all of standard input without the line end. Never from
 * a flag or the environment, which other users can read. Throws REQUEST_INVALID when nothing comes.
 */
export async function askSecret(question: string, { input, output }: Typed): Promise<string> {
  const value = input.isTTY === true ? await prompt(question, input, output) : await all(input);
  if (value === "") {
    throw new HotelbotError("REQUEST_INVALID", {
      what: "no value came on standard input: pipe it in, or run the command on a terminal",
    });
  }
  if (/[\n\r\0]/.test(value) || value.length > LONGEST) {
    throw new HotelbotError("REQUEST_INVALID", { what: "the value is not one line" });
  }
  return value;
}

async function prompt(message: string, input: Readable, output: NodeJS.WritableStream): Promise<string> {
  const { default: inquirer } = await import("inquirer");
  const ask = inquirer.createPromptModule({ input, output });
  const { value } = await ask<{ value: string }>([{ type: "password", name: "value", message }]);
  return value.trim();
}

async function all(input: Readable): Promise<string> {
  let text = "";
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > LONGEST) break;
  }
  return text.replace(/\r?\n$/, "");
}
