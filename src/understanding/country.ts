import { parsePhoneNumberFromString } from "libphonenumber-js";

/** ISO 3166 country of a phone in E.164: the hotel's own tells where it stands. */
export function countryOf(phone: string): string | undefined {
  return parsePhoneNumberFromString(phone)?.country;
}
