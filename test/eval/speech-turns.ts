import type { Ears } from "../../audio/ears/ears.ts";
import { createMouth } from "../../audio/mouth/mouth.ts";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { hearingPrompt } from "../../src/daemon/hearing-prompt.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { load, NOW } from "../understanding/support.ts";
import { overTelephone } from "./speech-clips.ts";
import { percentile } from "./speech-score.ts";
import { type GoldRow, goldRows } from "./understanding-gold.ts";

/** One sentence as it was heard and taken. */
export interface Turn {
  readonly row: GoldRow;
  readonly text: string;
  /** Intents acted on: heard over the telephone, and read in writing. */
  readonly heard: readonly string[];
  readonly written: readonly string[];
  readonly ms: number;
}

/** All that was meant is acted on, and nothing else. */
const right = (row: GoldRow, acted: readonly string[]): boolean =>
  row.intents.every((intent) => acted.includes(intent)) && acted.every((name) => row.intents.includes(name));

/**
 * The hotel's own sentences spoken by eSpeak over an 8 kHz µ-law line: how many end in the right command, beside the
 * same sentences in writing. Every `every`-th of the gold sentences that mean something. Prints a Markdown table.
 */
export async function evaluateTurns(
  ears: Ears,
  options: { readonly every: number; readonly prompt: boolean; readonly texts: boolean },
): Promise<void> {
  const turns = new Map<Language, Turn[]>();
  for (const language of LANGUAGES) turns.set(language, await hearTurns(ears, language, options));
  const say = (line: string): unknown => process.stdout.write(`${line}\n`);
  say("\n| spoken by eSpeak, 8 kHz µ-law | turns | right command | the same in writing | ms median / p90 |");
  say("|---|---|---|---|---|");
  for (const [language, each] of turns) {
    const times = each.map(({ ms }) => ms);
    const share = (of: "heard" | "written"): string => {
      const count = each.filter((turn) => right(turn.row, turn[of])).length;
      return `${count} (${((100 * count) / each.length).toFixed(1)} %)`;
    };
    const ms = [percentile(times, 0.5), percentile(times, 0.9)].map(Math.round);
    say(`| ${language} | ${each.length} | ${share("heard")} | ${share("written")} | ${ms.join(" / ")} |`);
    for (const { row, text, heard } of options.texts
      ? each.filter((turn) => !right(turn.row, turn.heard))
      : []) {
      process.stderr.write(`${row.text} → ${text} → ${heard.join(" ") || "-"} (${row.intents.join(" ")})\n`);
    }
  }
}

async function hearTurns(
  ears: Ears,
  language: Language,
  { every, prompt }: { readonly every: number; readonly prompt: boolean },
): Promise<Turn[]> {
  const mouth = createMouth({ languages: [language] });
  const understanding = load();
  const { hotel, pms } = loadHotel(demoHotelPath());
  const words = hearingPrompt(hotel, pms.kind === "house" ? pms.roomTypes : [])(language);
  const rows = goldRows(language).filter(({ intents }) => intents.length > 0);
  const turns: Turn[] = [];
  for (const row of rows.filter((_, index) => index % every === 0)) {
    const sound = overTelephone(await mouth.speak(row.text, language));
    const started = performance.now();
    const { text } = await ears.hearPcm(sound, {
      language,
      among: [language],
      quick: true,
      ...(prompt ? { prompt: words } : {}),
    });
    const ms = performance.now() - started;
    const acted = (said: string, spoken: boolean): string[] =>
      understanding
        .understand(said, { now: NOW, language, spoken, ...(row.asked ? { asked: row.asked } : {}) })
        .intents.filter(({ band }) => band === "act")
        .map(({ name }) => name);
    turns.push({ row, text, heard: acted(text, true), written: acted(row.text, false), ms });
  }
  await mouth.stop();
  return turns;
}
