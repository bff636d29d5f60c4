import { join } from "node:path";
import { packageRoot } from "../../platform/package-root.ts";
import { pack } from "./pack.ts";

// `npm run pack`: what was made, a path a line.
const root = packageRoot();
const packed = await pack({
  root,
  out: join(root, ".build", "pack"),
  arch: process.arch,
  say: (what) => process.stderr.write(`pack: ${what} …\n`),
});
process.stdout.write(`${packed.tarball}\n${packed.deb}\n${packed.installer}\n`);
