import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { checkPmsNow } from "../../../src/ops/pms/check.ts";
import { type DoubleOptions, KEY, startDouble } from "../../support/qloapps/double.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { hotelYaml } from "./support.ts";

const RIGHTS = {
  hotels: ["GET"],
  room_types: ["GET"],
  hotel_room_types: ["GET"],
  hotel_rooms: ["GET"],
  services: ["GET"],
  order_states: ["GET"],
  currencies: ["GET"],
  hotel_ari: ["POST"],
  bookings: ["GET", "POST", "PUT"],
  orders: ["GET"],
  order_histories: ["GET", "POST"],
  room_bookings: ["GET"],
  customers: ["GET"],
};

async function under(options: DoubleOptions = {}, change = (yaml: string): string => yaml, key = KEY) {
  const double = await startDouble({ rights: RIGHTS, ...options });
  onTestFinished(() => double.stop());
  const state = await temporaryFolder();
  mkdirSync(join(state, "secrets"), { mode: 0o700 });
  if (key !== "") writeFileSync(join(state, "secrets", "pms-key"), `${key}\n`, { mode: 0o600 });
  const config = join(state, "hotel.yaml");
  writeFileSync(config, change(hotelYaml(double.url)));
  const check = async () => {
    const answer = await checkPmsNow({ config, state });
    const by = Object.fromEntries(answer.checks.map((each) => [each.name, each]));
    return { ...answer, by };
  };
  return { double, check };
}

describe("hotelbot pms check", () => {
  it("finds nothing to do in a shop that fits, with the least rights, and books nothing", async () => {
    const { double, check } = await under();
    const { state, by } = await check();
    expect(Object.values(by).filter((each) => each.state !== "ok")).toEqual([]);
    expect(state).toBe("ok");
    expect(by.quote?.text).toMatch(/^a night in 30 days: 10 rooms free, from \$1,300, answered in \d+ ms$/);
    expect(by["room-types"]?.text).toBe(
      "2 are sold by hotelbot; left out: 3 Executive Rooms, 4 Luxury Rooms",
    );
    expect(double.state.orders).toEqual([]);
    expect(double.state.customers).toHaveLength(1);
  });

  it.each<[string, DoubleOptions, (yaml: string) => string, string, string, RegExp]>([
    [
      "a wrong address",
      {},
      (y) => y.replace(/url: .*/, "url: http://127.0.0.1:9"),
      "reach",
      "critical",
      /pms\.url/,
    ],
    ["another page", {}, (y) => y.replace(/(url: .*)/, "$1/shop"), "reach", "critical", /rewrite/],
    [
      "a hotel that is not there",
      {},
      (y) => y.replace("hotel_id: 1", "hotel_id: 7"),
      "hotel",
      "critical",
      /1 The Hotel Prime/,
    ],
    [
      "another currency",
      {},
      (y) => y.replace("currency: USD", "currency: EUR"),
      "currency",
      "critical",
      /EUR/,
    ],
    [
      "a type that is not there",
      {},
      (y) => y.replace("qloapps_id: 2", "qloapps_id: 9"),
      "room-types",
      "critical",
      /qloapps_id/,
    ],
    [
      "too many people",
      {},
      (y) => y.replace("max_adults: 2", "max_adults: 3"),
      "occupancy",
      "warning",
      /max_adults/,
    ],
    [
      "a missing right",
      { rights: { ...RIGHTS, bookings: ["GET", "POST"] } },
      (y) => y,
      "rights",
      "critical",
      /PUT bookings/,
    ],
    [
      "a missing resource",
      { rights: { ...RIGHTS, customers: [] } },
      (y) => y,
      "rights",
      "critical",
      /GET customers/,
    ],
  ])("%s: says so with its cure", async (_what, options, change, name, state, cure) => {
    const { check } = await under(options, change);
    const { by } = await check();
    expect(by[name]?.state).toBe(state);
    expect(by[name]?.cure ?? "").toMatch(cure);
  });

  it("a key that is wrong, missing or weak is told as the key's fault", async () => {
    for (const key of [`${KEY.slice(0, 31)}2`, ""]) {
      const { check } = await under({}, (yaml) => yaml, key);
      const { state, by } = await check();
      expect([state, by.key?.state]).toEqual(["critical", "critical"]);
      expect(by.key?.cure).toMatch(/pms-key/);
    }
  });

  it("a web service that is switched off", async () => {
    const { double, check } = await under();
    double.arm({ on: "*", kind: "503" });
    expect((await check()).by.reach).toMatchObject({
      state: "critical",
      cure: expect.stringContaining("Webservice"),
    });
  });

  it("the US install's notices, once there is a booking to see them on", async () => {
    const { double, check } = await under({ usInstall: true });
    expect((await check()).by.notices?.state).toBe("ok");
    double.frontDesk.book(1, "2027-03-10", "2027-03-12");
    const { by } = await check();
    expect(by.notices).toMatchObject({ state: "warning", cure: expect.stringContaining("E_NOTICE") });
  });

  it("a shop whose dates are of another time zone", async () => {
    const { double, check } = await under({ now: () => Date.now() + 6 * 3_600_000 });
    double.frontDesk.book(1, "2027-03-10", "2027-03-12");
    expect((await check()).by.clock).toMatchObject({
      state: "warning",
      cure: expect.stringContaining("pms.time_zone"),
    });
  });
});
