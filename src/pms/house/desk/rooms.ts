import { addDays, type LocalDate } from "../../../domain/calendar.ts";
import { checkStay, invalid } from "../../checks.ts";
import type { HouseBlock, HouseRoom } from "../desk-repository.ts";
import { checkType, type DeskParts, refused, today } from "./parts.ts";

export type RoomOrder =
  | { readonly act: "add" | "edit"; readonly number: string; readonly roomType: string }
  | { readonly act: "retire"; readonly number: string }
  | {
      readonly act: "block";
      readonly number: string;
      readonly from: LocalDate;
      /** The day it is sold again. */
      readonly until: LocalDate;
      readonly reason: string;
    }
  | { readonly act: "unblock"; readonly id: number };

/** Every room with what it is blocked for from today on. */
export function listRooms(
  parts: DeskParts,
): readonly (HouseRoom & { readonly blocks: readonly HouseBlock[] })[] {
  const blocks = parts.desk.blocks(today(parts));
  return parts.desk
    .rooms()
    .map((room) => ({ ...room, blocks: blocks.filter((each) => each.room === room.number) }));
}

/** One change of a room, in one transaction with its line in the audit log. PMS_INVALID or PMS_REFUSED, and nothing done. */
export function changeRooms(parts: DeskParts, order: RoomOrder, by: string): void {
  parts.house.transaction(() => {
    if (order.act === "unblock") unblock(parts, order.id);
    else if (order.act === "block") block(parts, order);
    else if (order.act === "retire") retire(parts, order.number);
    else put(parts, order.act, order.number, order.roomType);
    const { act, ...detail } = order;
    parts.audit(by, `room.${act}`, "number" in order ? order.number : `block ${order.id}`, detail);
  });
}

function put(parts: DeskParts, act: "add" | "edit", number: string, roomType: string): void {
  checkType(parts, roomType);
  const known = parts.desk.rooms().find((room) => room.number === number);
  if (act === "add" && known?.sold) throw invalid(`there is a room ${number} already`);
  if (act === "edit") {
    soldRoom(parts, number);
    freeOfGuests(parts, number, "it would change its type under them");
  }
  parts.desk.putRoom(number, roomType);
}

function retire(parts: DeskParts, number: string): void {
  soldRoom(parts, number);
  freeOfGuests(parts, number, "move or cancel them first");
  parts.desk.retireRoom(number);
}

function block(parts: DeskParts, order: Extract<RoomOrder, { act: "block" }>): void {
  const { number, from, until, reason } = order;
  const stay = { arrival: from, departure: until };
  checkStay(stay);
  soldRoom(parts, number);
  const id = parts.desk.addBlock({ room: number, stay, reason, holds: true }, parts.clock.now());
  if (id !== undefined) return;
  const taken = parts.desk.takenNights(number, from).filter((night) => night < until);
  throw refused(`room ${number} is not free from ${taken[0] ?? from} to ${until}`);
}

function unblock(parts: DeskParts, id: number): void {
  const known = parts.desk.blocks("0000-00-00").find((each) => each.id === id);
  if (!known) throw invalid(`there is no block ${id}`);
  if (known.calendarId !== undefined)
    throw refused(
      `block ${id} comes from calendar ${known.calendarId} and would be back at its next reading`,
    );
  parts.desk.removeBlock(id);
}

function soldRoom(parts: DeskParts, number: string): HouseRoom {
  const room = parts.desk.rooms().find((each) => each.number === number && each.sold);
  if (!room) throw invalid(`there is no room ${number}`);
  return room;
}

/** Refuses while anybody sleeps or will sleep in the room. */
function freeOfGuests(parts: DeskParts, number: string, why: string): void {
  const day = today(parts);
  const coming = parts.house
    .sleeping({ arrival: day, departure: addDays(day, 366) })
    .filter((booking) => booking.roomNumbers.includes(number));
  if (coming.length === 0) return;
  const codes = coming.map((booking) => booking.code).join(", ");
  throw refused(`room ${number} has ${coming.length === 1 ? "a booking" : "bookings"} (${codes}): ${why}`);
}
