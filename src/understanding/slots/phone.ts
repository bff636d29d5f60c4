import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

export interface PhoneRead {
  /** E.164 */
  readonly phone?: string;
  readonly rest: string;
}

const CANDIDATE = /(?:\+|\b00)?\(?\d[\d ().-]{5,22}\d/g;
const DATE = /\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[-.]\d{1,2}[-.]\d{2,4}\b/;

/**
 * A valid phone number in a folded text with digits; numbers without a country are the hotel's country's (ISO 3166).
 * Only what the numbering plan allows counts, so codes, identity documents and dates are left alone; of what was asked
 * for, or begins with «+», the right length is enough: plans grow faster than the tables of them.
 */
export function readPhone(plain: string, country: string | undefined, asked = false): PhoneRead {
  const region: CountryCode | undefined = country && isSupportedCountry(country) ? country : undefined;
  const text = plain.replace(/\b(?:mas|plus|mais) (?=\d)/g, "+");
  let tries = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    tries += 1;
    if (tries > 8) break;
    if (DATE.test(match[0])) continue;
    const digits = match[0].replace(/\D/g, "").length;
    if (digits < 7 || digits > 15) continue;
    const number = parsePhoneNumberFromString(match[0].replace(/^00/, "+"), region);
    const meant = asked || number?.number === `+${match[0].replace(/\D/g, "")}`;
    if (!(meant ? number?.isPossible() : number?.isValid()) || !number) continue;
    const rest = `${text.slice(0, match.index)} , ${text.slice(match.index + match[0].length)}`;
    return { phone: number.number, rest };
  }
  return { rest: plain };
}
