import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { SECRET_NAMES } from "../../../src/config/secrets.ts";
import { sysusers, tmpfiles, USUAL_UNIT, unit } from "../../../src/ops/systemd/unit.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const golden = (name: string): Promise<string> =>
  readFile(join(packageRoot(), "test", "ops", "systemd", name), "utf8");

describe("the unit", () => {
  it("is the one that was read and judged: compare before changing the golden file", async () => {
    const secrets = ["whatsapp-app-secret", "whatsapp-token"];
    expect(unit({ ...USUAL_UNIT, secrets })).toBe(await golden("hotelbot.service.txt"));
    expect(`${sysusers()}${tmpfiles()}`).toBe(await golden("accounts.txt"));
  });

  it("hands over every secret, and the next value of each", () => {
    for (const name of SECRET_NAMES) {
      expect(unit()).toContain(`LoadCredential=${name}:/etc/hotelbot/credentials/${name}\n`);
      expect(unit()).toContain(`LoadCredential=${name}.next:/etc/hotelbot/credentials/${name}.next\n`);
    }
  });

  it("is understood by systemd, and exposes 1.5 of 10 at most", async ({ skip }) => {
    const version = await execa("systemd-analyze", ["--version"], { reject: false });
    skip(version.exitCode !== 0, "systemd-analyze is not installed here");
    const folder = await temporaryFolder();
    const bin = join(folder, "current", "node_modules", "node", "bin");
    await mkdir(bin, { recursive: true });
    await symlink(process.execPath, join(bin, "node"));
    const file = join(folder, "hotelbot.service");
    await writeFile(file, unit({ ...USUAL_UNIT, current: join(folder, "current") }));
    const verified = await execa("systemd-analyze", ["verify", file], { reject: false, all: true });
    expect({ said: verified.all, exit: verified.exitCode }).toEqual({ said: "", exit: 0 });
    const judged = ["security", "--offline=true", "--threshold=15", "--no-pager", file];
    const security = await execa("systemd-analyze", judged, { reject: false, all: true });
    expect(security.all).toContain("Overall exposure level for hotelbot.service: 1.5 OK");
    expect(security.exitCode).toBe(0);
  });
});
