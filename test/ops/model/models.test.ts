import { createHash } from "node:crypto";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shippedModel } from "../../../audio/ears/installed.ts";
import { demoHotelPath, loadHotel } from "../../../src/config/load.ts";
import { listModels, useModel } from "../../../src/ops/model/models.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

async function hotelWithModel() {
  const folder = await temporaryFolder();
  const config = join(folder, "hotel.yaml");
  await copyFile(demoHotelPath(), config);
  const model = join(folder, "ggml-other.bin");
  await writeFile(model, "a model");
  const sum = createHash("sha256").update("a model").digest("hex");
  await writeFile(join(folder, "SHA256SUMS"), `${sum}  ggml-other.bin\n`);
  return { folder, config, model };
}

test("a model is named in hotel.yaml, and the one that ships again without one", async () => {
  const { config, model, folder } = await hotelWithModel();
  const text = await readFile(config, "utf8");
  expect(await useModel(config, model)).toEqual({ path: model, config, before: null });
  expect(loadHotel(config).speech.model).toBe(model);
  const { models } = await listModels([folder], loadHotel(config).speech.model);
  expect(models.map(({ path, inUse, listed }) => ({ path, inUse, listed }))).toEqual([
    { path: model, inUse: true, listed: true },
    { path: shippedModel(), inUse: false, listed: true },
  ]);
  expect(await useModel(config, undefined)).toMatchObject({ before: model });
  expect(loadHotel(config).speech.model).toBeUndefined();
  expect((await readFile(config, "utf8")).split("\n").filter((line) => line.startsWith("#"))).toEqual(
    text.split("\n").filter((line) => line.startsWith("#")),
  );
});

test("a damaged or missing model changes nothing", async () => {
  const { config, model } = await hotelWithModel();
  const before = await readFile(config, "utf8");
  await writeFile(model, "another");
  await expect(useModel(config, model)).rejects.toMatchObject({ code: "SPEECH_MODEL_DAMAGED" });
  await expect(useModel(config, "/nowhere.bin")).rejects.toMatchObject({ code: "SPEECH_MODEL_MISSING" });
  expect(await readFile(config, "utf8")).toBe(before);
});
