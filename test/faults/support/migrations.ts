import { join } from "node:path";
import { packageRoot } from "../../../src/platform/package-root.ts";

export const MIGRATIONS = join(packageRoot(), "migrations");
