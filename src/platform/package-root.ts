import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder that holds package.json, from source and from dist alike: data files (migrations, phrases, the model)
 * are read from here, since tsc copies none. Throws when there is none above this file.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error("package.json not found above the program: the installation is broken");
    folder = parent;
  }
  return folder;
}
