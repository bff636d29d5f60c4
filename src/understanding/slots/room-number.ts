import { MONTHS } from "./calendar-words.ts";

/** A number of a room in a folded text, with the text left over. */
export interface RoomNumberRead {
  readonly roomNumber?: string;
  readonly rest: string;
}

const NAMED =
  /\b(?:habitacion|hab|cuarto|pieza|room|rm|quarto|apartamento|apto)\.?\s*(?:(?:numero|number|n|no|nr)\.?\s*)?#?\s*(\d{1,4}\s?[a-d]?)(?![a-z\d])/g;
/** Three digits after a small word that leads to a place: «blocked in 309», «la 214», «toalhas no 212». */
const UNNAMED =
  /\b(?:in|(?:en|de|a|desde|para) la|soy (?:de )?la|no|do|ao|pra|para o|(?:sen[dt]|bring|brought|towels?|pillows?|blankets?|beers?|breakfast) (?:[a-z]+ ){0,4}?to) ([1-9]\d{2})(?![a-z\d])(?!\s*(?:[\s.-]*\d|[.,/:%]\d|€|\$|%|(?:noch|night|noit|person|people|pax|pessoa|adult|euro|eur\b|dolar|dollar|peso|real|reais|pound|quid|usd|dia|day|semana|week|hora|hour|min|metr|meter|km|kilo|year|ano|a night|per night|por noche|por noite|la noche|de la|guests|hab|room|quarto)))/;
/** Sums and telephones have three digits too. */
const NOT_A_DOOR =
  /\b(?:budget|presupuesto|orcamento|max\w*|price|precio|preco|telefono|telefone|phone|call|code|codigo|pin|bus|onibus|autobus|autocarro|vuelo|flight|voo|arriving|total|offer|oferta|pay|pagar|faz|fazer|baix\w+|desconto|descuento|discount|wedding|boda|casamento)\b/;
/** After the number: what makes it a day, a span, a count or a price instead. */
const NOT_A_ROOM =
  /^\s*(?:(?:de|do|of|to|al|a|ate|until|till|hasta|y|e|and|or|o|ou|-|\/|:|,)\s*(?:el |the |dia |o )?(?:\d|[a-z]+)|[.,]\d|st\b|nd\b|rd\b|th\b|(?:noches?|nights?|noites?|personas?|people|pax|pessoas?|adult|nin[oa]s|kids|child|crianc|camas?|beds?|euros?|eur|€|\$|dias?|days?|semanas?|weeks?|horas?|hours?|h\b|am\b|pm\b|m2|metros?))/;
/** What may follow all the same: «la 203 y …», «room 12, please». */
const GOES_ON =
  /^\s*(?:y|e|and|,|-)\s*(?!\d)(?!(?:el |the |o )?(?:primero|first))[a-z]|^\s*(?:de|of|do) (?:mi|my|meu|hotel|ustedes)/;

/** «habitación 203», «room 12B», «quarto 7», «in 309»: digits and at most one letter. A date, a count or a price is none. */
export function readRoomNumber(plain: string): RoomNumberRead {
  for (const match of plain.matchAll(NAMED)) {
    const after = plain.slice(match.index + match[0].length);
    const word = /^\s*(?:de |of )?([a-z]+)/.exec(after)?.[1] ?? "";
    if (MONTHS.has(word) || (NOT_A_ROOM.test(after) && !GOES_ON.test(after))) continue;
    const roomNumber = (match[1] ?? "").replace(/\s/g, "").toUpperCase();
    return { roomNumber, rest: `${plain.slice(0, match.index)} , ${after}` };
  }
  const door = NOT_A_DOOR.test(plain) ? null : UNNAMED.exec(plain);
  if (!door) return { rest: plain };
  const end = door.index + door[0].length;
  return { roomNumber: door[1] ?? "", rest: `${plain.slice(0, end - 3)} , ${plain.slice(end)}` };
}
