/** How long something lasts, in minutes, with the text left over. */
export interface DurationRead {
  readonly durationMinutes?: number;
  readonly rest: string;
}

const HALF_HOUR = /\b(?:media hora|half an hour|half hour|meia hora)\b/;
const SPAN =
  /\b(\d{1,3}|un|una|an|a|one|uma)\s+(horas?|hours?|hrs?|minutos?|minutes?|mins?)\b(?:\s+(?:y|e|and)\s+(?:a )?(media|half|meia|\d{1,2})(?:\s+(?:minutos?|minutes?|mins?))?)?/;
/** Then it is a moment: «dentro de 2 horas», «in 20 minutes», «hace una hora», «24 horas» of a desk. */
const MOMENT =
  /(?:\b(?:dentro de|en|in|hace|daqui a|em|ha|las|as|abiert[oa]|abert[oa]|open|recepcion|reception|recepcao)\s*)$/;

/** «dos horas», «half an hour», «uma hora e meia», «30 minutos». A moment from now is none. */
export function readDuration(plain: string): DurationRead {
  const half = HALF_HOUR.exec(plain);
  if (half) return cut(plain, half, 30);
  const match = SPAN.exec(plain);
  if (!match || MOMENT.test(plain.slice(0, match.index))) return { rest: plain };
  const count = /^\d/.test(match[1] ?? "") ? Number(match[1]) : 1;
  const hours = /^h/.test(match[2] ?? "");
  if (hours && count === 24) return { rest: plain };
  const more = match[3] === undefined ? 0 : /^\d/.test(match[3]) ? Number(match[3]) : 30;
  return cut(plain, match, hours ? count * 60 + more : count);
}

function cut(plain: string, match: RegExpExecArray, durationMinutes: number): DurationRead {
  if (MOMENT.test(plain.slice(0, match.index))) return { rest: plain };
  const rest = `${plain.slice(0, match.index)} , ${plain.slice(match.index + match[0].length)}`;
  return { durationMinutes, rest };
}
