import { whenAnswered } from "../hours.ts";
import { ask } from "../questions.ts";
import { handOver } from "../summary.ts";
import { say } from "../turn.ts";
import { showBooking } from "./booking.ts";
import type { Flow } from "./flow.ts";
import { drop } from "./repair.ts";

/**
 * A booking that exists is shown when it was made here; to be changed or cancelled it goes to the desk with all that
 * is known. While a draft is open, «cambiar» and «cancelar» speak of that draft.
 */
export const existing: Flow = (turn, reading, intent) => {
  const { booking, draft } = turn.state;
  if (intent === "lookup_booking" && booking) return showBooking(turn, booking);
  if (draft && intent === "modify_booking") return ask(turn, "change");
  if (draft && intent === "cancel_booking") return drop(turn);
  return handOver(
    say(turn, "person.existing", { when: whenAnswered(turn) }),
    "existing_booking",
    reading.text,
  );
};
