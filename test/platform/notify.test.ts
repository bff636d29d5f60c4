import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { systemdNotifier } from "../../src/platform/notify.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A systemd-notify that writes down what it was told. */
async function machine(script = 'echo "$NOTIFY_SOCKET $*" >>"$0.log"') {
  const folder = await temporaryFolder();
  const tool = join(folder, "systemd-notify");
  await writeFile(tool, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const env = { PATH: `${folder}:/usr/bin:/bin`, NOTIFY_SOCKET: "/run/notify", WATCHDOG_USEC: "30000000" };
  return { env, told: () => readFile(`${tool}.log`, "utf8") };
}

const noFailure = (why: string): never => {
  throw new Error(why);
};

it("tells the manager each thing in its words, on one line", async () => {
  const { env, told } = await machine();
  const notifier = systemdNotifier(env, noFailure);
  expect(notifier.watchdogMs).toBe(30_000);
  await notifier.ready("Hotel Miramar\nis open");
  await notifier.beat("fine");
  await notifier.status("stuck");
  await notifier.stopping();
  expect((await told()).split("\n")).toEqual([
    "/run/notify READY=1 STATUS=Hotel Miramar is open",
    "/run/notify WATCHDOG=1 STATUS=fine",
    "/run/notify STATUS=stuck",
    "/run/notify STOPPING=1 STATUS=stopping",
    "",
  ]);
});

it("says nothing where nobody listens, and does not beat for another process", async () => {
  const { env } = await machine("exit 9");
  const { NOTIFY_SOCKET: _, ...alone } = env;
  await systemdNotifier(alone, noFailure).ready("open");
  expect(systemdNotifier({ PATH: "" }, noFailure).watchdogMs).toBeUndefined();
  expect(systemdNotifier({ ...env, WATCHDOG_PID: "1" }, noFailure).watchdogMs).toBeUndefined();
  const mine = { ...env, WATCHDOG_PID: String(process.pid) };
  expect(systemdNotifier(mine, noFailure).watchdogMs).toBe(30_000);
});

it("reports once that it cannot be told, and never fails for it", async () => {
  const { env } = await machine("exit 9");
  const failures: string[] = [];
  const notifier = systemdNotifier(env, (why) => failures.push(why));
  await notifier.ready("open");
  await notifier.beat("fine");
  expect(failures).toHaveLength(1);
});
