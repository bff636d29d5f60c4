import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shippedModel } from "../../../audio/ears/installed.ts";
import { checkAndTime } from "../../../src/ops/model/check-model.ts";
import { sayToFile } from "../../../src/ops/voice/say.ts";
import { transcribeFile } from "../../../src/ops/voice/transcribe.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("voice from the command line", { timeout: 120_000 }, () => {
  it("says a text into a file and hears it again", async () => {
    const path = join(await temporaryFolder(), "note.ogg");
    const said = await sayToFile("How much is breakfast for 2 people?", { language: "en", path });
    expect(said.spoken).toBe("How much is breakfast for two people?");
    const heard = await transcribeFile({ file: path, language: "en" });
    expect(heard.text.toLowerCase()).toContain("breakfast");
    expect(Object.keys(heard).sort()).toEqual(
      ["confidence", "engineMs", "language", "seconds", "speechSeconds", "text"].sort(),
    );
  });

  it("says which file it cannot read or write", async () => {
    const missing = transcribeFile({ file: "/nowhere/note.ogg" });
    await expect(missing).rejects.toMatchObject({
      code: "FILE_UNREADABLE",
      details: { path: "/nowhere/note.ogg" },
    });
    const unwritable = sayToFile("Hola", { language: "es", path: "/nowhere/note.ogg" });
    await expect(unwritable).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  });

  it("does not hear with a model that is not whole", async () => {
    const folder = await temporaryFolder();
    const model = join(folder, "ggml.bin");
    const file = join(folder, "note.wav");
    await writeFile(model, "x");
    await writeFile(file, "x");
    await expect(transcribeFile({ file, model })).rejects.toMatchObject({ code: "SPEECH_MODEL_DAMAGED" });
  });

  it("checks the shipped model and times it", async () => {
    const report = await checkAndTime(undefined, undefined, 1);
    expect(report).toMatchObject({ path: shippedModel(), bytes: 81_768_585 });
    expect(report.turnMs).toBeGreaterThan(0);
    expect(report.turnMs).toBeLessThan(report.fullWindowMs);
  });
});
