import type { GuestDetails } from "../../domain/hotel.ts";
import type { CustomerRow } from "./records.ts";

/** What QloApps is sent as the customer, and what staff are told beside it because it could not be sent. */
export interface CustomerDetail {
  readonly firstname: string;
  readonly lastname: string;
  readonly email: string;
  readonly phone: string;
  readonly notes: readonly string[];
}

const LONGEST_NAME = 32;
const NO_LASTNAME = "-";
const NO_PHONE = "000000000";
const NO_EMAIL = "@guest.hotelbot.invalid";
/** Stricter than QloApps: what it dislikes ends in «Fatal error», and some characters mean something in filters. */
const EMAIL =
  /^[A-Za-z0-9._+'-]{1,64}@(?=.{4,63}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;
const PHONE = /^\+?[\s\d.()-]{0,30}\d$/;

/**
 * The guest in a form QloApps takes: names of letters and at most 32 characters each, a phone and an e-mail in any
 * case. What had to be changed is told in `notes`, so that nothing the guest said is lost.
 */
export function customerDetail(guest: GuestDetails, reference: string): CustomerDetail {
  const { firstname, lastname } = names(guest.name);
  const phone = PHONE.test(guest.phone.trim()) ? guest.phone.trim() : digitsOf(guest.phone);
  const email = EMAIL.test(guest.email.trim()) ? guest.email.trim() : madeUpEmail(guest.phone, reference);
  const notes: string[] = [];
  const said = (what: string, given: string, taken: string): void => {
    if (given.trim() !== "" && given.trim() !== taken) notes.push(`${what}: ${given.trim()}`);
  };
  said("Name", guest.name.trim().replace(/\s+/g, " "), joined(firstname, lastname));
  said("Phone", guest.phone, phone);
  said("E-mail", guest.email, email);
  return { firstname, lastname, email, phone: phone === "" ? NO_PHONE : phone, notes };
}

/**
 * QloApps finds a customer by e-mail alone and renames whoever it finds, on old bookings too. So a known customer is
 * sent back exactly as stored, and somebody else with the same e-mail becomes a customer of their own.
 */
export function besideKnown(
  detail: CustomerDetail,
  guest: GuestDetails,
  reference: string,
  known: readonly CustomerRow[],
): CustomerDetail {
  const [first] = known;
  if (!first) return detail;
  const same = known.find((each) => isSamePerson(each, detail));
  if (same) {
    const phone = PHONE.test(same.phone) ? same.phone : detail.phone;
    const { firstname, lastname, email } = same;
    const notes = [...detail.notes];
    if (joined(firstname, lastname) !== joined(detail.firstname, detail.lastname))
      notes.push(`Name: ${guest.name}`);
    if (phone !== detail.phone && detail.phone !== NO_PHONE) notes.push(`Phone: ${guest.phone}`);
    return { firstname, lastname, email, phone, notes };
  }
  const email = madeUpEmail(guest.phone, reference);
  return { ...detail, email, notes: [...detail.notes, `E-mail: ${guest.email} (of another customer)`] };
}

/** The guest as QloApps has them; what we made up is not told as theirs. */
export function guestOf(customer: CustomerRow | undefined): GuestDetails {
  if (!customer) return { name: "", email: "", phone: "" };
  const { firstname, lastname, email, phone } = customer;
  return {
    name: joined(firstname, lastname),
    email: email.endsWith(NO_EMAIL) ? "" : email,
    phone: phone === NO_PHONE ? "" : phone,
  };
}

/** E-mails under which the guest may be in QloApps, theirs first. */
export function emailsOf(guest: GuestDetails): string[] {
  const made = digitsOf(guest.phone) === "" ? [] : [madeUpEmail(guest.phone, "")];
  return EMAIL.test(guest.email.trim()) ? [guest.email.trim(), ...made] : made;
}

function joined(firstname: string, lastname: string): string {
  return lastname === NO_LASTNAME ? firstname : `${firstname} ${lastname}`;
}

function isSamePerson(customer: CustomerRow, detail: CustomerDetail): boolean {
  const digits = (phone: string): string => phone.replace(/\D/g, "").slice(-9);
  const plain = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const stored = digits(customer.phone);
  if (stored.length === 9 && stored === digits(detail.phone)) return true;
  return (
    plain(joined(customer.firstname, customer.lastname)) === plain(joined(detail.firstname, detail.lastname))
  );
}

/** First word and the rest; where the rest is too long, more words go to the front. Letters, marks, spaces, - ' . */
function names(name: string): { firstname: string; lastname: string } {
  const words = name
    .normalize("NFC")
    .replace(/[’‘`´]/g, "'")
    // What lies beyond the first plane is stored as «????».
    .replace(/[\u{10000}-\u{10FFFF}]/gu, " ")
    .replace(/[^\p{L}\p{M}\s'.-]/gu, " ")
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return { firstname: "Guest", lastname: NO_LASTNAME };
  let front = 1;
  while (
    words.slice(front).join(" ").length > LONGEST_NAME &&
    words.slice(0, front + 1).join(" ").length <= LONGEST_NAME
  ) {
    front += 1;
  }
  const firstname = cut(words.slice(0, front).join(" "));
  const lastname = cut(words.slice(front).join(" "));
  return { firstname, lastname: lastname === "" ? NO_LASTNAME : lastname };
}

/** At most 32 characters, ending with a whole word where there is one. */
function cut(text: string): string {
  if (text.length <= LONGEST_NAME) return text;
  const short = text.slice(0, LONGEST_NAME);
  const word = short.lastIndexOf(" ");
  return (word > 0 ? short.slice(0, word) : short).trim();
}

function digitsOf(phone: string): string {
  const digits = phone.replace(/@.*$/, "").replace(/\D/g, "").slice(0, 20);
  return digits === "" ? "" : `${phone.trim().startsWith("+") ? "+" : ""}${digits}`;
}

function madeUpEmail(phone: string, reference: string): string {
  const digits = digitsOf(phone).replace("+", "");
  const name = digits === "" ? `guest-${reference.replace(/[^A-Za-z0-9-]/g, "-")}` : `wa-${digits}`;
  return `${name.slice(0, 64)}${NO_EMAIL}`;
}
