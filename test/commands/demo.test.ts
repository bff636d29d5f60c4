import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hotelbot } from "./support/hotelbot.ts";

const ENGINE = join(packageRoot(), ".build", "whisper", "bin", "whisper-server");

it("hotelbot demo --once books through a power cut, and every message has one fate", async ({ skip }) => {
  if (!existsSync(ENGINE)) skip("the speech engine is not built: run ./install.sh");
  const state = join(await temporaryFolder(), "demo");
  const { exitCode, stdout, stderr } = await hotelbot(["demo", "--once", "--json", "--state", state]);
  expect(exitCode, `${stdout}\n${stderr}`).toBe(0);
  const verdict = JSON.parse(stdout);
  expect(verdict).toMatchObject({ schema: 1, ok: true, problems: [], booking: { status: "firm" } });
  expect(verdict.booking.code).toMatch(/^[A-Z0-9]{6}$/);
  expect(existsSync(verdict.audio)).toBe(true);
}, 240_000);
