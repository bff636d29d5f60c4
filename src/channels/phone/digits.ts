/** What a key means to the open question. */
export type DigitMeaning =
  | { readonly kind: "reception" }
  | { readonly kind: "button"; readonly id: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "menu"; readonly item: "book" | "message" }
  | { readonly kind: "more" }
  | { readonly kind: "nothing" };

/** Questions answered by yes or no: 1 is yes, 2 is no. */
const YES_NO: ReadonlySet<string> = new Set([
  "confirm",
  "phone_hint",
  "duplicate",
  "retry",
  "change",
  "anything",
]);

/** Questions answered by a number of what was said. */
const CHOICES: ReadonlySet<string> = new Set([
  "offer",
  "which_date",
  "which_booking",
  "modify_room",
  "rating",
]);

/** Where the conversation stands, as far as keys care: the open question, and a list of which there is more to read. */
export interface KeysFor {
  readonly question?: string;
  readonly more?: boolean;
}

/**
 * What the keys pressed so far mean. 0 is reception at any time, except inside a number being dialled as an answer. Keys
 * of a telephone number are gathered until # or fifteen of them. While a list is read out # goes on. Pure.
 */
export function digitMeaning(digits: string, { question, more }: KeysFor, menu: boolean): DigitMeaning {
  const last = digits.slice(-1);
  if (more && !menu && digits === "#") return { kind: "button", id: "more" };
  if (question === "phone" && !menu && digits !== "0") {
    const number = digits.replace(/\D/g, "");
    if (last === "#") return number === "" ? { kind: "nothing" } : { kind: "text", text: number };
    return number.length >= 15 ? { kind: "text", text: number } : { kind: "more" };
  }
  if (last === "0") return { kind: "reception" };
  if (question === "email" && !menu && last === "#") return { kind: "button", id: "no_email" };
  if (menu && last === "1") return { kind: "menu", item: "book" };
  if (menu && last === "2") return { kind: "menu", item: "message" };
  if (!/[1-9]/.test(last)) return { kind: "nothing" };
  if (question !== undefined && CHOICES.has(question)) return { kind: "button", id: `choice:${last}` };
  if (question === "party") return { kind: "text", text: last };
  if (question !== undefined && YES_NO.has(question) && (last === "1" || last === "2")) {
    return { kind: "button", id: last === "1" ? "yes" : "no" };
  }
  return { kind: "nothing" };
}
