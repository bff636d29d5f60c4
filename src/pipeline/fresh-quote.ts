import type { Quote } from "../domain/hotel.ts";
import { addMoney } from "../domain/money.ts";
import { partsOf, type RoomPart } from "../domain/parts.ts";
import type { Stay } from "../domain/stay.ts";
import type { PipelineContext } from "./context.ts";

/** A quote asked anew, and what the PMS has free of each type of it. */
export interface Fresh {
  readonly quote: Quote;
  readonly stock: readonly { readonly roomType: string; readonly rooms: number; readonly free: number }[];
}

/**
 * Asks the PMS once more for these very rooms, each type by itself: their price now and how many are free. Undefined
 * when one of the types is not sold any more. Rejects as the PMS does.
 */
export async function freshQuote(
  context: Pick<PipelineContext, "pms">,
  stay: Stay,
  sold: Parameters<typeof partsOf>[0],
): Promise<Fresh | undefined> {
  const quotes: Quote[] = [];
  for (const { roomType, party, rooms } of partsOf(sold)) {
    const [fresh] = await context.pms.quote({ roomType, stay, party, rooms, fresh: true });
    if (!fresh) return undefined;
    quotes.push(fresh);
  }
  const [first] = quotes;
  if (!first) return undefined;
  const stock = quotes.map(({ roomType, rooms, free }) => ({ roomType, rooms, free }));
  if (quotes.length === 1) return { quote: first, stock };
  const parts: RoomPart[] = quotes.map(({ roomType, rooms, party, total }) => ({
    roomType,
    rooms,
    party,
    total,
  }));
  const { party, rooms } = sold;
  const total = quotes.map((quote) => quote.total).reduce(addMoney);
  const tax = quotes.map((quote) => quote.tax).reduce(addMoney);
  const free = stock.every((each) => each.free >= each.rooms) ? rooms : 0;
  return { quote: { ...first, party, rooms, total, tax, free, parts }, stock };
}
