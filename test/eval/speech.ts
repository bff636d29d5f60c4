import { parseArgs } from "node:util";
import { FULL_WINDOW } from "../../audio/ears/audio-context.ts";
import { createEars, type Ears } from "../../audio/ears/ears.ts";
import { installedEngine, shippedModel } from "../../audio/ears/installed.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { asHotelbotError } from "../../src/errors.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { type Clip, loadClips, overTelephone } from "./speech-clips.ts";
import { hasLoop, percentile, phrasesFound, wordErrors } from "./speech-score.ts";
import { evaluateTurns } from "./speech-turns.ts";

interface Result {
  readonly clip: Clip;
  readonly text: string;
  readonly ms: number;
  readonly refused?: string;
}

type Hearing = (clip: Clip, pcm: Int16Array) => Promise<{ text: string; refused?: string }>;

/**
 * Word error rates over recordings of people: at 16 kHz and as 8 kHz µ-law, by hotelbot's ears and by the plain engine
 * (full 30 s window, nothing trimmed, nothing guarded) on the same clips. Prints a Markdown table; answers the exit code.
 * `--only hotelbot|plain`, `--line 16|8`, `--every N` measure less; `--texts` shows what was heard on stderr;
 * `--languages` also counts how often the language is found out. `--turns N` instead of all this: every N-th of the
 * hotel's own sentences, spoken by eSpeak, to the command it becomes (`--no-prompt`: without the hotel's words).
 */
export async function evaluateSpeech(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      speech: { type: "string" },
      only: { type: "string" },
      line: { type: "string" },
      every: { type: "string", default: "1" },
      texts: { type: "boolean", default: false },
      languages: { type: "boolean", default: false },
      turns: { type: "string" },
      "no-prompt": { type: "boolean", default: false },
    },
  });
  const ears = createEars({
    binary: installedEngine(),
    model: shippedModel(),
    clock: systemClock(),
    // What is measured is how well it hears: on a busy machine it may be late, but must not give up.
    nice: 0,
    timeout: { baseMs: 60_000, perSecondMs: 0 },
  });
  try {
    const every = Math.max(1, Number(values.every));
    await ears.start();
    const state = ears.state();
    if (!state.ready) throw new Error(state.why);
    if (values.turns !== undefined) {
      await evaluateTurns(ears, {
        every: Math.max(1, Number(values.turns)),
        prompt: !values["no-prompt"],
        texts: values.texts,
      });
      return 0;
    }
    const clips = (await loadClips(values.speech ?? "")).filter((_, index) => index % every === 0);
    const hearings = { hotelbot: own(ears), plain: plain(ears) };
    say(`${clips.length} clips; ${headline(clips)}`);
    say("");
    say(
      `| audio | ears | ${LANGUAGES.map((l) => `${l} WER %`).join(" | ")} | phrases | refused | loops | ms median / p90 / max |`,
    );
    say(`|---|---|${LANGUAGES.map(() => "---").join("|")}|---|---|---|---|`);
    for (const [audio, line] of [
      ["16 kHz", (pcm: Int16Array) => pcm],
      ["8 kHz µ-law", overTelephone],
    ] as const) {
      if (values.line !== undefined && !audio.startsWith(values.line)) continue;
      for (const [name, hearing] of Object.entries(hearings)) {
        if (values.only !== undefined && values.only !== name) continue;
        const results = await hearAll(clips, line, hearing);
        say(row(audio, name, results));
        if (values.texts) for (const result of results) process.stderr.write(`${detail(name, result)}\n`);
      }
    }
    if (values.languages) say(`\nLanguage chosen without being told: ${await languagesRight(ears, clips)}`);
    return 0;
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    process.stderr.write(`${error.code}: ${error.message}\n  ${error.cure}\n`);
    return error.exit;
  } finally {
    await ears.stop();
  }
}

function own(ears: Ears): Hearing {
  return (clip, pcm) => ears.hearPcm(pcm, { language: clip.language, among: [clip.language] });
}

function plain(ears: Ears): Hearing {
  return (clip, pcm) => ears.engine.infer(pcm, { language: clip.language, audioCtx: FULL_WINDOW });
}

async function hearAll(
  clips: readonly Clip[],
  line: (pcm: Int16Array) => Int16Array,
  hearing: Hearing,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const clip of clips) {
    const pcm = line(clip.pcm);
    const started = performance.now();
    const { text, refused } = await hearing(clip, pcm);
    results.push({ clip, text, ms: performance.now() - started, ...(refused ? { refused } : {}) });
  }
  return results;
}

function row(audio: string, ears: string, results: readonly Result[]): string {
  const times = results.map((result) => result.ms);
  const ms = [percentile(times, 0.5), percentile(times, 0.9), Math.max(...times)].map((value) =>
    Math.round(value),
  );
  const keyed = results.filter((result) => result.clip.mustContain);
  const found = keyed.reduce(
    (sum, { clip, text }) => sum + phrasesFound(clip.mustContain ?? [], text, clip.language),
    0,
  );
  const wanted = keyed.reduce((sum, { clip }) => sum + (clip.mustContain?.length ?? 0), 0);
  const loops = results.filter(({ clip, text }) => hasLoop(clip.text ?? "", text, clip.language)).length;
  const refused = results.filter((result) => result.refused).length;
  const rates = LANGUAGES.map((language) => rate(results, language));
  return `| ${audio} | ${ears} | ${rates.join(" | ")} | ${found}/${wanted} | ${refused} | ${loops} | ${ms.join(" / ")} |`;
}

function rate(results: readonly Result[], language: Language): string {
  let errors = 0;
  let words = 0;
  for (const { clip, text } of results) {
    if (clip.language !== language || clip.text === undefined) continue;
    const scored = wordErrors(clip.text, text, language);
    errors += scored.errors;
    words += scored.words;
  }
  return words === 0 ? "–" : ((100 * errors) / words).toFixed(1);
}

async function languagesRight(ears: Ears, clips: readonly Clip[]): Promise<string> {
  const right = new Map<Language, number>();
  for (const clip of clips) {
    const { language } = await ears.hearPcm(clip.pcm, { among: LANGUAGES });
    if (language === clip.language) right.set(language, (right.get(language) ?? 0) + 1);
  }
  return LANGUAGES.map(
    (l) => `${l} ${right.get(l) ?? 0} of ${clips.filter((c) => c.language === l).length}`,
  ).join(", ");
}

function headline(clips: readonly Clip[]): string {
  const of = (language: Language): Clip[] => clips.filter((clip) => clip.language === language && clip.text);
  return `word for word: ${LANGUAGES.map((language) => `${language} ${of(language).length}`).join(", ")}`;
}

function detail(name: string, { clip, text, ms, refused }: Result): string {
  const want = clip.text ?? clip.mustContain?.join(" + ");
  return `${name}\t${clip.language}\t${Math.round(ms)}\t${refused ?? ""}\t${text}\t|\t${want}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
