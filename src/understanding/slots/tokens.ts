/** One piece of a folded text: a word, a number or a sign. `glued` means no space before it. */
export interface Token {
  readonly text: string;
  readonly value?: number;
  /** «3rd», «1o». */
  readonly ordinal: boolean;
  readonly glued: boolean;
}

const MAX_TOKENS = 400;
const ORDINAL = /^(?:st|nd|rd|th|o|a|ro|er|do|to)$/;

/** Cuts a folded text (digits for number words) into tokens; an ordinal ending joins its number. */
export function tokenise(plain: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\d+|[a-z_]+|[^\sa-z\d_]/g;
  let end = -1;
  for (let match = pattern.exec(plain); match && tokens.length < MAX_TOKENS; match = pattern.exec(plain)) {
    const text = match[0];
    const glued = match.index === end;
    end = match.index + text.length;
    const last = tokens.at(-1);
    if (glued && last?.value !== undefined && !last.ordinal && ORDINAL.test(text)) {
      tokens[tokens.length - 1] = { ...last, ordinal: true };
      continue;
    }
    const number = /^\d{1,9}$/.test(text);
    tokens.push({ text, glued, ordinal: false, ...(number ? { value: Number(text) } : {}) });
  }
  return tokens;
}

/** The token texts from `from` (inclusive) to `to` (exclusive), spaced. */
export function between(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(Math.max(0, from), Math.max(0, to))
    .map((token) => token.text)
    .join(" ");
}
