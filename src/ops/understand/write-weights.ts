import { packageRoot } from "../../platform/package-root.ts";
import { readData } from "../../understanding/load.ts";
import { learnShipped } from "../../understanding/shipped.ts";
import { builtFolder, weightFiles } from "../../understanding/weight-files.ts";

/** Everybody may read what ships. */
const READABLE = 0o644;

// `node src/ops/understand/write-weights.ts [FOLDER]`, a step of the build: what ships is learned once.
learnShipped(readData(packageRoot()), weightFiles(process.argv[2] ?? builtFolder(packageRoot()), READABLE));
