import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DeployContext } from "../../../src/ops/deploy/context.ts";
import { type Host, thisHost } from "../../../src/ops/deploy/host.ts";
import { type Places, places } from "../../../src/ops/deploy/places.ts";
import { linked, turnLink } from "../../../src/ops/deploy/release.ts";
import { makeTarball } from "../../../src/ops/pack/archive.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** Data is what last migrated it: «schema 2» is what only version 0.2.0 reads. */
const KNOWS: Readonly<Record<string, number>> = { "0.1.0": 1, "0.2.0": 2 };

/** Answers --version, and as a daemon it migrates, is ready, and ends when asked; it refuses data it does not know. */
function program(version: string, knows: number): string {
  return `#!/bin/sh
case $* in
  *--version*) echo "hotelbot/${version} linux-x64" ;;
  *daemon*)
    while [ "$1" != --state ]; do shift; done
    schema=$(cat "$2/hotelbot.db")
    [ "$schema" -le ${knows} ] || { echo "SCHEMA_NEWER: schema $schema" >&2; exit 13; }
    echo ${knows} >"$2/hotelbot.db"
    tail -f /dev/null & child=$!
    trap 'kill $child; exit 0' TERM
    echo 'hotelbot is ready'
    wait ;;
  *) exit 3 ;;
esac
`;
}

async function release(folder: string, version: string, knows: number): Promise<void> {
  const node = join(folder, "node_modules", "node", "bin", "node");
  await mkdir(dirname(node), { recursive: true });
  await writeFile(node, program(version, knows));
  await chmod(node, 0o755);
  await mkdir(join(folder, "systemd"));
  await writeFile(join(folder, "systemd", "hotelbot.service"), `unit of ${version}\n`);
  const words = { format: 1, version, arch: "x64", node: "24", engine: { sha256: "0", needs: [] } };
  await writeFile(join(folder, "release.json"), JSON.stringify(words));
}

/** A machine below a folder, with version 0.1.0 serving; systemd is a stand-in, everything else is real. */
export async function aMachine() {
  const base = await temporaryFolder();
  const there = places(base);
  for (const folder of [there.releases, there.state, dirname(there.unit), dirname(there.journal)]) {
    await mkdir(folder, { recursive: true });
  }
  await release(join(there.releases, "0.1.0"), "0.1.0", 1);
  await turnLink(there.current, "0.1.0");
  writeFileSync(there.unit, "unit of 0.1.0\n");
  writeFileSync(database(there), "1\n");
  const tree = join(base, "hotelbot-0.2.0");
  await release(tree, "0.2.0", 2);
  const tarball = await makeTarball(tree, base, 1);
  return { places: there, tarball, ...machineOf(there) };
}

function machineOf(there: Places) {
  const machine = { serving: "0.1.0" as string | undefined, boot: "first", broken: "", left: Infinity };
  const real = thisHost();
  async function start(): Promise<number> {
    const version = (await linked(there.current)) ?? "";
    const schema = Number(readFileSync(database(there), "utf8"));
    const knows = KNOWS[version] ?? 0;
    const unit = readFileSync(there.unit, "utf8");
    if (schema > knows || unit !== `unit of ${version}\n`) return 1;
    writeFileSync(database(there), `${knows}\n`);
    if (machine.broken === version) return 1;
    machine.serving = version;
    return 0;
  }
  const systemctl = async ([verb = "", ...names]: readonly string[]): Promise<number> => {
    if (names.length > 0 && !names.includes("hotelbot")) return 0;
    if (verb === "stop" || verb === "restart") machine.serving = undefined;
    if (verb === "start" || verb === "restart") return start();
    return verb === "is-active" && machine.serving === undefined ? 3 : 0;
  };
  const host: Host = {
    bootId: () => machine.boot,
    runAs: undefined,
    async run(name, args, timeoutMs) {
      machine.left -= 1;
      if (machine.left < 0) throw new Error("killed");
      if (name === "systemd-run") return { exit: 0, out: "", err: "" };
      if (name === "systemctl") return { exit: await systemctl(args), out: "", err: "" };
      return real.run(name, args, timeoutMs);
    },
  };
  const daemon: DeployContext["daemon"] = {
    async status() {
      if (machine.serving === undefined) throw new Error("nobody answers");
      return { version: machine.serving };
    },
    health: async () => ({ checks: [] }),
  };
  let now = 0;
  const clock = {
    now: () => now,
    after: (ms: number, callback: () => void) => {
      now += ms;
      queueMicrotask(callback);
      return () => undefined;
    },
  };
  const context: DeployContext = { places: there, host, clock, daemon, say: () => undefined };
  return { machine, context };
}

export function database({ state }: Places): string {
  return join(state, "hotelbot.db");
}

/** What there is now, to be compared as one. */
export async function stateOf({ places: there, machine }: Awaited<ReturnType<typeof aMachine>>) {
  return {
    version: await linked(there.current),
    serving: machine.serving,
    schema: Number(readFileSync(database(there), "utf8")),
    unit: readFileSync(there.unit, "utf8").trim(),
    journal: existsSync(there.journal),
    doorsShut: existsSync(there.shutDoors),
  };
}
