/** What is said of dates, nights and guests that cannot be sold as they are. */
export const STAY_SIGNATURES = {
  "stay.past": "",
  "stay.impossible": "",
  "stay.reversed": "",
  "stay.too_soon": "hotel_phone",
  "stay.too_far": "last",
  "stay.too_long": "max",
  "stay.minimum": "min",
  "stay.minimum_of_type": "room min",
  "stay.no_adults": "",
  "stay.rooms_needed": "guests rooms",
  "stay.room_too_small": "room guests",
} as const satisfies Record<string, string>;
