import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { dialled } from "../platform/phone.ts";

/**
 * The telephone of whoever calls, in E.164, from the number as the exchange shows it: with its country, behind 00, as it
 * is dialled within `country` (ISO 3166), or with the country's digits alone. Undefined for an extension, a withheld
 * number and anything that is no telephone: that caller is nobody we know. Pure.
 */
export function callerPhone(number: string | undefined, country: string | undefined): string | undefined {
  const shown = (number ?? "").replace(/[\s().-]/g, "");
  if (!/^\+?\d{5,17}$/.test(shown)) return undefined;
  const region: CountryCode | undefined = country && isSupportedCountry(country) ? country : undefined;
  const abroad = parsePhoneNumberFromString(`+${dialled(shown.replace(/^(?:\+|00)/, ""))}`);
  if (/^(\+|00)/.test(shown)) return abroad?.isPossible() ? abroad.number : undefined;
  // Germany and others have numbers as short as extensions are; telephones have seven digits.
  if (shown.length < 7) return undefined;
  const within = region && parsePhoneNumberFromString(shown, region);
  if (within?.isValid()) return within.number;
  if (abroad?.isValid()) return abroad.number;
  return within?.isPossible() ? within.number : undefined;
}
