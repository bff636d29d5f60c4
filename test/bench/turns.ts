import { join } from "node:path";
import { initialState } from "../../src/conversation/state.ts";
import { step } from "../../src/conversation/step.ts";
import { localNow } from "../../src/domain/calendar.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { loadUnderstanding } from "../../src/understanding/load.ts";
import { hotel as demo, limits, phrases, roomTypes } from "../conversation/support/hotel.ts";
import { DIALOGUES } from "../journeys/support/dialogues.ts";
import { besideFsync } from "./disk.ts";
import { type Line, round, type Spread, spread, times } from "./figures.ts";
import type { BenchHotel } from "./hotel.ts";

export interface TurnFigures {
  /** From the acknowledgement of a guest's text to the reply's arrival at WhatsApp, ms. */
  readonly turn: Spread;
  readonly fsync: Spread;
  /** CPU time a message, ms. */
  readonly cpu: { readonly understand: number; readonly step: number };
}

const ROUNDS = 3;
/** Warm: the first messages after a start are read by code that is not compiled yet. */
const WARM_UP = 2;
const CPU_ROUNDS = 15;

/** One guest after the other writes in each language; nobody waits in a quiet window. */
export async function textTurns(hotel: BenchHotel): Promise<TurnFigures> {
  const { result, fsync } = await besideFsync(hotel.stage.stateDir, async () => {
    const took: number[] = [];
    for (let n = 0; n < (WARM_UP + ROUNDS) * LANGUAGES.length; n += 1) {
      const guest = hotel.sandbox.guest(`+3460050${String(n).padStart(4, "0")}`);
      const { pieces } = DIALOGUES[LANGUAGES[n % LANGUAGES.length] ?? "es"];
      for (const line of pieces) {
        await guest.say(line).acknowledged;
        const stored = performance.now();
        await guest.waitFor();
        if (n >= WARM_UP * LANGUAGES.length) took.push(performance.now() - stored);
      }
    }
    return took;
  });
  return { turn: spread(result), fsync, cpu: cpuPerMessage() };
}

/** What the pure parts cost in this process, whatever the machine does besides. */
function cpuPerMessage(): TurnFigures["cpu"] {
  const understanding = loadUnderstanding(join(packageRoot()), {
    languages: LANGUAGES,
    roomTypes,
    country: "ES",
  });
  const now = localNow(Date.now(), demo.timeZone);
  const lines = LANGUAGES.flatMap((language) =>
    [...DIALOGUES[language].pieces, DIALOGUES[language].everything].map((text) => ({ language, text })),
  );
  const read = lines.map(({ language, text }) => ({
    language,
    understood: understanding.understand(text, { now, language }),
  }));
  const understand = cpuMs(() => {
    for (const { language, text } of lines) understanding.understand(text, { now, language });
  });
  const decide = cpuMs(() => {
    for (const { language, understood } of read) {
      const event = { kind: "guest", understood, spoken: false } as const;
      step({
        state: initialState(language),
        event,
        now,
        hotel: demo,
        roomTypes,
        limits,
        phrases,
        contact: {},
      });
    }
  });
  return { understand: round(understand / lines.length), step: round(decide / lines.length) };
}

/** CPU time of one run of `work`, warm. */
function cpuMs(work: () => void): number {
  for (let n = 0; n < WARM_UP; n += 1) work();
  const before = process.cpuUsage();
  for (let n = 0; n < CPU_ROUNDS; n += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / CPU_ROUNDS;
}

export function turnLines({ turn, fsync, cpu }: TurnFigures): Line[] {
  return [
    {
      what: "text turn, p50",
      figure: `${turn.p50} ms`,
      beside: `${times(turn.p50, fsync.p50)} an fsync's p50 (${fsync.p50} ms)`,
    },
    {
      what: "text turn, p95",
      figure: `${turn.p95} ms`,
      beside: `${times(turn.p95, fsync.p95)} an fsync's p95 (${fsync.p95} ms); ${turn.n} turns`,
    },
    { what: "understanding, CPU a message", figure: `${cpu.understand} ms`, beside: "" },
    { what: "deciding, CPU a message", figure: `${cpu.step} ms`, beside: "" },
  ];
}
