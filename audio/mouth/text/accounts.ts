import type { Language } from "../../../src/domain/language.ts";
import { spellOut } from "./letters.ts";

/** Country, check digits, then groups of four as banks print them, or all in one piece (ISO 13616: 15 to 34 signs). */
const IBAN =
  /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?(?=[A-Z0-9]*\d)[A-Z0-9]{4}){2,7}(?:[ -]?\d[A-Z0-9]{0,2})?(?![\p{L}\p{N}])/gu;
/** Sixteen digits and more, in one piece or in groups: a CLABE, a CBU, a card. No telephone number is as long. */
const LONG = /(?<![\p{L}\p{N}.,+/-])\d(?:[ -]?\d){15,33}(?![\p{L}\p{N}]|[.,/-]\d)/gu;
/** Brazil's tax numbers, which are keys to pay to (Pix): 123.456.789-09 and 12.345.678/0001-90. */
const TAX =
  /(?<![\p{L}\p{N}.,/-])(?:\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2})(?![\p{L}\p{N}])/gu;

/** Account numbers sign by sign, with a pause after each group, so that they can be written down. Pure. */
export function readAccounts(text: string, language: Language): string {
  const read = (account: string): string => inGroups(account, language);
  return text.replace(IBAN, read).replace(LONG, read).replace(TAX, read);
}

/** The writer's own groups; signs in one piece are parted in fours. */
function inGroups(account: string, language: Language): string {
  const own = account.split(/[^A-Z0-9]+/);
  const groups = own.length > 1 ? own : (account.match(/.{1,4}/g) ?? []);
  return groups.map((group) => spellOut(group, language).replaceAll(",", "")).join(", ");
}
