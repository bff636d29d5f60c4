import { constants } from "node:fs";
import { access, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { installedEngine, shippedModel } from "../../../audio/ears/installed.ts";
import { checkModel } from "../../../audio/ears/model-file.ts";
import { asHotelbotError } from "../../errors.ts";
import type { CheckResult } from "../checks/check.ts";
import { checkEngine } from "../checks/engine.ts";
import { checkModelFile } from "../checks/model.ts";
import { checkPermissions, type PrivatePath } from "../checks/permissions.ts";
import { checkProgram, type ProgramFacts } from "../checks/programs.ts";

const PATIENCE_MS = 5_000;

/** What hotelbot keeps in its state folder for itself alone; what is not there is left out but for the folder. */
export async function privatePaths(stateDir: string): Promise<readonly PrivatePath[]> {
  const secrets = join(stateDir, "secrets");
  const names = await readdir(secrets).catch(() => []);
  const inside = ["secrets", "media", "logs", "hotelbot.db"].map((name) => join(stateDir, name));
  const paths = [...inside, ...names.map((name) => join(secrets, name))];
  const looked = await Promise.all(paths.map(look));
  return [await look(stateDir), ...looked.filter(({ mode }) => mode !== undefined)];
}

/** A link is nothing of ours: what it leads to is never judged, and never changed by a fix. */
async function look(path: string): Promise<PrivatePath> {
  const found = await lstat(path).catch(() => undefined);
  return found && !found.isSymbolicLink() ? { path, mode: found.mode & 0o777, uid: found.uid } : { path };
}

export interface MachineParts {
  readonly stateDir: string;
  /** The model hotel.yaml names; the one that ships when undefined. */
  readonly model: string | undefined;
  readonly uid?: number | undefined;
}

/** Everything about the machine that is not the hotel's: permissions, model, engine, programs. Never rejects. */
export async function machineChecks(parts: MachineParts): Promise<CheckResult[]> {
  const { stateDir, model = shippedModel(), uid = process.getuid?.() } = parts;
  const [paths, sum, runnable, espeak, ffmpeg] = await Promise.all([
    privatePaths(stateDir),
    modelFacts(model),
    access(installedEngine(), constants.X_OK).then(
      () => true,
      () => false,
    ),
    versionOf("espeak-ng", "--version"),
    versionOf("ffmpeg", "-version"),
  ]);
  return [
    checkPermissions({ paths, uid }),
    checkEngine({ path: installedEngine(), runnable }),
    checkModelFile(sum),
    checkProgram(espeak),
    checkProgram(ffmpeg),
  ];
}

/** Read whole each time: the copy that is remembered at start tells nothing of a disk that rots. */
async function modelFacts(path: string): Promise<Parameters<typeof checkModelFile>[0]> {
  try {
    return { path, sha256: (await checkModel(path)).sha256 };
  } catch (thrown) {
    const { message, cure } = asHotelbotError(thrown);
    return { path, problem: { text: message, cure } };
  }
}

async function versionOf(program: ProgramFacts["program"], flag: string): Promise<ProgramFacts> {
  const result = await execa(program, [flag], { reject: false, timeout: PATIENCE_MS, stdin: "ignore" });
  if (result.failed) return { program };
  return { program, version: result.stdout.split("\n", 1)[0]?.slice(0, 80) ?? program };
}

/** Whether a time server keeps the clock; undefined where systemd does not say. */
export async function clockSynchronised(): Promise<boolean | undefined> {
  const asked = ["show", "--property=NTPSynchronized", "--value"];
  const result = await execa("timedatectl", asked, { reject: false, timeout: PATIENCE_MS, stdin: "ignore" });
  if (result.failed) return undefined;
  return result.stdout.trim() === "yes" ? true : result.stdout.trim() === "no" ? false : undefined;
}
