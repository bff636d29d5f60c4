import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../platform/package-root.ts";
import { bashCompletion } from "./completion.ts";
import { manPage } from "./man.ts";
import type { Manifest } from "./manifest.ts";

const root = packageRoot();
const manifest = JSON.parse(readFileSync(join(root, "oclif.manifest.json"), "utf8")) as Manifest;
writeFileSync(join(root, "docs", "man", "hotelbot.1"), manPage(manifest));
writeFileSync(join(root, "docs", "completion", "hotelbot.bash"), bashCompletion(manifest));
