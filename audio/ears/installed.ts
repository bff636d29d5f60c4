import { join } from "node:path";
import { packageRoot } from "../../src/platform/package-root.ts";

/** Where install.sh builds the speech engine. */
export function installedEngine(): string {
  return join(packageRoot(), ".build", "whisper", "bin", "whisper-server");
}

/** The model that ships with the product. */
export function shippedModel(): string {
  return join(packageRoot(), "audio", "models", "ggml-base-q8_0.bin");
}
