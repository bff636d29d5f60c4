import type { Language } from "../../domain/language.ts";
import type { ShopRoomType } from "../../pms/qloapps/inspect.ts";

/** One entry of `pms.room_types`, as it is written. */
export interface RoomTypeEntry {
  readonly id: string;
  readonly qloapps_id: number;
  readonly name: Readonly<Record<string, string>>;
  readonly description: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly max_adults: number;
  readonly max_children: number;
  readonly max_guests: number;
}

/**
 * What hotel.yaml says of the shop's room types. What it said before stays, then what `answers` say, and only what
 * nobody said is made from the shop's own name.
 */
export function roomTypeEntries(
  types: readonly ShopRoomType[],
  languages: readonly Language[],
  before: readonly Partial<RoomTypeEntry>[],
  answers: readonly Partial<RoomTypeEntry>[],
): RoomTypeEntry[] {
  const taken = new Set<string>();
  return types.map((type) => {
    const said = {
      ...before.find((each) => each.qloapps_id === type.id),
      ...answers.find((each) => each.qloapps_id === type.id),
    };
    const inAll = <T>(value: T): Record<string, T> =>
      Object.fromEntries(languages.map((language) => [language, value]));
    const maxGuests = Math.max(1, type.maxGuests);
    const max_adults = said.max_adults ?? Math.max(1, type.maxAdults);
    const max_children = said.max_children ?? type.maxChildren;
    return {
      id: said.id ?? slug(type.name, taken),
      qloapps_id: type.id,
      name: said.name ?? inAll(type.name),
      description: said.description ?? inAll(`${type.name}.`),
      words: said.words ?? inAll([singular(type.name).toLowerCase()]),
      max_adults,
      max_children,
      max_guests: said.max_guests ?? Math.min(maxGuests, max_adults + max_children),
    };
  });
}

function singular(name: string): string {
  return name.replace(/\brooms\b/i, "room").trim();
}

/** A short name for machines, each its own: «Executive Rooms» is `executive`. */
function slug(name: string, taken: Set<string>): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\brooms?\b/g, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 36);
  const base = plain === "" ? "room" : plain;
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}_${n}`;
  taken.add(id);
  return id;
}
