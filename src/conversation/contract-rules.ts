import type { StayEnd } from "../domain/stay.ts";

/** What the hotel's rules say against a stay that was asked for. Part of contract.ts. */

/** A room type whose stays have at least so many nights. */
export interface MinimumNights {
  readonly roomType: string;
  readonly nights: number;
}

/** A room type of which no stay begins, or ends, on one of the days asked for. */
export interface ClosedType {
  readonly roomType: string;
  readonly closedTo: readonly StayEnd[];
}
