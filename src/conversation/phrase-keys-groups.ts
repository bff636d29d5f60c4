/** What is said of rooms of several types. */
export const GROUP_SIGNATURES = {
  "fact.room_part": "count room",
  "read.room_part": "room total",
  "offer.mix_gone": "rooms",
  "offer.group_cheapest": "",
  "offer.group_other": "room total",
  "offer.group_question": "",
  "button.first": "",
  "button.other": "",
  "stay.mix_too_small": "rooms guests",
} as const satisfies Record<string, string>;
