import { parsePhoneNumberFromString } from "libphonenumber-js/mobile";

/** True for a number, E.164, at which a mobile telephone may answer: where nobody can tell, as in North America, too. */
export function isMobile(phone: string): boolean {
  return parsePhoneNumberFromString(phone)?.isValid() ?? false;
}
