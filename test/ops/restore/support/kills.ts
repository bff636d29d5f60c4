import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect } from "vitest";
import { listBackups } from "../../../../src/ops/backup/listing.ts";
import { verifyBackup } from "../../../../src/ops/backup/verify.ts";
import { packageRoot } from "../../../../src/platform/package-root.ts";
import { aConversation } from "../../../store/support/messages.ts";
import { aHotel, type Hotel, temporaryFolder } from "../../backup/support/hotel.ts";
import { contents } from "./restoring.ts";

const CHILD = join(packageRoot(), "test", "ops", "restore", "support", "killed-child.ts");

async function run(args: readonly string[]): Promise<{ killed: boolean; steps: number }> {
  const { signal, stdout, exitCode, stderr } = await execa(process.execPath, [CHILD, ...args], {
    reject: false,
  });
  if (signal !== "SIGKILL") expect(exitCode, stderr).toBe(0);
  return { killed: signal === "SIGKILL", steps: Number(stdout) };
}

/** `count` of the steps from 1 to `most`: the first, the last, and others, half of them late, where things are moved. */
function chosen(count: number, most: number): readonly number[] {
  const picked = new Set([1, most]);
  for (let draw = 0; picked.size < Math.min(count, most); draw += 1) {
    const from = draw % 2 === 0 ? Math.floor(most * 0.7) : 1;
    picked.add(from + Math.floor(Math.random() * (most - from + 1)));
  }
  return [...picked].sort((a, b) => a - b);
}

/** A hotel folder that can be put back to how it was. */
async function again(): Promise<{ hotel: Hotel; reset: () => void }> {
  const hotel = await aHotel();
  return { hotel, reset: keep(hotel) };
}

function keep(hotel: Hotel): () => void {
  const kept = join(temporaryFolder(), "kept");
  cpSync(hotel.stateDir, kept, { recursive: true });
  return () => {
    rmSync(hotel.stateDir, { recursive: true });
    cpSync(kept, hotel.stateDir, { recursive: true });
  };
}

/** Kills a backup at `count` of its steps: there is the old one alone, or the new one too and whole. */
export async function killBackups(count: number): Promise<void> {
  const { hotel } = await again();
  const first = await hotel.backup();
  const reset = keep(hotel);
  const { steps } = await run(["backup", hotel.stateDir]);
  for (const step of chosen(count, steps)) {
    reset();
    expect(await run(["backup", hotel.stateDir, "", "", String(step)]), `step ${step}`).toMatchObject({
      killed: true,
    });
    const { places } = hotel;
    const left = await listBackups(places);
    expect(left.map(({ name }) => name)).toContain(first.name);
    for (const { path } of left) {
      const options = { places, path, identities: [hotel.identity], at: hotel.clock.at };
      expect((await verifyBackup(options)).manifest.hotel.id, `step ${step}`).toBe("miramar");
    }
    expect(contents(hotel.stateDir), `step ${step}`).toMatchObject({ inboxNew: 1, ready: 1 });
    // The next one works, and leaves nothing of the one that died.
    const { name } = await hotel.backup();
    const names = readdirSync(places.folder).sort();
    expect(names).toContain(name);
    expect(
      names.filter((each) => each.startsWith(".")),
      `step ${step}`,
    ).toEqual([]);
  }
}

/** Kills a restore at `count` of its steps: whoever opens the folder next finds the old state or the new one, whole. */
export async function killRestores(count: number): Promise<{ old: number; fresh: number }> {
  const { hotel } = await again();
  const { path } = await hotel.backup();
  hotel.use(({ store }) => void aConversation(store, "34600000002"));
  const config = join(hotel.stateDir, "hotel.yaml");
  const changed = `# changed\n${readFileSync(config, "utf8")}`;
  writeFileSync(config, changed);
  rmSync(join(hotel.stateDir, "media", "in", "one"));
  const reset = keep(hotel);
  const old = { gap: undefined, conversations: 0, inboxNew: 2, held: 0, ready: 1, mode: "bot", media: false };
  const fresh = {
    gap: undefined,
    conversations: 0,
    inboxNew: 1,
    held: 1,
    ready: 0,
    mode: "person",
    media: true,
  };
  const outside = join(temporaryFolder(), path.split("/").at(-1) ?? "");
  cpSync(path, outside);
  const args = [hotel.stateDir, outside, hotel.identity];
  const { steps } = await run(["restore", ...args]);
  const seen = { old: 0, fresh: 0 };
  for (const step of chosen(count, steps)) {
    reset();
    expect(await run(["restore", ...args, String(step)]), `step ${step}`).toMatchObject({ killed: true });
    const { recovered: _how, ...found } = contents(hotel.stateDir);
    const isOld = found.held === 0;
    expect(found, `step ${step} of ${steps}`).toEqual(isOld ? old : fresh);
    // hotel.yaml is of the same time as the database.
    expect(readFileSync(config, "utf8") === changed, `step ${step}`).toBe(isOld);
    seen[isOld ? "old" : "fresh"] += 1;
    const left = readdirSync(hotel.stateDir).filter((name) => /^\.restore-|journal/.test(name));
    expect(left, `step ${step}`).toEqual([]);
    if (!isOld) expect(existsSync(join(hotel.stateDir, "media", "in", "one"))).toBe(true);
  }
  return seen;
}
