import { Listr, ListrLogger, ProcessOutput } from "listr2";

/** How progress is shown: live on a terminal, line by line elsewhere, not at all under --json. */
export type Renderer = "default" | "simple" | "silent";

/** Told which stage the work is at, and how far in it. */
export type Told<S extends string> = (stage: S, done: number, all: number) => void;

/** The renderer for a command's standard error. */
export function rendererFor(json: boolean): Renderer {
  if (json) return "silent";
  return process.stderr.isTTY === true && process.stdout.isTTY === true ? "default" : "simple";
}

/**
 * Runs `work` while its stages are shown on standard error, as stdout is for answers. `titles` are the stages in their
 * order; one may be left out. Resolves and rejects as `work` does.
 */
export async function inStages<S extends string, T>(
  titles: readonly (readonly [S, string])[],
  renderer: Renderer,
  work: (told: Told<S>) => Promise<T>,
): Promise<T> {
  const stages = titles.map(([stage, title]) => ({ stage, title, over: Promise.withResolvers<void>() }));
  const show = new Map<S, (text: string) => void>();
  let current = 0;
  const reach = (index: number): void => {
    for (; current < index; current += 1) stages[current]?.over.resolve();
  };
  const result = work((stage, done, all) => {
    reach(stages.findIndex((each) => each.stage === stage));
    if (all > 1) show.get(stage)?.(`${Math.floor((100 * done) / all)} %`);
  });
  result.then(
    () => reach(stages.length),
    (error: unknown) => stages[current]?.over.reject(error),
  );
  const tasks = stages.map(({ stage, title, over }) => ({
    title,
    task: async (_context: unknown, task: { output: string }): Promise<void> => {
      show.set(stage, (text) => {
        // Line by line a percentage is noise.
        if (renderer === "default") task.output = text;
      });
      await over.promise;
    },
  }));
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  // How it failed is said once, by whoever called.
  await new Listr(tasks, { renderer, rendererOptions: { logger } }).run().catch(() => undefined);
  return result;
}
