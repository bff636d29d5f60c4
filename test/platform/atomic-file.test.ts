import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFileAtomic } from "../../src/platform/atomic-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("writeFileAtomic", () => {
  it("replaces the content, keeps it private by default and leaves no other file", async () => {
    const folder = await temporaryFolder();
    const path = join(folder, "facts");
    await writeFile(path, "old", { mode: 0o644 });
    await writeFileAtomic(path, "new");
    expect(await readFile(path, "utf8")).toBe("new");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["facts"]);
  });

  it("takes bytes, and a mode the umask would have cut", async () => {
    const path = join(await temporaryFolder(), "bytes");
    await writeFileAtomic(path, new Uint8Array([0, 255, 10]), 0o666);
    expect([...(await readFile(path))]).toEqual([0, 255, 10]);
    expect((await stat(path)).mode & 0o777).toBe(0o666);
  });

  it("leaves the old content and nothing else when it cannot be replaced", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "taken", "inside"), { recursive: true });
    await expect(writeFileAtomic(join(folder, "taken"), "new")).rejects.toMatchObject({ code: "EISDIR" });
    expect(await readdir(folder)).toEqual(["taken"]);
    expect(await readdir(join(folder, "taken"))).toEqual(["inside"]);
  });

  it("never shows a reader half a file", async () => {
    const path = join(await temporaryFolder(), "seen");
    const contents = ["a", "b", "c"].map((letter) => letter.repeat(200_000));
    await writeFileAtomic(path, contents[0] as string);
    const seen = new Set<string>();
    const writing = (async () => {
      for (let round = 0; round < 10; round++) {
        for (const content of contents) await writeFileAtomic(path, content);
      }
      return "written";
    })();
    let done = false;
    void writing.finally(() => {
      done = true;
    });
    while (!done) seen.add(await readFile(path, "utf8"));
    expect(await writing).toBe("written");
    expect([...seen].filter((content) => !contents.includes(content))).toEqual([]);
  });
});
