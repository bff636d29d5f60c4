import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FeedsReport, PageLink, StaffReport } from "../../src/control/contract-page.ts";
import { browser } from "../web/support/browser.ts";
import { demoHotel, hotelbot, jsonLines, type RunningDaemon, runningDaemon } from "./support/hotelbot.ts";

let state: string;
let daemon: RunningDaemon;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "hotelbot-desk-"));
  demoHotel(state);
  daemon = await runningDaemon(state);
}, 60_000);
afterAll(async () => {
  await daemon.end("SIGTERM");
  rmSync(state, { recursive: true, force: true });
});

const run = (args: readonly string[]) => hotelbot([...args, "--state", state]);
async function answer(args: readonly string[]): Promise<unknown> {
  const { exitCode, stdout, stderr } = await run([...args, "--json"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return jsonLines(stdout)[0];
}

it("desk lets people in and out, and status shows where the page is", { timeout: 60_000 }, async () => {
  const link = PageLink.parse(await answer(["desk", "--as", "Marta"]));
  expect(link.by).toBe("Marta");
  const { origin } = new URL(link.url);
  expect((await run(["status"])).stdout).toContain(`desk page     up   ${origin}`);
  const page = await browser(origin).get("/");
  expect(page.body).toContain('<script type="module" src="/start.js">');
  const { pin } = StaffReport.parse(await answer(["desk", "add", "Luis", "--as", "Eva"]));
  const luis = browser(origin);
  expect((await luis.send("POST", "/api/session", { name: "Luis", pin })).status).toBe(200);
  const listed = StaffReport.parse(await answer(["desk", "staff"]));
  expect(listed).toMatchObject({
    people: [{ name: "Luis", sessions: 1 }],
    pin: null,
    page: { address: origin },
  });
  expect((await run(["desk", "staff"])).stdout).toContain("logged in on 1 screen");
  await answer(["desk", "logout", "Luis"]);
  expect((await luis.get("/api/requests")).status).toBe(401);
  await answer(["desk", "remove", "Luis"]);
  const again = await run(["desk", "remove", "Luis"]);
  expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining("NOT_FOUND")]);
});

it("calendar share gives an address out and unshare takes it back", { timeout: 60_000 }, async () => {
  const shared = FeedsReport.parse(await answer(["calendar", "share", "--type", "double"]));
  const url = new URL(shared.feeds[0]?.url ?? "");
  expect((await browser(url.origin).get(url.pathname)).body).toContain("BEGIN:VCALENDAR");
  expect((await run(["calendar", "share"])).stdout).toContain(url.pathname);
  await answer(["calendar", "unshare", String(shared.feeds[0]?.id)]);
  expect((await browser(url.origin).get(url.pathname)).status).toBe(404);
});
