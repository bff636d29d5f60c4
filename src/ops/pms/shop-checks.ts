import type { QloAppsPmsConfig } from "../../config/hotel-config.ts";
import { localNow } from "../../domain/calendar.ts";
import { formatMoney, money } from "../../domain/money.ts";
import type { ShopFacts } from "../../pms/qloapps/inspect.ts";
import type { CheckResult } from "../checks/check.ts";

/** What of a shop is not as hotelbot needs it, each with its cure; `now` epoch ms. */
export function shopChecks(facts: ShopFacts, config: QloAppsPmsConfig, now: number): CheckResult[] {
  const { door } = facts;
  if (door.kind === "shut") return [shutDoor(door, config.url)];
  return [
    { name: "reach", state: "ok", text: `${config.url} answers, the key is taken` },
    rights(facts),
    clock(facts, config, now),
    hotel(facts, config),
    currency(facts, config),
    roomTypes(facts, config),
    occupancy(facts, config),
    cancelledState(facts, config),
    notices(facts),
    quote(facts, config),
  ];
}

function shutDoor(door: Extract<ShopFacts["door"], { kind: "shut" }>, url: string): CheckResult {
  const cures = {
    unreachable: `Open ${url}/api/ in a browser on this machine; check pms.url, the network and the shop's web server.`,
    elsewhere: `${url}/api/ is not the web service: check pms.url, and that the web server passes /api/ on (its rewrite rules).`,
    "switched off": "Switch it on in the back office: Advanced Parameters → Webservice.",
    key: "Put the key of Advanced Parameters → Webservice into the secret pms-key (32 characters, switched on).",
  } as const;
  const name = door.because === "key" ? "key" : "reach";
  return { name, state: "critical", text: door.why, cure: cures[door.because] };
}

function rights({ missing }: ShopFacts): CheckResult {
  const name = "rights";
  if (missing.length === 0) return { name, state: "ok", text: "the key may do all hotelbot does" };
  const cure = `Tick them for the key in Advanced Parameters → Webservice: ${missing.join(", ")}.`;
  return { name, state: "critical", text: `the key may not ${missing.join(", ")}`, cure };
}

/** A time server's answer has whole seconds and took a while: less tells nothing. */
const SKEWED_MS = 60_000;

function clock({ aheadMs, newestOrder }: ShopFacts, config: QloAppsPmsConfig, now: number): CheckResult {
  const name = "clock";
  if (aheadMs !== undefined && Math.abs(aheadMs) >= SKEWED_MS) {
    const text = `the shop's clock is ${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? "behind" : "ahead of"} this machine's`;
    return {
      name,
      state: "warning",
      text,
      cure: "Let both machines follow a time server (timedatectl set-ntp true).",
    };
  }
  const { date, time } = localNow(now + 5 * SKEWED_MS, config.timeZone);
  if (newestOrder !== undefined && newestOrder.slice(0, 16) > `${date} ${time}`) {
    const text = `the shop's newest order was made at ${newestOrder}, which is still to come in ${config.timeZone}`;
    const cure = "Set the shop's time zone (Localization) to the hotel's, or pms.time_zone to the shop's.";
    return { name, state: "warning", text, cure };
  }
  return { name, state: "ok", text: `the shop's clock agrees; its dates are read as of ${config.timeZone}` };
}

function hotel({ hotels }: ShopFacts, { hotelId }: QloAppsPmsConfig): CheckResult {
  const name = "hotel";
  const found = hotels.find(({ id }) => id === hotelId);
  if (found) return { name, state: "ok", text: `hotel ${hotelId}: ${found.name}` };
  const known = hotels.map(({ id, name: called }) => `${id} ${called}`).join(", ") || "none";
  const cure = `Set pms.hotel_id to one of these: ${known}.`;
  return { name, state: "critical", text: `the shop has no hotel ${hotelId}`, cure };
}

function currency({ quote: asked, currencies }: ShopFacts, config: QloAppsPmsConfig): CheckResult {
  const name = "currency";
  const sold = asked?.currency ?? currencies[0];
  if (sold === config.currency) return { name, state: "ok", text: `sells in ${sold}` };
  const cure = `Make ${config.currency} the shop's default currency (Localization), or set hotel.currency to what it sells in.`;
  return {
    name,
    state: "critical",
    text: `the shop sells in ${sold ?? "no currency"}, hotel.yaml says ${config.currency}`,
    cure,
  };
}

function roomTypes(facts: ShopFacts, config: QloAppsPmsConfig): CheckResult {
  const name = "room-types";
  const gone = config.roomTypes.filter(
    ({ qloappsId }) => !facts.roomTypes.some(({ id, active }) => id === qloappsId && active),
  );
  if (gone.length > 0) {
    const text = `not sold in the shop: ${gone.map(({ type, qloappsId }) => `${type.id} (${qloappsId})`).join(", ")}`;
    const cure = "Activate them (Catalog → Manage Room Types), or correct qloapps_id in hotel.yaml.";
    return { name, state: "critical", text, cure };
  }
  const unsold = facts.roomTypes.filter(
    ({ id, active, hotelId }) =>
      active && hotelId === config.hotelId && !config.roomTypes.some(({ qloappsId }) => qloappsId === id),
  );
  const left =
    unsold.length === 0
      ? ""
      : `; left out: ${unsold.map(({ id, name: called }) => `${id} ${called}`).join(", ")}`;
  return { name, state: "ok", text: `${config.roomTypes.length} are sold by hotelbot${left}` };
}

/** QloApps lets nine people into a room for two: what hotel.yaml says is all there is between. */
function occupancy(facts: ShopFacts, config: QloAppsPmsConfig): CheckResult {
  const name = "occupancy";
  const tooMany = config.roomTypes.flatMap(({ type, qloappsId }) => {
    const shop = facts.roomTypes.find(({ id }) => id === qloappsId);
    if (!shop || shop.maxGuests === 0) return [];
    const over =
      type.maxAdults > shop.maxAdults ||
      type.maxChildren > shop.maxChildren ||
      type.maxGuests > shop.maxGuests;
    return over
      ? [`${type.id} (there ${shop.maxAdults}+${shop.maxChildren}, at most ${shop.maxGuests})`]
      : [];
  });
  if (tooMany.length === 0)
    return { name, state: "ok", text: "no room is sold to more people than the shop allows" };
  const cure = "Lower max_adults, max_children or max_guests in hotel.yaml, or raise them in the shop.";
  return {
    name,
    state: "warning",
    text: `hotel.yaml allows more people than the shop: ${tooMany.join(", ")}`,
    cure,
  };
}

function cancelledState(facts: ShopFacts, config: QloAppsPmsConfig): CheckResult {
  const name = "cancelled";
  const id = config.cancelledState ?? facts.cancelledState;
  if (id !== undefined) return { name, state: "ok", text: `order status ${id} means cancelled` };
  const cure = "Put the number of the order status «cancelled» (Orders → Statuses) into pms.cancelled_state.";
  return { name, state: "critical", text: "no order status of the shop is clearly «cancelled»", cure };
}

function notices({ notices: failing }: ShopFacts): CheckResult {
  const name = "notices";
  if (failing === undefined) return { name, state: "ok", text: "no booking in the shop yet to see it on" };
  if (!failing) return { name, state: "ok", text: "bookings can be read" };
  const cure =
    "Leave E_NOTICE out of error_reporting in the shop's php.ini, or let customer groups show prices tax included.";
  const text =
    "the shop answers 500 to bookings it makes (PHP notices): hotelbot works, but loses staff's notes on changes";
  return { name, state: "warning", text, cure };
}

function quote({ quote: asked }: ShopFacts, config: QloAppsPmsConfig): CheckResult {
  const name = "quote";
  if (!asked || asked.why !== undefined) {
    const text = asked?.why ?? "no hotel to ask for prices";
    return { name, state: "critical", text, cure: "See the checks above; the key needs POST on hotel_ari." };
  }
  const ours = asked.types.filter(({ id }) => config.roomTypes.some(({ qloappsId }) => qloappsId === id));
  if (ours.length === 0) {
    const cure = "Check pms.hotel_id and the qloapps_id of the room types.";
    return { name, state: "critical", text: "the shop prices none of the room types", cure };
  }
  const cheapest = Math.min(...ours.map(({ total }) => total));
  const shown = formatMoney(money(cheapest, asked.currency ?? config.currency), "en");
  const free = ours.reduce((sum, each) => sum + each.free, 0);
  const text = `a night in 30 days: ${free} rooms free, from ${shown}, answered in ${asked.ms} ms`;
  const slow = asked.ms > 3_000;
  if (!slow) return { name, state: "ok", text };
  return {
    name,
    state: "warning",
    text,
    cure: "Guests wait for it: give the shop's machine more, or move it closer.",
  };
}
