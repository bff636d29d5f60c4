import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { asHotelbotError, HotelbotError } from "../../errors.ts";
import type { DeployContext } from "./context.ts";
import { copyData, keepAside, putDataBack } from "./data.ts";
import { healthGate } from "./gate.ts";
import { service } from "./host.ts";
import { removeUpdateJournal, type UpdateJournal, writeUpdateJournal } from "./journal.ts";
import { turnLink } from "./release.ts";
import { tryRelease } from "./trial.ts";

/**
 * Changes the version in force: copy, trial on the copy, switch, gate behind shut doors, open, gate. For a journal not
 * yet written; it is gone afterwards, however this ends.
 *
 * Throws UPDATE_REFUSED when the trial fails and UPDATE_ROLLED_BACK when a gate does: the old version is serving then.
 */
export async function switchVersion(context: DeployContext, begun: UpdateJournal): Promise<void> {
  const { places, host, say } = context;
  const { from, to, copy } = begun;
  let journal = begun;
  const enter = async (phase: UpdateJournal["phase"]): Promise<void> => {
    journal = { ...begun, phase };
    await writeUpdateJournal(places, journal);
  };
  try {
    await enter("stopping");
    say(`stop ${from}`);
    await service.stop(host);
    say("copy the data");
    await copyData(host, places.state, copy);
    say(`try ${to} on a copy`);
    const data = begun.data ?? places.state;
    const refused = await tryRelease(places, host, join(places.releases, to), data);
    if (refused !== undefined) throw new HotelbotError("UPDATE_REFUSED", { from, to, what: refused });
    await enter("trying");
    say(`switch to ${to}, doors shut`);
    await shutDoors(context);
    if (begun.data !== null) await putDataBack(host, begun.data, places.state);
    await putInForce(context, to, from);
    await startAndGate(context, to, journal.bearable);
    await enter("opening");
    say("open the doors");
    await openDoors(context);
    await service.restart(host);
    await gate(context, to, journal.bearable);
    await removeUpdateJournal(places);
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    say(`back to ${from}`);
    await undo(context, journal);
    if (error.code === "UPDATE_REFUSED") throw error;
    throw new HotelbotError("UPDATE_ROLLED_BACK", { from, to, what: error.message }, { cause: thrown });
  }
}

/** Brings back the version and the data of before. May be cut off and done again. Throws DEPLOY_FAILED. */
export async function undo(context: DeployContext, journal: UpdateJournal): Promise<void> {
  const { places, host } = context;
  const { from, previous, phase, copy } = journal;
  await service.stop(host);
  if (phase !== "stopping") {
    await bringDataBack(context, journal);
    await putInForce(context, from, previous);
  }
  await openDoors(context);
  await service.start(host);
  const why = await healthGate({ ...gateOf(context, from), bearable: new Set(journal.bearable) });
  if (why !== undefined) throw new HotelbotError("DEPLOY_FAILED", { what: why });
  await rm(copy, { recursive: true, force: true });
  await removeUpdateJournal(places);
}

/**
 * Behind shut doors nothing was taken: the copy is all there is. Once guests may have written, today's data is kept in
 * force if the old version can read it; else it is put aside for a person.
 */
async function bringDataBack(context: DeployContext, journal: UpdateJournal): Promise<void> {
  const { places, host, clock, say } = context;
  const closed = journal.phase === "trying" && journal.bootId === host.bootId();
  if (!closed) {
    const root = join(places.releases, journal.from);
    const mine = journal.data === null;
    if (mine && (await tryRelease(places, host, root, places.state)) === undefined) return;
    say(`today's data is kept in ${await keepAside(host, places.state, clock.now())}`);
  }
  await putDataBack(host, journal.copy, places.state);
}

async function startAndGate(
  context: DeployContext,
  version: string,
  bearable: readonly string[],
): Promise<void> {
  await service.start(context.host);
  await gate(context, version, bearable);
}

async function gate(context: DeployContext, version: string, bearable: readonly string[]): Promise<void> {
  const why = await healthGate({ ...gateOf(context, version), bearable: new Set(bearable) });
  if (why !== undefined) throw new HotelbotError("DEPLOY_FAILED", { what: why });
  if (!(await service.active(context.host)))
    throw new HotelbotError("DEPLOY_FAILED", { what: "it stopped by itself" });
}

function gateOf({ daemon, clock, patienceMs }: DeployContext, version: string) {
  return { daemon, clock, version, ...(patienceMs === undefined ? {} : { patienceMs }) };
}

/** Turns the links and takes the version's own unit. */
export async function putInForce(
  { places, host }: DeployContext,
  version: string,
  previous: string | null,
): Promise<void> {
  await copyFile(join(places.releases, version, "systemd", "hotelbot.service"), places.unit);
  if (previous !== null) await turnLink(places.previous, previous);
  await turnLink(places.current, version);
  await service.reload(host);
}

async function shutDoors({ places, host }: DeployContext): Promise<void> {
  await mkdir(dirname(places.shutDoors), { recursive: true });
  await writeFile(places.shutDoors, "[Service]\nEnvironment=HOTELBOT_DOORS=shut\n");
  await service.reload(host);
}

async function openDoors({ places, host }: DeployContext): Promise<void> {
  await rm(dirname(places.shutDoors), { recursive: true, force: true });
  await service.reload(host);
}
