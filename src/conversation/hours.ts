import type { HotelFacts } from "../domain/hotel.ts";
import { trimHour } from "./format.ts";
import type { Turn } from "./turn.ts";
import { words } from "./turn.ts";
import type { Words } from "./words.ts";

/** When a person answers next, by the hotel's wall clock. Equal hours mean day and night; a desk may close after midnight. */
export function deskNow(
  hotel: Pick<HotelFacts, "deskOpens" | "deskCloses">,
  time: string,
): "always" | "now" | "today" | "tomorrow" {
  const { deskOpens: opens, deskCloses: closes } = hotel;
  if (opens === closes || (opens === "00:00" && closes >= "23:59")) return "always";
  const overnight = closes < opens;
  const open = overnight ? time >= opens || time < closes : time >= opens && time < closes;
  if (open) return "now";
  return time < opens ? "today" : "tomorrow";
}

/** The truthful sentence for «when will somebody answer me?». */
export function whenAnswered(turn: Turn): Words {
  const { hotel, now } = turn.input;
  const time = trimHour(hotel.deskOpens);
  switch (deskNow(hotel, now.time)) {
    case "always":
      return words(turn, "when.always", {});
    case "now":
      return words(turn, "when.now", { until: trimHour(hotel.deskCloses) });
    case "today":
      return words(turn, "when.today", { time });
    default:
      return words(turn, "when.tomorrow", { time });
  }
}
