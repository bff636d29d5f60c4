import { expect, test } from "vitest";
import { readRooms, roomWords } from "../../src/understanding/slots/rooms.ts";

const room = (id: string, es: string[], en: string[], pt: string[]) => ({
  id,
  name: { es: id, en: id, pt: id },
  description: { es: id, en: id, pt: id },
  words: { es, en, pt },
  maxAdults: 2,
  maxChildren: 1,
  maxGuests: 3,
});
const KNOWN = roomWords([
  room("double", ["doble", "matrimonio"], ["double", "twin"], ["duplo", "dupla", "casal"]),
  room("triple", ["triple"], ["triple"], ["triplo", "tripla"]),
  room("family", ["familiar", "suite familiar"], ["family", "family room"], ["familiar", "familia"]),
]);

test.each([
  ["2 dobles y una familiar", { double: 2, family: 1 }, 3],
  ["una habitacion doble y una triple", { double: 1, triple: 1 }, 2],
  ["a double and a triple", { double: 1, triple: 1 }, 2],
  ["2 double rooms and one family room", { double: 2, family: 1 }, 3],
  ["um quarto duplo e um quarto familiar", { double: 1, family: 1 }, 2],
  ["2 duplos e um triplo", { double: 2, triple: 1 }, 3],
  ["um quarto de casal e 2 triplos", { double: 1, triple: 2 }, 3],
  ["una doble, una triple y una suite familiar", { double: 1, triple: 1, family: 1 }, 3],
] as const)("«%s» are rooms of several types", (text, mix, rooms) => {
  const read = readRooms(text, KNOWN);
  expect(Object.fromEntries((read.roomMix ?? []).map((each) => [each.roomType, each.rooms]))).toEqual(mix);
  expect(read.rooms).toBe(rooms);
  expect(read.roomType).toBeUndefined();
});

test.each([
  "una doble o una triple",
  "um duplo ou um triplo",
  "doble o triple",
  "2 dobles",
  "somos un matrimonio y queremos una doble",
  "um casal e um quarto duplo",
  "una doble",
  "2 habitaciones",
])("«%s» are not", (text) => {
  expect(readRooms(text, KNOWN).roomMix).toBeUndefined();
});

const VIEWS = roomWords([
  room("double", ["doble", "matrimonial"], ["double", "twin"], ["duplo", "casal"]),
  room("sea", ["vista al mar", "vistas al mar"], ["sea view"], ["vista para o mar", "vista mar"]),
]);

test.each([
  ["a double with a sea view for 2", 1, "sea"],
  ["a room with a sea view", 1, "sea"],
  ["una doble con una vista al mar", 1, "sea"],
  ["una doble con vistas al mar", 1, "sea"],
  ["um duplo com uma vista para o mar", 1, "sea"],
  ["2 rooms, a double and a twin", 2, "double"],
  ["2 habitaciones para el 12, una matrimonial y una doble", 2, "double"],
  ["2 quartos: um duplo e um de casal", 2, "double"],
  ["2 habitaciones y una doble", 3, "double"],
] as const)("«%s»: %i of %s", (text, rooms, roomType) => {
  const read = readRooms(text, VIEWS);
  expect({ rooms: read.rooms, roomType: read.roomType, mix: read.roomMix }).toEqual({
    rooms,
    roomType,
    mix: undefined,
  });
});
