import { HotelbotError } from "../../errors.ts";
import type { Api } from "./api.ts";
import { flagAt, recordsOf, textAt, wholeAt } from "./coerce.ts";
import type { QloAppsOptions } from "./options.ts";

/** What a shop has set once: read when first needed. A failed reading is tried again with the next question. */
export interface Shop {
  cancelledState(): Promise<number>;
  /** What every order state means for the booking. */
  states(): Promise<OrderStates>;
  /** Each room of a create must name its type's own group, or QloApps answers 500 to what it did. */
  taxRulesGroup(qloappsId: number): Promise<number>;
}

export interface OrderStates {
  /** The one that means «cancelled». */
  readonly cancelled: number;
  /** Those that mean «all is paid», whatever money was recorded. */
  readonly paid: ReadonlySet<number>;
}

/** Tax groups are changed once a year; an old one would only make a create's answer unclear. */
const KEPT_MS = 600_000;

export function createShop(api: Api, options: QloAppsOptions): Shop {
  const states = remembered(options.clock.now, Number.POSITIVE_INFINITY, async () => {
    const rows = recordsOf(await api.read("order_states", { display: ["id", "name", "paid"] }));
    const named = rows.map((row) => ({ id: wholeAt(row, "id"), name: textAt(row, "name") }));
    return {
      cancelled: options.cancelledState ?? cancelledAmong(named),
      paid: new Set(rows.filter((row) => flagAt(row, "paid")).map((row) => wholeAt(row, "id"))),
    };
  });
  const groups = remembered(options.clock.now, KEPT_MS, async () => {
    const rows = recordsOf(await api.read("room_types", { display: ["id", "id_tax_rules_group"] }));
    return new Map(rows.map((row) => [wholeAt(row, "id"), wholeAt(row, "id_tax_rules_group")]));
  });
  return {
    states,
    cancelledState: async () => options.cancelledState ?? (await states()).cancelled,
    taxRulesGroup: async (qloappsId) => (await groups()).get(qloappsId) ?? 0,
  };
}

/**
 * The state «cancelled» among a shop's: by its name in the languages hotels use, else the one QloApps is installed
 * with. PMS_UNAVAILABLE when neither tells.
 */
export function cancelledAmong(states: readonly { readonly id: number; readonly name: string }[]): number {
  const named = states.filter(({ name }) => /cancel|anulad|annul|storn/i.test(name));
  const found = named.find(({ id }) => id === 4) ?? (named.length === 1 ? named[0] : undefined);
  if (found) return found.id;
  const what =
    "QloApps has no order state that is clearly «cancelled»: set pms.cancelled_state in hotel.yaml";
  throw new HotelbotError("PMS_UNAVAILABLE", { what });
}

function remembered<T>(now: () => number, forMs: number, read: () => Promise<T>): () => Promise<T> {
  let kept: { readonly value: T; readonly until: number } | undefined;
  return async () => {
    if (!kept || kept.until <= now()) kept = { value: await read(), until: now() + forMs };
    return kept.value;
  };
}
