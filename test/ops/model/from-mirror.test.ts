import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listedSum } from "../../../audio/ears/model-file.ts";
import { copyFromMirror } from "../../../src/ops/model/from-mirror.ts";
import { pullModel } from "../../../src/ops/model/pull-model.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const model = randomBytes(2_500_000);
const sha256 = createHash("sha256").update(model).digest("hex");

async function mirror(sum: string | undefined) {
  const base = await temporaryFolder();
  const stick = join(base, "stick");
  await mkdir(stick);
  const url = join(stick, "ggml-small.bin");
  await writeFile(url, model);
  if (sum) await writeFile(join(stick, "SHA256SUMS"), `${sum}  ggml-small.bin\n`);
  return { url, folder: join(base, "models") };
}

test("a model comes from a mirror folder, its sum too, and progress is told", async () => {
  const { url, folder } = await mirror(sha256);
  const seen: number[] = [];
  const pulled = await pullModel({ url, folder, onProgress: (received) => seen.push(received) });
  expect(pulled).toMatchObject({ path: join(folder, "ggml-small.bin"), bytes: model.length, already: false });
  expect(await readFile(pulled.path)).toEqual(model);
  expect(await listedSum(pulled.path)).toBe(sha256);
  expect(seen.at(-1)).toBe(model.length);
  expect(await pullModel({ url, folder })).toMatchObject({ already: true });
});

test("a mirror that lists another sum, or none, gives nothing", async () => {
  const wrong = await mirror("1".repeat(64));
  await expect(pullModel(wrong)).rejects.toMatchObject({ code: "SPEECH_MODEL_DAMAGED" });
  await expect(stat(join(wrong.folder, "ggml-small.bin"))).rejects.toThrow("ENOENT");
  const none = await mirror(undefined);
  await expect(pullModel(none)).rejects.toMatchObject({ code: "REQUEST_INVALID" });
  await expect(pullModel({ ...none, sha256 })).resolves.toMatchObject({ sha256 });
  const gone = pullModel({ url: "/nowhere/ggml-small.bin", sha256, folder: none.folder });
  await expect(gone).resolves.toMatchObject({ already: true });
  const missing = pullModel({ url: "/nowhere/ggml-tiny.bin", sha256, folder: none.folder });
  await expect(missing).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});

test("space is looked at before the first byte", async () => {
  const { url } = await mirror(sha256);
  const part = `${url}.part`;
  const full = new Error("full");
  const enoughSpace = async (bytes: number): Promise<void> => {
    expect(bytes).toBe(model.length);
    throw full;
  };
  await expect(copyFromMirror(url, part, { enoughSpace })).rejects.toBe(full);
  await expect(stat(part)).rejects.toThrow("ENOENT");
});
