/**
 * The start of a statement whose first two parameters are arrival and departure: `stay_night (night)` is every night
 * slept, that of the departure not. The arrival is taken as it is: callers have checked that the stay is not reversed.
 */
export const NIGHTS = `WITH RECURSIVE stay_night (night) AS (
    SELECT ? UNION ALL SELECT date(night, '+1 day') FROM stay_night WHERE date(night, '+1 day') < ?
  )`;
