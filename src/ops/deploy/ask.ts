import { createPromptModule } from "inquirer";
import { HotelbotError } from "../../errors.ts";
import type { Ask } from "./wizard.ts";

/** Questions on the terminal: on standard error, as stdout is for answers. */
export function terminalAsk(): Ask {
  const module = createPromptModule({ output: process.stderr });
  const prompt: typeof module = ((...questions: Parameters<typeof module>) =>
    module(...questions).catch((error: unknown) => {
      // Ctrl-C: whoever asked has changed nothing yet.
      if (error instanceof Error && error.name === "ExitPromptError") {
        throw new HotelbotError("USAGE", { what: "Nothing was done" }, { cause: error });
      }
      throw error;
    })) as typeof module;
  const checked =
    (wrong: ((answer: string) => string | undefined) | undefined) =>
    (answer: string): true | string =>
      wrong?.(answer.trim()) ?? true;
  return {
    async text(message, usual, wrong) {
      const question = { type: "input" as const, name: "a", message, validate: checked(wrong) };
      const { a } = await prompt([usual === undefined ? question : { ...question, default: usual }]);
      return String(a).trim();
    },
    async secret(message, wrong) {
      const { a } = await prompt([
        { type: "password", name: "a", message, mask: "*", validate: checked(wrong) },
      ]);
      return String(a).trim();
    },
    async choose(message, choices) {
      const listed = choices.map((value) => ({ name: value, value, checked: true }));
      const { a } = await prompt([{ type: "checkbox", name: "a", message, choices: listed }]);
      return a as readonly string[];
    },
    async yes(message, usual) {
      const { a } = await prompt([{ type: "confirm", name: "a", message, default: usual }]);
      return a === true;
    },
  };
}
