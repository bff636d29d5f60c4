import { Chalk, supportsColor } from "chalk";
import { type Paint, PLAIN } from "./status.ts";

/** Colours for a terminal that shows them; NO_COLOR, TERM=dumb and pipes get none. */
export function paint(): Paint {
  const dumb = process.env.NO_COLOR !== undefined || process.env.TERM === "dumb";
  if (dumb || !process.stdout.isTTY || !supportsColor) return PLAIN;
  const chalk = new Chalk({ level: supportsColor.level });
  return {
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    dim: (text) => chalk.dim(text),
    strong: (text) => chalk.bold(text),
  };
}
