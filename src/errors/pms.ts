import { entry } from "./entry.ts";

/** What the PMS says. */
export const PMS_ERRORS = {
  PMS_REFUSED: entry(1, 409, "The PMS refused: {what}.", "Look at the booking in the PMS."),
  PMS_UNAVAILABLE: entry(
    75,
    503,
    "The PMS cannot be reached: {what}.",
    "Guests are told so and drafts are kept; check the PMS.",
  ),
  PMS_UNKNOWN: entry(
    1,
    504,
    "Whether the PMS did it is not known: {what}.",
    "It is looked up by reference by itself before anything is told to the guest.",
  ),
  PMS_INVALID: entry(1, 422, "The PMS cannot take this: {what}.", "Correct the named field."),
  PMS_NOT_HOUSE: entry(
    1,
    409,
    "The hotel's PMS is {pms}: {what} there, not here.",
    "Do it in {pms}: hotelbot sees it there by itself.",
  ),
  IMPORT_INVALID: entry(
    1,
    422,
    "The file cannot be taken: {what}.",
    "Nothing was written. Correct the lines and import the file again; --dry-run only looks.",
  ),
  CALENDAR_UNREADABLE: entry(
    1,
    502,
    "The calendar cannot be read: {what}.",
    "Take its address from the channel anew; what was read last stays.",
  ),
} as const;
