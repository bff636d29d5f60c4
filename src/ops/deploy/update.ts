import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { loadHotel } from "../../config/load.ts";
import { asHotelbotError, HotelbotError } from "../../errors.ts";
import type { DeployContext } from "./context.ts";
import { BEFORE_ROLLBACK, BEFORE_UPDATE, setAside } from "./data.ts";
import { criticalChecks, healthGate } from "./gate.ts";
import { lastLine, service } from "./host.ts";
import { readUpdateJournal, removeUpdateJournal, type UpdateJournal } from "./journal.ts";
import { linked, programOf, unpackRelease } from "./release.ts";
import { switchVersion, undo } from "./switch.ts";

export interface Updated {
  readonly from: string;
  readonly to: string;
  /** The backup made before, or why there is none. */
  readonly backup: string;
}

/** What became of a change of version that was cut off. */
export interface Resumed {
  readonly resumed: "nothing" | "finished" | "undone";
  readonly version: string | null;
}

/**
 * Takes up what a cut-off update left: a version whose doors were open and that is well is finished; everything else
 * is undone.
 */
export async function resumeUpdate(context: DeployContext): Promise<Resumed> {
  const { places, host, daemon, clock, say } = context;
  const journal = await readUpdateJournal(places);
  if (!journal) return { resumed: "nothing", version: (await linked(places.current)) ?? null };
  const { to, from, phase, bearable } = journal;
  const mayBeOpen = phase === "opening" || (phase === "trying" && journal.bootId !== host.bootId());
  if (mayBeOpen && (await linked(places.current)) === to) {
    await rm(join(places.shutDoors, ".."), { recursive: true, force: true });
    await service.reload(host);
    const restarted = await service.restart(host).then(
      () => true,
      () => false,
    );
    const well =
      restarted &&
      (await healthGate({ daemon, version: to, bearable: new Set(bearable), clock })) === undefined;
    if (well) {
      say(`the update to ${to} that was cut off is finished`);
      await removeUpdateJournal(places);
      return { resumed: "finished", version: to };
    }
  }
  say(`the update to ${to} that was cut off is undone`);
  await undo(context, journal);
  return { resumed: "undone", version: from };
}

/** Brings a release from a tarball into force; whatever fails, the version of before serves afterwards. */
export async function update(context: DeployContext, tarball: string): Promise<Updated> {
  const { places, host, say } = context;
  await resumeUpdate(context);
  const from = await inForce(context);
  say(`unpack ${tarball}`);
  const { version: to } = await unpackRelease(places, host, tarball);
  say("backup");
  const backup = await backUp(context);
  const watch = await resumeLater(context);
  try {
    await switchVersion(context, await begin(context, from, to));
  } catch (error) {
    // Releases that do not work are not kept: `previous` stays what it was.
    if (!(await readUpdateJournal(places)))
      await rm(join(places.releases, to), { recursive: true, force: true });
    throw error;
  } finally {
    await watch();
  }
  await forget(context);
  return { from, to, backup };
}

/** What may be said again, and what it answers. */
export interface RollbackOptions {
  /** The hotel's id, when today's data may be put aside. */
  readonly confirm: string | undefined;
}

/**
 * Goes back to the release before. Today's data stays when that release can read it; else the data of before the
 * update comes back too, and only with `confirm`. Throws ROLLBACK_NOTHING, ROLLBACK_LOSES, UPDATE_…
 */
export async function rollback(context: DeployContext, { confirm }: RollbackOptions): Promise<Updated> {
  const { places } = context;
  await resumeUpdate(context);
  const from = await inForce(context);
  const to = await linked(places.previous);
  if (to === undefined || to === from) throw new HotelbotError("ROLLBACK_NOTHING");
  const backup = await backUp(context);
  const watch = await resumeLater(context);
  const journal = { ...(await begin(context, from, to)), copy: join(places.state, BEFORE_ROLLBACK) };
  try {
    await switchVersion(context, journal).catch((thrown: unknown) =>
      withOldData(context, journal, thrown, confirm),
    );
  } finally {
    await watch();
  }
  return { from, to, backup };
}

/** The release before cannot read today's data: it gets its own back, if that is what is wanted. */
async function withOldData(
  context: DeployContext,
  journal: UpdateJournal,
  thrown: unknown,
  confirm: string | undefined,
): Promise<void> {
  const { places, clock, say } = context;
  const data = join(places.state, BEFORE_UPDATE);
  const { code, message: what } = asHotelbotError(thrown);
  if (code !== "UPDATE_REFUSED" || !existsSync(data)) throw thrown;
  const hotel = loadHotel(places.config).hotel.id;
  if (confirm !== hotel) throw new HotelbotError("ROLLBACK_LOSES", { to: journal.to, hotel, what });
  await switchVersion(context, { ...journal, data });
  say(
    `the data of before the rollback is kept in ${await setAside(places.state, journal.copy, clock.now())}`,
  );
}

async function inForce({ places }: DeployContext): Promise<string> {
  const version = await linked(places.current);
  if (version === undefined) throw new HotelbotError("DEPLOY_NOT_THERE");
  return version;
}

async function begin(context: DeployContext, from: string, to: string): Promise<UpdateJournal> {
  const { places, host, daemon } = context;
  const bearable = await criticalChecks(daemon).catch(() => []);
  return {
    format: 1,
    from,
    to,
    phase: "stopping",
    bootId: host.bootId(),
    previous: (await linked(places.previous)) ?? null,
    bearable: bearable.map(({ name }) => name),
    copy: join(places.state, BEFORE_UPDATE),
    data: null,
  };
}

/** By the release in force, as a person would. Without a key or a daemon there is none, and the copy must do. */
async function backUp({ places, host }: DeployContext): Promise<string> {
  const [node, program] = programOf(places.current);
  const { exit, out, err } = await host.run(node, [program, "backup", "--json"]);
  if (exit === 0) return (JSON.parse(out) as { name?: string }).name ?? "made";
  const said = /"message":"([^"]+)"/.exec(out)?.[1] ?? lastLine(err);
  return `none: ${said ?? `status ${exit}`}`;
}

/**
 * Whoever is cut off here leaves the doors shut: systemd takes it up a quarter of an hour later. Answers how to call
 * that off.
 */
async function resumeLater({ places, host }: DeployContext): Promise<() => Promise<void>> {
  const name = "hotelbot-update-resume";
  const stop = async (): Promise<void> => {
    await host.run("systemctl", ["stop", `${name}.timer`]);
  };
  await stop();
  const command = [...programOf(places.current), "update", "--resume"];
  await host.run("systemd-run", ["--on-active=15min", `--unit=${name}`, "--collect", ...command]);
  return stop;
}

/** Only the release in force and the one before are kept. */
async function forget({ places }: DeployContext): Promise<void> {
  const kept = [await linked(places.current), await linked(places.previous)];
  for (const name of await readdir(places.releases)) {
    if (!kept.includes(name)) await rm(join(places.releases, name), { recursive: true, force: true });
  }
}
