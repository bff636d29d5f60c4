import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withSection } from "../../config/edit.ts";
import { parseHotel } from "../../config/load.ts";
import { usualConfig } from "../../config/usual.ts";
import { parseYaml } from "../../config/yaml-file.ts";
import { localNow } from "../../domain/calendar.ts";
import type { Language } from "../../domain/language.ts";
import { HotelbotError } from "../../errors.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";
import { stateFolder, thisMachine } from "../../platform/paths.ts";
import { inspectShop, type ShopFacts } from "../../pms/qloapps/inspect.ts";
import type { Ask } from "./ask.ts";
import { checkPmsNow, type PmsCheckAnswer } from "./check.ts";
import { type RoomTypeEntry, roomTypeEntries } from "./room-types.ts";

export interface SetupOptions {
  readonly config?: string | undefined;
  readonly state?: string | undefined;
  readonly url?: string | undefined;
  /** A file with the web service key; asked for where missing. */
  readonly keyFile?: string | undefined;
  readonly hotelId?: number | undefined;
  /** A YAML file with a `pms` section's keys, for what is not asked. */
  readonly answers?: string | undefined;
  /** Missing: nobody is there to ask, and what is needed and not given is an error. */
  readonly ask?: Ask | undefined;
  readonly now?: () => number;
}

export interface SetupAnswer extends PmsCheckAnswer {
  readonly written: readonly string[];
  readonly roomTypes: readonly string[];
}

interface Answers {
  readonly url?: string;
  readonly hotel_id?: number;
  readonly time_zone?: string;
  readonly cancelled_state?: number;
  readonly room_types?: readonly Partial<RoomTypeEntry>[];
}

/**
 * Makes a QloApps shop the hotel's PMS: looks at the shop, writes the `pms` section and the key, and checks what was
 * written. Nothing is written before the shop answered and the new file is valid. Throws USAGE for what is missing,
 * CONFIG_MISSING, CONFIG_INVALID, PMS_UNAVAILABLE.
 */
export async function setUpPms(options: SetupOptions): Promise<SetupAnswer> {
  const { ask, now = Date.now } = options;
  const stateDir = stateFolder(options.state, thisMachine());
  const path = resolve(options.config ?? usualConfig(stateDir));
  const text = readText(path);
  const { languages, timeZone, before } = fromFile(text, path);
  const answers = options.answers === undefined ? {} : fileAnswers(options.answers);
  const url =
    options.url ??
    answers.url ??
    (await need(ask?.text("Address of the QloApps shop:", before.url), "--url"));
  const key = await keyOf(options);
  const today = localNow(now(), timeZone).date;
  const facts = await inspectShop({ url, key: () => key, now, today });
  if (facts.door.kind === "shut") {
    throw new HotelbotError("PMS_UNAVAILABLE", { what: `${url}: ${facts.door.why}` });
  }
  const hotelId = options.hotelId ?? answers.hotel_id ?? (await chosenHotel(facts, ask));
  const types = await chosenTypes(facts, hotelId, ask, answers);
  const known = before.kind === "qloapps" ? (before.room_types ?? []) : [];
  const entries = roomTypeEntries(types, languages, known, answers.room_types ?? []);
  const section = {
    kind: "qloapps",
    url: url.replace(/\/+$/, ""),
    hotel_id: hotelId,
    ...optional("time_zone", answers.time_zone ?? before.time_zone),
    ...optional("cancelled_state", answers.cancelled_state ?? before.cancelled_state),
    room_types: entries,
  };
  const edited = withSection(text, "pms", section);
  parseHotel(edited, path);
  if (ask && !(await ask.yes(`Write ${entries.length} room types into ${path}, and the key?`))) {
    return { pms: "qloapps", state: "unknown", checks: [], written: [], roomTypes: [] };
  }
  const secrets = join(stateDir, "secrets");
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  await writeFileAtomic(join(secrets, "pms-key"), `${key}\n`);
  await writeFileAtomic(path, edited, 0o640);
  const checked = await checkPmsNow({ config: path, state: stateDir, now });
  const roomTypes = entries.map(({ id }) => id);
  return { ...checked, written: [path, join(secrets, "pms-key")], roomTypes };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new HotelbotError("CONFIG_MISSING", { path }, { cause });
  }
}

/** What the file says already, valid or not yet: only its own words are taken over. */
function fromFile(
  text: string,
  path: string,
): { languages: readonly Language[]; timeZone: string; before: Answers & { kind?: string } } {
  const result = parseYaml(text);
  if ("error" in result) throw new HotelbotError("CONFIG_INVALID", { path, ...result.error });
  const file = (result.file.value ?? {}) as {
    hotel?: Record<string, unknown>;
    pms?: Answers & { kind?: string };
  };
  const languages = (file.hotel?.languages as Language[] | undefined) ?? ["es", "en", "pt"];
  return { languages, timeZone: String(file.hotel?.time_zone ?? "UTC"), before: file.pms ?? {} };
}

function fileAnswers(path: string): Answers {
  const result = parseYaml(readText(path));
  if ("error" in result) throw new HotelbotError("CONFIG_INVALID", { path, ...result.error });
  const value = (result.file.value ?? {}) as Answers & { pms?: Answers };
  return value.pms ?? value;
}

async function keyOf({ keyFile, ask }: SetupOptions): Promise<string> {
  if (keyFile !== undefined) return readText(keyFile).trim();
  return await need(ask?.secret("Web service key:"), "--key-file");
}

async function need(answer: Promise<string> | undefined, flag: string): Promise<string> {
  const given = (await answer)?.trim() ?? "";
  if (given === "") throw new HotelbotError("USAGE", { what: `${flag} is needed where nobody can be asked` });
  return given;
}

async function chosenHotel({ hotels }: ShopFacts, ask: Ask | undefined): Promise<number> {
  const [only, ...others] = hotels;
  if (only && others.length === 0) return only.id;
  const choices = hotels.map(({ id, name }) => ({ name: `${id} ${name}`, value: id }));
  if (ask && only) return await ask.choose("Which hotel?", choices);
  const known = choices.map(({ name }) => name).join(", ") || "none can be read";
  throw new HotelbotError("USAGE", { what: `--hotel is needed: the shop has ${known}` });
}

async function chosenTypes(
  facts: ShopFacts,
  hotelId: number,
  ask: Ask | undefined,
  { room_types: wanted }: Answers,
): Promise<ShopFacts["roomTypes"]> {
  const types = facts.roomTypes.filter((type) => type.active && type.hotelId === hotelId);
  if (types.length === 0) {
    throw new HotelbotError("PMS_UNAVAILABLE", {
      what: `hotel ${hotelId} has no active room types in the shop`,
    });
  }
  if (wanted) return types.filter(({ id }) => wanted.some((each) => each.qloapps_id === id));
  if (!ask) return types;
  const choices = types.map(({ id, name }) => ({ name: `${id} ${name}`, value: id }));
  const picked = await ask.pick("Which room types does hotelbot sell?", choices);
  return types.filter(({ id }) => picked.includes(id));
}

function optional<T>(name: string, value: T | undefined): Record<string, T> {
  return value === undefined ? {} : { [name]: value };
}
