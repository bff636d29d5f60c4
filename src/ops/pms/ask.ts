/** Questions a person answers in a terminal; given, so that tests and flags can answer too. */
export interface Ask {
  text(message: string, preset?: string): Promise<string>;
  /** Not shown while it is typed. */
  secret(message: string): Promise<string>;
  choose(
    message: string,
    choices: readonly { readonly name: string; readonly value: number }[],
  ): Promise<number>;
  pick(
    message: string,
    choices: readonly { readonly name: string; readonly value: number }[],
  ): Promise<number[]>;
  yes(message: string): Promise<boolean>;
}

/** Asks on the terminal; what is asked goes to stderr, since stdout is the answer. */
export async function terminalAsk(): Promise<Ask> {
  const { default: inquirer } = await import("inquirer");
  const prompt = inquirer.createPromptModule({ output: process.stderr });
  const one = async (question: object): Promise<unknown> =>
    ((await prompt([{ ...question, name: "answer" }] as never)) as { answer: unknown }).answer;
  return {
    text: async (message, preset) => String(await one({ type: "input", message, default: preset })),
    secret: async (message) => String(await one({ type: "password", message, mask: "*" })),
    choose: async (message, choices) => Number(await one({ type: "select", message, choices })),
    pick: async (message, choices) => {
      const all = choices.map((choice) => ({ ...choice, checked: true }));
      return ((await one({ type: "checkbox", message, choices: all })) as number[]).map(Number);
    },
    yes: async (message) => Boolean(await one({ type: "confirm", message, default: true })),
  };
}
