import { HotelbotError } from "../../errors.ts";
import type { Api } from "./api.ts";
import type { QloAppsOptions } from "./options.ts";
import { type OrderRow, orders, roomRows } from "./records.ts";
import { unknown } from "./refusals.ts";
import type { Shop } from "./shop.ts";

interface Parts {
  readonly api: Api;
  readonly options: QloAppsOptions;
  readonly shop: Shop;
}

/**
 * Cancels an order by its history, which touches nothing else, and sees that it holds no room any more. Rejects with
 * PMS_UNAVAILABLE when nothing was written, PMS_UNKNOWN when that is not clear.
 */
export async function cancelOrder({ api, shop }: Parts, order: OrderRow): Promise<void> {
  const id_order_state = await shop.cancelledState();
  const record = { id_order: order.id, id_order_state };
  const written = await api.writeRecord("order_histories", "order_history", record);
  if (written.kind === "refused") throw new HotelbotError("PMS_REFUSED", { what: written.why });
  if (written.kind === "unavailable") throw new HotelbotError("PMS_UNAVAILABLE", { what: written.why });
  let held: boolean;
  let state: number | undefined;
  try {
    held = (await roomRows(api, { id_order: `[${order.id}]` })).some((row) => row.held);
    state = (await orders(api, { id: `[${order.id}]` }))[0]?.state;
  } catch (cause) {
    throw unknown("the cancellation could not be read back", cause);
  }
  if (held || state !== id_order_state) {
    throw unknown(written.kind === "open" ? written.why : "the cancellation is not shown yet");
  }
}

/** Takes a booking of ours that lost its room out of the PMS. If that fails people must: the alert names the order. */
export async function release(parts: Parts, order: OrderRow, reference: string): Promise<void> {
  try {
    await cancelOrder(parts, order);
  } catch (cause) {
    const code = order.code || String(order.id);
    parts.options.alert({ kind: "not_released", reference, code });
    throw unknown(`${code} lost its room to another booking and could not be cancelled`, cause);
  }
}
