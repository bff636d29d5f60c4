import { appendFile, copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { writeSum } from "../../src/ops/pack/archive.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** What a stick carries: install.sh, a release, its sum. Nothing of it is installed: every run is a dry one. */
async function stick(name = "hotelbot-0.9.0-linux-x64.tar.gz") {
  const folder = await temporaryFolder();
  const release = join(folder, name);
  const script = join(folder, "install.sh");
  await copyFile(join(packageRoot(), "install.sh"), script);
  await writeFile(release, "a release");
  await writeSum(release);
  const install = (...args: string[]) =>
    execa("sh", [script, "--dry-run", ...args], { reject: false, cwd: "/" });
  return { folder, release, install };
}

it.each(["hotelbot-0.9.0-linux-x64.tar.gz", "hotelbot_0.9.0_amd64.deb"])(
  "takes the release beside it when there is no source: %s",
  async (name) => {
    const { install, release } = await stick(name);
    const result = await install();
    expect(result).toMatchObject({ exitCode: 0, stdout: "" });
    expect(result.stderr).toBe(`install: would install ${release}`);
  },
);

it("takes the release it is told, from a source folder too", async () => {
  const { release } = await stick();
  const script = join(packageRoot(), "install.sh");
  const result = await execa("sh", [script, "--dry-run", "--from", release], { reject: false });
  expect(result).toMatchObject({ exitCode: 0, stderr: `install: would install ${release}` });
});

it("refuses a release whose sum is another or missing", async () => {
  const { install, release } = await stick();
  await appendFile(release, "x");
  const damaged = await install();
  expect(damaged.exitCode).toBe(1);
  expect(damaged.stderr).toContain("is damaged");
  await rm(`${release}.sha256`);
  const unknown = await install();
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr).toContain("sum");
});

it("says what is missing when there is neither a source nor a release", async () => {
  const { install, release } = await stick();
  await rm(release);
  const result = await install();
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("--from");
});
