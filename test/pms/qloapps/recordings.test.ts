import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Agent, request } from "undici";
import { afterAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { readAnswer } from "../../../src/pms/qloapps/answers.ts";
import { written } from "../../../src/pms/qloapps/api.ts";
import { create } from "../../support/qloapps/bookings.ts";
import { type Double, KEY, startDouble } from "../../support/qloapps/double.ts";
import { type Recording, recordings } from "../../support/qloapps/recordings.ts";

/**
 * Every exchange that was recorded with a real shop, in a table: what the adapter takes its answer for, and whether the
 * double answers the same request with the same bytes (`same`) or why that is not compared (`-` and the reason; `played` ones are asked all the same,
 * since what follows builds on them).
 */
const TABLE = readFileSync(join(packageRoot(), "test", "pms", "qloapps", "recordings.txt"), "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(" | "));
const all = recordings();

describe("the table of recordings", () => {
  it("has every recording, in order", () => {
    expect(TABLE.map(([name]) => name)).toEqual(all.map(({ name }) => name));
    expect(all.length).toBe(189);
  });

  it("says why what is not replayed is not", () => {
    const unsaid = TABLE.filter(([, , double = ""]) => double !== "same" && !/^- \w.{8,}/.test(double));
    expect(unsaid).toEqual([]);
    expect(TABLE.filter(([, , double]) => double === "same").length).toBeGreaterThan(110);
  });

  it.each(all)("$name is read for what it is", (recording) => {
    const [, reading] = TABLE.find(([name]) => name === recording.name) ?? [];
    expect(readingOf(recording)).toBe(reading);
  });
});

describe("the double", () => {
  let double: Double | undefined;
  const dispatcher = new Agent();
  afterAll(async () => {
    await double?.stop();
    await dispatcher.close();
  });
  const told = (name: string): string => TABLE.find(([each]) => each === name)?.[2] ?? "";
  const played = all.filter(({ name }) => told(name) === "same" || told(name).endsWith("; played"));

  it.each(played)("answers $name with the same bytes, where they are to be compared", async (recording) => {
    double = await prepared(double, recording.name);
    const { method, path, requestBody, contentType } = recording;
    const authorization = authorizationOf(recording);
    const answer = await request(double.url + path, {
      dispatcher,
      method: method as "GET",
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(contentType === undefined ? {} : { "content-type": contentType }),
      },
      ...(requestBody === "" ? {} : { body: requestBody.trim() }),
    });
    const text = await answer.body.text();
    expect(answer.statusCode).toBe(recording.status);
    if (told(recording.name) !== "same") return;
    expect(plain(text)).toBe(plain(recording.responseBody));
    expect(answer.headers["content-type"] ?? "").toBe(recording.responseType);
  });
});

function readingOf({ method, status, responseType, responseBody, path }: Recording): string {
  const answer = { status, contentType: responseType, text: responseBody.trim() === "" ? "" : responseBody };
  const reading = readAnswer(answer);
  const isWrite = method !== "GET" && !path.startsWith("/api/hotel_ari");
  const fate = isWrite ? `, a write is ${written({ kind: "answer", answer }).kind}` : "";
  return `${reading.kind}${reading.kind === "body" ? "" : ` ${reading.status} «${reading.why}»`}${fate}`;
}

/** Moments, codes and keys are never the same twice. */
function plain(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d (?!00:00:00)\d\d:\d\d:\d\d/g, "…")
    .replace(/"(date_upd|date_add)":"[^"]*"/g, '"$1":"…"')
    .replace(/"reference":"[A-Z]{9}"/g, '"reference":"…"')
    .replace(/"secure_key":"[0-9a-f]+"/g, '"secure_key":"…"')
    .trim();
}

/** Keys of other rights were other keys. */
function authorizationOf({ name, authorization }: Recording): string | undefined {
  const other = /^90[efg]/.test(name);
  return other ? `Basic ${Buffer.from(`${KEY}:`).toString("base64")}` : authorization;
}

/** The shop as it was before a recording: some were made on a fresh one, some after bookings nobody recorded. */
async function prepared(before: Double | undefined, name: string): Promise<Double> {
  const fresh = async (options: Parameters<typeof startDouble>[0] = {}): Promise<Double> => {
    await before?.stop();
    return await startDouble(options);
  };
  const kept = before ?? (await startDouble());
  switch (name) {
    case "64-booking-extend-refused-when-type-full-json":
      book(kept, ["ada@example.com", "Ada", "Lovelace", "+14155550101"], 4, "2027-03-01", "2027-03-04", 4);
      book(kept, ["bob@example.com", "Bob", "Babbage", "+447700900123"], 4, "2027-03-01", "2027-03-04", 1);
      return kept;
    case "91a-err-unknown-resource":
    case "91b-err-unknown-id":
      // Two customers were written through the resource that hotelbot never writes.
      kept.state.ids.customer = Math.max(kept.state.ids.customer, 6);
      return kept;
    case "90e-err-no-permission-method":
    case "90f-err-no-permission-resource":
      kept.rights({ bookings: ["GET"] });
      return kept;
    case "90g-err-webservice-disabled":
      kept.rights(undefined);
      kept.arm({ on: "*", kind: "503" });
      return kept;
    case "94g-booking-emoji-name":
    case "35b-booking-create-price-locked-to-quote-json":
    case "99d-customer-lost-from-list-json":
      return await fresh();
    case "97a-us-install-create-500-but-created":
      return await fresh({ usInstall: true });
    case "98b-ari-seasonal-total-json": {
      const season = await fresh();
      season.state.seasons.push({ type: 2, from: "2026-12-24", to: "2026-12-26", percent: 20 });
      return season;
    }
    case "98e-ari-min-stay-unsatisfied-json":
      kept.state.minNights = 2;
      return kept;
    default:
      return kept;
  }
}

function book(
  { state }: Double,
  [email, firstname, lastname, phone]: readonly [string, string, string, string],
  type: number,
  from: string,
  to: string,
  rooms: number,
): void {
  const line = { id_room_type: type, checkin_date: from, checkout_date: to, number_of_rooms: rooms };
  const associations = { customer_detail: { firstname, lastname, email, phone }, room_types: [line] };
  const body = {
    id_property: 1,
    currency: "USD",
    source: "hotelbot",
    remark: "Booked by WhatsApp",
    associations,
  };
  const made = create({ state, at: "2026-11-24 02:23:15", code: () => "ABCDEFGHI" }, body);
  if (made.kind !== "booking") throw new Error(`not booked: ${made.kind}`);
}
