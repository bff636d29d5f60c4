import { spawn } from "node:child_process";

/**
 * Asks the system to run this process before everything that is not real time: its frames then stay punctual on a machine
 * that is busy through and through. Root may, and who has a limit for it (`LimitRTPRIO=`); for others nothing changes.
 * What the process starts itself does not inherit it.
 */
export function askRealtime(pid: number): void {
  const args = ["--reset-on-fork", "--rr", "--pid", "10", String(pid)];
  spawn("chrt", args, { stdio: "ignore" }).on("error", () => {});
}
