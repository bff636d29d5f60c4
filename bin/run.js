#!/usr/bin/env node
// Starts the command line. Written so that an old Node can read it: everything newer is imported after the check.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const packaged = join(root, "node_modules", "node", "bin", "node");
const built = join(root, "dist", "src", "cli.js");

if (Number(process.versions.node.split(".")[0]) < 22) {
  handOver();
} else if (!existsSync(built)) {
  stop(`hotelbot is not built yet: run ${join(root, "install.sh")} first.`);
} else {
  const argv = process.argv.slice(2);
  const load = (name) => import(pathToFileURL(join(root, "dist", "src", name)).href);
  const quick = argv[0] === "status" || argv[0] === "health" ? await load("quick.js") : undefined;
  if (!(await quick?.quick(argv))) await (await load("cli.js")).main(argv, root);
}

/** better-sqlite3 crashes on Node 20, so a machine's own old Node only hands over to the packaged one. */
function handOver() {
  if (!existsSync(packaged)) {
    stop(
      `hotelbot needs Node 22 or later, this is ${process.version}: run ${join(root, "install.sh")}, which brings its own.`,
    );
    return;
  }
  const child = spawn(packaged, process.argv.slice(1), { stdio: "inherit" });
  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT", "SIGUSR2"]) {
    // A terminal sends Ctrl-C to the child as well: passing it on would make it two, and two mean «at once».
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  child.on("error", (error) => stop(`${packaged} does not start: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
