import { existsSync, readFileSync } from "node:fs";
import { Listr, ListrLogger, ProcessOutput } from "listr2";
import { HotelbotError } from "../../errors.ts";
import type { Ids } from "../../platform/ids.ts";
import { packageRoot } from "../../platform/package-root.ts";
import { type Renderer, rendererFor } from "../progress.ts";
import { thisMachinesContext } from "./context.ts";
import { deploySteps, type HotelFiles } from "./deploy.ts";
import { alone } from "./host.ts";
import { places } from "./places.ts";
import { preflight } from "./preflight.ts";
import { readRelease } from "./release.ts";
import type { Ask } from "./wizard.ts";

export interface DeployOptions {
  readonly config: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Asks on a terminal; undefined where there is nobody to ask. */
  readonly ask: Ask | undefined;
  readonly ids: Ids;
  /** Whether to go on, after the plan was shown. */
  readonly sure: (plan: readonly string[]) => Promise<boolean>;
}

export interface Deployed {
  readonly version: string;
  readonly dryRun: boolean;
  /** What was done, or would be. */
  readonly steps: readonly { readonly step: string; readonly what: string }[];
  readonly warnings: readonly string[];
  readonly socket: string;
  readonly config: string;
  readonly state: string;
}

/** hotelbot deploy on this machine. Throws DEPLOY_…, CONFIG_… or SECRET_MISSING; undefined when nobody was sure. */
export async function runDeploy(options: DeployOptions): Promise<Deployed | undefined> {
  const root = packageRoot();
  const { version } = await readRelease(root);
  if (process.getuid?.() !== 0 && !options.dryRun) throw new HotelbotError("DEPLOY_NEEDS_ROOT");
  const warnings: string[] = [];
  const context = thisMachinesContext((line) => void warnings.push(line));
  const { config, state, socket } = context.places;
  const files = await hotelFiles(options);
  const looked = await preflight(context.places, context.host);
  if (looked.problems.length > 0)
    throw new HotelbotError("DEPLOY_PREFLIGHT", { what: looked.problems.join("; ") });
  return alone("machine", async () => {
    const all = await deploySteps(context, root, files);
    const steps: { step: string; what: string }[] = [];
    for (const step of all) {
      const what = await step.needed();
      if (what !== undefined) steps.push({ step: step.title, what });
    }
    const result = { version, dryRun: options.dryRun, steps, socket, config, state };
    if (options.dryRun) return { ...result, warnings: looked.warnings };
    if (!(await options.sure(steps.map(({ step, what }) => `${step}: ${what}`)))) return undefined;
    await show(
      all.map(({ title, needed, run }) => ({
        title,
        // Asked again: the step before may have done or undone it.
        skip: async () => (await needed()) === undefined,
        task: run,
      })),
      rendererFor(options.json),
    );
    return { ...result, warnings: [...looked.warnings, ...warnings] };
  });
}

async function hotelFiles({ config, ask, ids, dryRun }: DeployOptions): Promise<HotelFiles> {
  if (config !== undefined) return { config: read(config), secrets: {} };
  const there = places().config;
  if (existsSync(there)) return { config: undefined, secrets: {} };
  if (ask && !dryRun) {
    const { askHotel } = await import("./wizard.ts");
    return askHotel(ask, ids);
  }
  const what = `There is no ${there} yet and nobody to ask: say --config FILE`;
  throw new HotelbotError("USAGE", { what });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new HotelbotError("FILE_UNREADABLE", { path, what }, { cause: error });
  }
}

interface Shown {
  readonly title: string;
  readonly skip: () => Promise<boolean>;
  readonly task: () => Promise<void>;
}

async function show(tasks: readonly Shown[], renderer: Renderer): Promise<void> {
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  await new Listr([...tasks], { renderer, rendererOptions: { logger } }).run();
}
