import type { ExistingQuestion } from "../contract-existing.ts";
import { besideCode, codeIn } from "../identity.ts";
import { ask } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { changedAnything, readSlots } from "../slots.ts";
import type { Turn } from "../turn.ts";
import { find } from "./existing.ts";
import { confirmCancel, keep } from "./existing-cancel.ts";
import { identified } from "./existing-find.ts";
import { advanceChange, confirmChange, hasPrice, otherRoom } from "./existing-modify.ts";
import { isExistingQuestion, patchExisting } from "./existing-state.ts";
import { tellMissing } from "./missing-kind.ts";
import { unreadHere, wasPutElsewhere } from "./unread.ts";

type Answer = (turn: Turn, reading: Reading) => Turn | undefined;

/** What a message means to an open question about a booking that exists; undefined when it is about something else. */
export function answerExisting(turn: Turn, reading: Reading): Turn | undefined {
  const { question } = turn.state;
  if (!isExistingQuestion(question) || reading.acts.includes("book")) return undefined;
  if (reading.tap?.action === "keep") return keep(turn);
  const code = codeIn(reading.text, reading.slots, question === "identify" && !wasPutElsewhere(turn));
  const wants = turn.state.existing?.wants;
  const other = code !== undefined && code !== turn.state.existing?.booking?.code;
  if (wants && other && reading.tap === undefined) {
    const beside = question === "identify" && besideCode(reading.text, code) !== "";
    return find(turn, reading, wants, code, beside);
  }
  return ANSWERS[question](turn, reading);
}

/** A correction wins over a yes; dates, people and rooms move the change from whichever of its questions. */
function corrected(turn: Turn, reading: Reading): Turn | undefined {
  const { wish } = turn.state.existing ?? {};
  const { question } = turn.state;
  if (!wish) return undefined;
  const as = question === "modify_dates" ? "stay" : question === "modify_party" ? "party" : undefined;
  const change = readSlots(wish, reading.slots, as);
  if (!changedAnything(change) || change.unusable) return undefined;
  const moved = change.stay || change.party || change.room;
  return moved ? advanceChange(patchExisting(turn, { wish: change.draft })) : undefined;
}

const changing =
  (otherwise: Answer): Answer =>
  (turn, reading) =>
    corrected(turn, reading) ?? otherwise(turn, reading);

const ANSWERS: Readonly<Record<ExistingQuestion, Answer>> = {
  which_booking: (turn, reading) => {
    const { found = [] } = turn.state.existing ?? {};
    const chosen = reading.choice === undefined ? undefined : found[reading.choice - 1];
    if (chosen) return identified(turn, chosen);
    return reading.no ? keep(turn) : undefined;
  },
  identify: (turn, reading) => (reading.no ? keep(turn) : undefined),
  booking_surname: (turn, reading) => {
    const { code, wants } = turn.state.existing ?? {};
    if (reading.no) return keep(turn);
    const nothing =
      reading.tap !== undefined || reading.yes || reading.acts.length > 0 || wasPutElsewhere(turn);
    if (!code || !wants || nothing) return undefined;
    return find(turn, { ...reading, slots: turn.state.existing?.heard ?? {} }, wants, code, true);
  },
  modify_what: changing((turn, reading) => {
    const what = reading.tap?.argument;
    if (what === "dates") return ask(turn, "modify_dates");
    if (what === "party") return ask(turn, "modify_party");
    if (what === "room" || reading.acts.includes("room_types")) return otherRoom(tellMissing(turn, reading));
    return reading.no ? keep(turn) : undefined;
  }),
  modify_dates: changing((turn, reading) => (reading.no ? keep(turn) : undefined)),
  modify_party: changing((turn, reading) => (reading.no ? keep(turn) : undefined)),
  modify_room: (turn, reading) => {
    const { offers = [], wish } = turn.state.existing ?? {};
    const byRoom = offers.find(({ roomType }) => roomType === reading.slots.roomType);
    const only = reading.yes && offers.length === 1 ? offers[0] : undefined;
    const chosen = (reading.choice === undefined ? undefined : offers[reading.choice - 1]) ?? byRoom ?? only;
    if (chosen && wish) {
      return advanceChange(patchExisting(turn, { wish: { ...wish, roomType: chosen.roomType } }));
    }
    return corrected(turn, reading) ?? (reading.no ? keep(turn) : undefined);
  },
  confirm_change: changing((turn, reading) => {
    if (reading.yes) return (hasPrice(turn) ? unreadHere(turn) : undefined) ?? confirmChange(turn);
    return reading.no ? ask(turn, "modify_what") : undefined;
  }),
  confirm_cancel: (turn, reading) => {
    if (reading.yes) return unreadHere(turn) ?? confirmCancel(turn);
    return reading.no ? keep(turn) : undefined;
  },
  existing_retry: (turn, reading) => {
    const { wants, booking, code } = turn.state.existing ?? {};
    if (wants && (reading.yes || reading.tap?.action === "retry")) {
      const heard = {
        ...reading,
        slots: turn.state.existing?.heard ?? {},
        text: turn.state.existing?.said ?? "",
      };
      const { named } = turn.state.existing ?? {};
      const kept = find(turn, heard, wants, booking?.code ?? code, named);
      const { wish } = turn.state.existing ?? {};
      return wish ? patchExisting(kept, { wish }) : kept;
    }
    return reading.no ? keep(turn) : undefined;
  },
};
