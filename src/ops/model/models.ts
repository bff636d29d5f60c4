import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { shippedModel } from "../../../audio/ears/installed.ts";
import { checkModel, listedSum } from "../../../audio/ears/model-file.ts";
import { withValue } from "../../config/edit.ts";
import { parseHotel } from "../../config/load.ts";
import { HotelbotError } from "../../errors.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";

export interface ModelEntry {
  readonly path: string;
  readonly bytes: number;
  /** The one hotel.yaml names, or the one that ships where it names none. */
  readonly inUse: boolean;
  /** A sum for it is listed beside it: without one it cannot be used. */
  readonly listed: boolean;
}

/** The speech models in the folders given and the one that ships, largest last. */
export async function listModels(
  folders: readonly string[],
  inUse: string | undefined,
): Promise<{ readonly models: readonly ModelEntry[] }> {
  const used = inUse ?? shippedModel();
  const places = new Set([
    dirname(shippedModel()),
    dirname(used),
    ...folders.map((folder) => resolve(folder)),
  ]);
  const models: ModelEntry[] = [];
  for (const folder of places) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((each) => each.endsWith(".bin"))) {
      const path = join(folder, name);
      const { size } = await stat(path);
      models.push({ path, bytes: size, inUse: path === used, listed: (await listedSum(path)) !== undefined });
    }
  }
  return { models: models.sort((a, b) => a.bytes - b.bytes) };
}

export interface ModelUse {
  readonly path: string;
  readonly config: string;
  /** What it was before; null for the one that ships. */
  readonly before: string | null;
}

/**
 * Names a model in hotel.yaml, whole and listed in the SHA256SUMS beside it; without one, the model that ships again.
 * Rejects with SPEECH_MODEL_MISSING, SPEECH_MODEL_DAMAGED or CONFIG_*, and changes nothing then.
 */
export async function useModel(config: string, model: string | undefined): Promise<ModelUse> {
  const text = await readFile(config, "utf8").catch((cause: Error) => {
    throw new HotelbotError("CONFIG_MISSING", { path: config }, { cause });
  });
  const before = parseHotel(text, config).speech.model ?? null;
  const path = model === undefined ? shippedModel() : resolve(model);
  await checkModel(path);
  const inside = relative(dirname(resolve(config)), path);
  const written = inside.startsWith("..") ? path : inside;
  const edited = withValue(text, ["speech", "model"], path === shippedModel() ? undefined : written);
  parseHotel(edited, config);
  await writeFileAtomic(config, edited, 0o640);
  return { path, config, before };
}
