import { GROUP_SIGNATURES } from "./phrase-keys-groups.ts";

/** What stands in lists of choices, and on the buttons that open them. */
export const LIST_SIGNATURES = {
  ...GROUP_SIGNATURES,
  "button.see_options": "",
  "button.see_rooms": "",
  "button.see_bookings": "",
  "button.see_dates": "",
  "button.see_hours": "",
  "button.rate": "",

  "menu.bookings": "",
  "menu.stay": "",
  "menu.hotel": "",
  "rate.1": "",
  "rate.2": "",
  "rate.3": "",
  "rate.4": "",
  "rate.5": "",
} as const satisfies Record<string, string>;
