import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { controlSocket } from "../../../src/control/paths.ts";
import { demo } from "../../../src/ops/demo/demo.ts";
import { prepareStage } from "../../../src/ops/demo/stage.ts";

const SETTINGS = {
  baseUrl: "http://127.0.0.1:9",
  phoneNumberId: "1",
  wabaId: "2",
  appSecret: "s",
  verifyToken: "v",
  token: "t",
} as Parameters<typeof prepareStage>[1];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "hotelbot-stage-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test("a demonstration that runs is not swept away by a second one", async () => {
  const stateDir = join(folder(), "demo");
  const { configPath } = await prepareStage(stateDir, SETTINGS);
  const running = createServer((_request, response) =>
    response.writeHead(200, { connection: "close" }).end("{}"),
  );
  await new Promise<void>((resolve) => running.listen(controlSocket(stateDir), resolve));
  await expect(prepareStage(stateDir, SETTINGS)).rejects.toMatchObject({ code: "STATE_BUSY", exit: 11 });
  expect(existsSync(configPath)).toBe(true);
  await new Promise((resolve) => running.close(resolve));
  await expect(prepareStage(stateDir, SETTINGS)).resolves.toMatchObject({ stateDir });
});

test("a folder that holds something else is left alone, and nothing is left listening", async () => {
  const stateDir = folder();
  writeFileSync(join(stateDir, "accounts.ods"), "the hotel's");
  const open = (): string[] => process.getActiveResourcesInfo().filter((what) => what === "TCPServerWrap");
  const tried = demo({ stateDir, voices: undefined, renderer: "silent", say: () => undefined });
  await expect(tried).rejects.toMatchObject({ code: "STATE_UNUSABLE" });
  expect(existsSync(join(stateDir, "accounts.ods"))).toBe(true);
  await vi.waitFor(() => expect(open()).toEqual([]));
});
