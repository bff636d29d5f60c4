/**
 * Countries whose mobile numbers are written in two ways, with a digit more and without: WhatsApp keeps the form an account
 * was opened with, an exchange shows the one that is dialled. Mexico dropped the 1 behind its country in 2019; Argentina's
 * 9 is dialled from abroad only; Brazil put a 9 before its mobile numbers, which began with 6 to 9, by 2016. Both forms
 * are one telephone, and nobody else's.
 */
const TWICE_WRITTEN = [
  { before: /^52/, digit: "1", rest: /^[2-9]\d{9}$/ },
  { before: /^54/, digit: "9", rest: /^[1-3]\d{9}$/ },
  { before: /^55\d{2}/, digit: "9", rest: /^[6-9]\d{7}$/ },
] as const;

/** Both forms of a telephone's digits, country first; undefined for a telephone with one form. */
function formsOf(digits: string): { readonly short: string; readonly long: string } | undefined {
  for (const { before, digit, rest } of TWICE_WRITTEN) {
    const head = before.exec(digits)?.[0] ?? "";
    const tail = digits.slice(head.length);
    if (head === "") continue;
    if (rest.test(tail)) return { short: digits, long: `${head}${digit}${tail}` };
    if (tail.startsWith(digit) && rest.test(tail.slice(1)))
      return { short: `${head}${tail.slice(1)}`, long: digits };
  }
  return undefined;
}

/** A telephone's digits, country first, in the form that all its ways of writing share. Pure. */
export function plainPhone(digits: string): string {
  return formsOf(digits)?.short ?? digits;
}

/**
 * The digits, country first, that reach a telephone from anywhere: Mexico's old form, which WhatsApp keeps, no longer does.
 * Pure.
 */
export function dialled(digits: string): string {
  return digits.startsWith("52") ? plainPhone(digits) : digits;
}

/** The other way to write a telephone's digits, country first; undefined for most telephones. Pure. */
export function otherwiseWritten(digits: string): string | undefined {
  const forms = formsOf(digits);
  return forms && (forms.short === digits ? forms.long : forms.short);
}
