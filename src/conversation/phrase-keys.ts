import { DESK_SIGNATURES } from "./phrase-keys-desk.ts";
import { EXISTING_SIGNATURES } from "./phrase-keys-existing.ts";
import { LIST_SIGNATURES } from "./phrase-keys-lists.ts";
import { PHONE_SIGNATURES } from "./phrase-keys-phone.ts";
import { STAY_SIGNATURES } from "./phrase-keys-stay.ts";

/**
 * Every phrase the product says and the placeholders it is filled with: the files must give exactly these. `count`
 * chooses between `one` and `other`. Placeholders come formatted (dates with weekday, money by locale).
 */
export const SIGNATURES = {
  ...DESK_SIGNATURES,
  ...EXISTING_SIGNATURES,
  ...LIST_SIGNATURES,
  ...PHONE_SIGNATURES,
  ...STAY_SIGNATURES,
  hello: "hotel",
  welcome_back: "facts",
  help: "",
  anything: "",
  thanks: "",
  thanks_booked: "arrival",
  goodbye: "",
  goodbye_held: "until",
  booking_in_progress: "",
  trouble_person_will_answer: "",
  not_understood: "",
  language_switched: "",
  not_understood_open: "",
  restarted: "",
  dropped: "",
  still_booked: "code",
  which_intent: "first second",
  which_intent_one: "first",

  "when.now": "until",
  "when.always": "",
  "when.today": "time",
  "when.tomorrow": "time",

  "person.asked": "when",
  "person.not_understood": "when",
  "person.complaint": "when",
  "person.group": "max when",
  "person.rooms": "count when",
  "person.existing": "when",
  "person.refused": "when",
  "person.back": "",
  emergency: "",

  "heard.engine": "",
  "heard.unclear": "",
  "heard.read_back": "facts",
  "heard.noted": "facts",
  picture: "",
  unsupported: "",
  stale_button: "",

  "fact.nights": "count",
  "fact.adults": "count",
  "fact.children": "count",
  "fact.guests": "count",
  "fact.rooms": "count room",
  "fact.and": "first last",
  "fact.range": "arrival departure",
  "fact.name": "name",
  "fact.email": "email",
  "fact.no_email": "",
  "fact.phone": "phone",

  "ask.stay": "",
  "ask.arrival": "",
  "ask.arrival_knowing_departure": "departure",
  "ask.departure": "arrival",
  "ask.which_date": "first second",
  "ask.which_date_one": "first",
  "ask.party": "",
  "ask.name": "",
  "ask.surname": "name",
  "ask.email": "",
  "ask.email_thanks": "name",
  "ask.phone": "",
  "ask.phone_hint": "phone",
  "ask.change": "",
  "ask.needed": "",
  "ask.retry": "",
  "ask.duplicate": "",

  "offer.one": "room range facts total",
  "offer.yes": "",
  "offer.one_question": "",
  "offer.many": "range facts list",
  "offer.line": "number room total",
  "offer.line_dates": "number room range total",
  "offer.many_question": "",
  "offer.type_gone": "room",
  "offer.nothing": "range",
  "offer.nearest": "list",
  "offer.nearest_question": "",
  "offer.nothing_near": "",
  "offer.which": "count",
  "offer.no_thanks": "",
  "offer.price_changed": "before now",

  "hold.done": "room range total until",
  "hold.short": "until",
  "hold.again": "until",
  "hold.gone": "room",
  "hold.lapsed_gone": "room",

  "read.head": "",
  "read.arrival": "date time",
  "read.departure": "date time",
  "read.facts": "facts",
  "read.room": "room",
  "read.total": "total tax",
  "read.total_untaxed": "total",
  "read.guest": "name email phone",
  "read.policy": "policy",
  "read.deposit": "percent amount",
  "read.question": "",
  "read.ear": "room arrival departure facts total name email phone policy",

  "book.confirmed": "code",
  "book.summary": "room arrival check_in departure check_out facts total name",
  "book.see_you": "",
  "book.refused": "",
  "book.refused_looking": "",
  "book.unknown": "",
  "book.waiting": "",
  "book.already": "code",
  "book.duplicate": "code range",
  "book.shown": "code room range total",

  "pms.unavailable": "",
  "pms.unavailable_kept": "facts",
  "pms.unavailable_still": "",
  "pms.not_booked": "",

  "faq.check_in": "time",
  "faq.check_out": "time",
  "faq.cancellation_policy": "policy",
  "faq.location": "address",
  "faq.contact": "phone email",
  "faq.deposit": "percent",
  "faq.no_deposit": "",
  "faq.opening_hours": "opens closes",
  "faq.opening_hours_always": "",
  "faq.room_types": "list",
  "faq.room_line": "room description",
  "faq.unknown": "topic when",

  "request.passed": "topic when",
  "request.sorry": "",
  "request.thanks": "",
  "request.payment_proof": "",

  "privacy.stopped": "",
  "privacy.erase": "when",

  "button.yes": "",
  "button.no": "",
  "button.book_it": "",
  "button.not_now": "",
  "button.confirm": "",
  "button.change": "",
  "button.this_phone": "",
  "button.other_phone": "",
  "button.change_dates": "",
  "button.change_room": "",
  "button.drop": "",
  "button.retry": "",
  "button.person": "",
  "button.another": "",

  // What a subject is called on a button: at most 20 characters.
  "topic.availability": "",
  "topic.price": "",
  "topic.book": "",
  "topic.lookup_booking": "",
  "topic.modify_booking": "",
  "topic.cancel_booking": "",
  "topic.room_types": "",
  "topic.room_photos": "",
  "topic.check_in_time": "",
  "topic.check_out_time": "",
  "topic.early_check_in": "",
  "topic.late_checkout": "",
  "topic.cancellation_policy": "",
  "topic.payment_methods": "",
  "topic.deposit": "",
  "topic.invoice": "",
  "topic.pets": "",
  "topic.children": "",
  "topic.accessibility": "",
  "topic.smoking": "",
  "topic.parking": "",
  "topic.wifi": "",
  "topic.breakfast": "",
  "topic.restaurant": "",
  "topic.room_service": "",
  "topic.pool": "",
  "topic.gym": "",
  "topic.spa": "",
  "topic.laundry": "",
  "topic.luggage_storage": "",
  "topic.transfer": "",
  "topic.taxi": "",
  "topic.location": "",
  "topic.nearby": "",
  "topic.opening_hours": "",
  "topic.contact": "",
  "topic.housekeeping": "",
  "topic.maintenance": "",
  "topic.wake_up_call": "",
  "topic.lost_and_found": "",
  "topic.message_for_guest": "",
  "topic.review": "",
  "topic.payment_proof": "",

  "reason.asked": "",
  "reason.not_understood": "",
  "reason.pms_refused": "",
  "reason.pms_unavailable": "",
  "reason.outcome_unknown": "",
  "reason.group": "",
  "reason.complaint": "",
  "reason.emergency": "",
  "reason.existing_booking": "",
  "reason.question": "",
  "reason.request": "",
  "reason.privacy": "",
  "reason.attachment": "",
  "reason.loop": "",

  "summary.reason": "reason",
  "summary.said": "text",
  "summary.held": "until",
  "summary.booking": "code range",
  "summary.total": "total",

  "desk.room_taken_twice": "code room other",
  "desk.not_released": "code",
  "desk.not_moved_back": "code",
  "desk.price_differs": "code booked quoted",
  "desk.booking_cancelled": "code",
  "desk.booking_changed": "code before after",
  "desk.booking_gone": "code",
  "desk.room_lost": "code",
  "desk.same_nights": "code other",
} as const satisfies Record<string, string>;

export type PhraseKey = keyof typeof SIGNATURES;

type Split<S extends string> = S extends `${infer Head} ${infer Tail}`
  ? Head | Split<Tail>
  : S extends ""
    ? never
    : S;

/** What a phrase is filled with. `{}` for one without placeholders. */
export type ParamsOf<K extends PhraseKey> = {
  readonly [P in Split<(typeof SIGNATURES)[K]>]: P extends "count"
    ? number
    : import("./words.ts").Words | string;
};

/** Keys of phrases without placeholders. */
export type PlainKey = { [K in PhraseKey]: (typeof SIGNATURES)[K] extends "" ? K : never }[PhraseKey];

export function placeholdersOf(key: PhraseKey): readonly string[] {
  const signature = SIGNATURES[key];
  return signature === "" ? [] : signature.split(" ");
}
