import { createHash } from "node:crypto";
import type { HouseDeskRepository } from "./desk-repository.ts";
import type { DatedRate, WeekdayRate } from "./repository.ts";

type Room = { readonly number: string; readonly roomType: string };

/** What a house sells, as lists. */
export interface HouseLists {
  readonly rooms: readonly Room[];
  readonly weekday: readonly WeekdayRate[];
  readonly dated: readonly DatedRate[];
}

/**
 * What the house sells once hotel.yaml was read: of every room type, its rooms, its rates and its nights that cost
 * something else are taken from hotel.yaml when that part of it was changed since it was last read; otherwise they stay
 * as the desk has set them. Remembers what was taken over; call it within the transaction that stores the answer.
 */
export function takeOver(desk: HouseDeskRepository, types: readonly string[], file: HouseLists): HouseLists {
  const stored: HouseLists = {
    rooms: desk.rooms().filter((room) => room.sold),
    weekday: desk.weekdayRates(),
    dated: desk.datedRates("0000-00-00"),
  };
  const choose = <T extends { readonly roomType: string }>(
    part: string,
    theirs: readonly T[],
    ours: readonly T[],
  ): { readonly taken: readonly T[]; readonly kept: readonly T[] } => {
    const taken: T[] = [];
    const kept: T[] = [];
    for (const type of types) {
      const of = (list: readonly T[]): T[] => list.filter((each) => each.roomType === type);
      const sha256 = createHash("sha256")
        .update(JSON.stringify(of(theirs)))
        .digest("hex");
      if (desk.seed(`${part}:${type}`) === sha256) kept.push(...of(ours));
      else taken.push(...of(theirs));
      desk.putSeed(`${part}:${type}`, sha256);
    }
    return { taken, kept };
  };
  const rooms = choose("rooms", file.rooms, stored.rooms);
  const named = new Set(rooms.taken.map((room) => room.number));
  const kept = new Map(stored.rooms.map((room, position) => [room.number, position]));
  const weekday = choose("rates", file.weekday, stored.weekday);
  const dated = choose("dated", file.dated, stored.dated);
  // A room that was moved to another type by the desk and is named by hotel.yaml anew is what hotel.yaml says.
  const all = [...rooms.taken, ...rooms.kept.filter((room) => !named.has(room.number))];
  const place = (room: Room): number => kept.get(room.number) ?? Number.MAX_SAFE_INTEGER;
  return {
    rooms: rooms.kept.length === 0 ? all : all.sort((a, b) => place(a) - place(b)),
    weekday: [...weekday.taken, ...weekday.kept],
    dated: [...dated.taken, ...dated.kept],
  };
}
