import { entry } from "./entry.ts";

/** The desk page: who is let in, and how. */
export const DESK_ERRORS = {
  DESK_PAGE_OFF: entry(
    2,
    503,
    "The desk page is not served: {what}.",
    "See the check «desk-page» in hotelbot health, and desk_page in hotel.yaml.",
  ),
  DESK_LOGIN_NEEDED: entry(
    1,
    401,
    "Nobody is logged in here.",
    "Log in with your name and PIN, or with a link from: hotelbot desk.",
  ),
  DESK_LOGIN_REFUSED: entry(
    1,
    401,
    "That name and PIN, or that link, let nobody in.",
    "Type them again, or have a new link made with: hotelbot desk.",
  ),
  DESK_LOGIN_SLOW: entry(
    75,
    429,
    "There were too many tries to log in.",
    "Wait {seconds} seconds, or use a link from: hotelbot desk.",
  ),
  DESK_FOREIGN: entry(
    1,
    403,
    "The desk page was asked in a way it does not trust: {what}.",
    "Open the address that hotelbot status shows; another name of it belongs into desk_page.names.",
  ),
} as const;
