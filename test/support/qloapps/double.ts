import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readXml } from "../../../src/pms/qloapps/xml.ts";
import { ari } from "./ari.ts";
import { bookingJson, type Context, change, create, type Outcome } from "./bookings.ts";
import type { Fault, FaultKind } from "./faults.ts";
import { emptyHotel, type HotelState, type Order, setState } from "./hotel.ts";
import { history, query, records, roomBooking } from "./lists.ts";
import { ariQuestion, bodyOf } from "./requests.ts";
import * as say from "./say.ts";

export const KEY = "HOTELBOTKEY000000000000000000001";

/** A reading is never older than this: a copy of the database that lags. */
const STALE_MS = 20_000;

export interface DoubleOptions {
  /** Epoch ms; the shop's clock is UTC. */
  readonly now?: () => number;
  /** A US install with PHP notices on: every booking read or written through `bookings` answers 500. */
  readonly usInstall?: boolean;
  /** Each request waits for it before it is served: the order of the world is the test's to choose. */
  readonly gate?: (what: string) => Promise<void>;
  /** What the key may, by resource; everything when missing. */
  readonly rights?: Readonly<Record<string, readonly string[]>>;
  /** Where it listens; missing: anywhere. */
  readonly port?: number;
}

/** A QloApps shop for tests: real HTTP, the recorded shapes, the recorded faults on demand. */
export interface Double {
  readonly url: string;
  readonly state: HotelState;
  /** Requests so far, `POST bookings`. */
  readonly requests: string[];
  /** The next request that fits misbehaves. */
  arm(fault: Fault): void;
  /** What front-desk staff do on their own screens: a booking no API of ours made. */
  frontDesk: {
    book(type: number, from: string, to: string, room?: number): Order;
    cancel(orderId: number): void;
    move(orderId: number, from: string, to: string): void;
    checkIn(orderId: number): void;
  };
  /** Calls once when so many more requests have come; one for which it answers false is not served. */
  onRequest(count: number, call: () => unknown): void;
  /** Does and answers what «late» and «slow» faults hold back. Answers how many. */
  finishLate(): number;
  /** Resolves when so many requests are held back. */
  heldBack(count: number): Promise<void>;
  /** What the key may from now on; everything when missing. */
  rights(allowed: DoubleOptions["rights"]): void;
  /** Sends nothing more and accepts nothing: the shop is down until `up`. */
  down(): void;
  up(): void;
  stop(): Promise<void>;
}

export async function startDouble(options: DoubleOptions = {}): Promise<Double> {
  const { now = Date.now, usInstall = false, gate } = options;
  let { rights } = options;
  const state = emptyHotel();
  const armed: Fault[] = [];
  const requests: string[] = [];
  const late: (() => void)[] = [];
  const waiting: { count: number; done: () => void }[] = [];
  const watched: { left: number; readonly call: () => unknown }[] = [];
  let stale: { state: HotelState; left: number; until: number } | undefined;
  let codes = 0;
  let isDown = false;

  const at = (): string => new Date(now()).toISOString().slice(0, 19).replace("T", " ");
  const code = (): string => {
    codes += 1;
    return codes
      .toString()
      .padStart(9, "0")
      .replace(/\d/g, (digit) => "BCDFGHJKLM".charAt(Number(digit)));
  };
  const context = (blindTo: readonly number[] = []): Context => ({ state, at: at(), code, blindTo });

  function fault(what: string): FaultKind | undefined {
    const index = armed.findIndex((each) => each.on === "*" || each.on === what);
    return index === -1 ? undefined : armed.splice(index, 1)[0]?.kind;
  }

  function holdBack(work: () => void): void {
    late.push(work);
    for (const each of waiting.splice(0)) {
      if (late.length >= each.count) each.done();
      else waiting.push(each);
    }
  }

  function rival(type: number, from: string, to: string, blindTo: readonly number[] = []): Order {
    const booking = say.walkIn(type, from, to);
    const made = create(context(blindTo), booking);
    if (made.kind !== "booking") throw new Error(`the front desk could not book: ${JSON.stringify(made)}`);
    return made.order;
  }

  /** A create or change while somebody else creates: both see the same free room. */
  function raced(write: typeof create, body: unknown, kind: FaultKind): Outcome {
    const [asked] = say.linesAsked(body);
    if (!asked) return write(context(), body);
    if (kind === "double booking, ours first") {
      const ours = write(context(), body);
      if (ours.kind === "booking") rival(asked.type, asked.from, asked.to, roomsOf(ours.order));
      return ours;
    }
    let other: Order;
    try {
      other = rival(asked.type, asked.from, asked.to);
    } catch {
      return write(context(), body);
    }
    const ours = write(context(roomsOf(other)), body);
    if (ours.kind === "booking" && kind === "back order") {
      for (const row of state.rows.filter((each) => each.order === ours.order.id)) row.backOrder = true;
      setState(state, ours.order, 4, "0", at());
      setState(state, ours.order, 1, "0", at());
    }
    return ours;
  }

  function roomsOf(order: Order): number[] {
    return state.rows.filter((row) => row.order === order.id).map((row) => row.room);
  }

  function bookings(method: string, id: number, body: unknown, kind: FaultKind | undefined): say.Reply {
    if (method === "GET") {
      const order = state.orders.find((each) => each.id === id);
      if (!order) return say.missing();
      return usInstall ? say.notice(say.US_NOTICES) : say.json({ booking: bookingJson(state, order) });
    }
    const races = kind === "back order" || kind?.startsWith("double booking");
    const write = method === "PUT" ? change : create;
    const outcome = races && kind ? raced(write, body, kind) : write(context(), body);
    if (outcome.kind === "fatal") return say.fatal();
    if (outcome.kind === "empty") return say.empty(500);
    if (outcome.kind === "error") return say.errors(400, 404, outcome.message);
    if (usInstall) return say.notice(say.US_NOTICES);
    if (outcome.kind === "notice") return say.notice([`${outcome.message} `]);
    return say.json({ booking: bookingJson(state, outcome.order) });
  }

  function seen(): HotelState {
    if (!stale || now() > stale.until) return state;
    stale.left -= 1;
    const before = stale.state;
    if (stale.left === 0) stale = undefined;
    return before;
  }

  function answer(
    method: string,
    resource: string,
    id: number,
    params: URLSearchParams,
    text: string,
    kind: FaultKind | undefined,
  ): say.Reply {
    const xml = params.get("output_format") !== "JSON";
    if (resource === "hotel_ari") {
      if (method !== "POST") return say.errors(405, 23, `Method ${method} is not valid`);
      const question = ariQuestion(text);
      return "code" in question
        ? say.errors(400, question.code, question.message)
        : say.json(ari(seen(), question), xml);
    }
    if (resource === "bookings" && (method !== "GET" || id > 0)) {
      if (method === "DELETE")
        return say.errors(405, 101, "Method DELETE is not allowed for the resource bookings");
      return bookings(method, id, bodyOf(text), kind);
    }
    if (resource === "order_histories" && method === "POST") {
      const { order_history } = readXml(text) as { order_history: Record<string, string> };
      const order = state.orders.find((each) => each.id === Number(order_history.id_order));
      if (!order) return say.errors(400, 85, "Validation error: the order does not exist");
      const made = setState(state, order, Number(order_history.id_order_state), "", at());
      return say.json(
        { order_history: { ...history(made), id: String(made.id), id_order_state: made.state } },
        xml,
        201,
      );
    }
    if (resource === "room_bookings" && method === "PUT") return checkIn(text);
    const found = method === "GET" ? records(seen(), resource) : undefined;
    if (!found) return say.errors(400, 27, `Resource of type "${resource}" does not exists.`);
    if (id > 0) {
      const one = found.list.find((entry) => Number(entry.id) === id);
      return one ? say.json({ [found.one]: one }, xml) : say.missing();
    }
    const list = query(found.list, params);
    if (!Array.isArray(list)) return say.unknownField(list.code, list.field);
    return say.json(list.length === 0 ? [] : { [found.node]: list }, xml);
  }

  /** Only the whole document is taken; nothing is checked. */
  function checkIn(text: string): say.Reply {
    if (!text.startsWith("<")) return say.errors(500, 127, "XML error : String could not be parsed as XML");
    const { booking } = readXml(text) as { booking: Record<string, string> };
    if (booking.id_product === undefined) return say.errors(400, 41, 'parameter "id_product" required');
    const row = state.rows.find((each) => each.id === Number(booking.id));
    if (!row) return say.missing();
    row.status = Number(booking.id_status);
    row.checkIn = booking.check_in ?? row.checkIn;
    row.checkOut = booking.check_out ?? row.checkOut;
    return say.json({ booking: roomBooking(row) });
  }

  /** The answer; undefined when there is none (yet). */
  function handle(request: IncomingMessage, response: ServerResponse, text: string): say.Reply | undefined {
    const url = new URL(request.url ?? "/", "http://shop");
    const [, api, resource = "", id = "0"] = url.pathname.split("/");
    const method = request.method ?? "GET";
    const what = `${method} ${resource}`;
    requests.push(what);
    let served = true;
    for (const each of watched.splice(0)) {
      each.left -= 1;
      if (each.left > 0) watched.push(each);
      else if (each.call() === false) served = false;
    }
    if (!served) {
      request.socket.destroy();
      return undefined;
    }
    if (isDown) return say.gateway(502);
    if (api !== "api") return say.page404();
    const { authorization } = request.headers;
    const refusal = say.turnedAway(authorization, url.searchParams, KEY, method, resource, rights);
    if (refusal) return refusal;
    const kind = fault(what);
    const done = (): say.Reply => {
      const before = kind === "stale reads" ? structuredClone(state) : undefined;
      const reply = answer(method, resource, Number(id), url.searchParams, text, kind);
      if (before) stale = { state: before, left: 3, until: now() + STALE_MS };
      return reply;
    };
    switch (kind) {
      case "reset":
        request.socket.destroy();
        return undefined;
      case "500 empty":
        return say.empty(500);
      case "200 fatal":
        return say.fatal();
      case "503":
        return say.switchedOff();
      case "late, silence":
        holdBack(() => void done());
        return undefined;
      case "slow":
        holdBack(() => say.send(response, done()));
        return undefined;
      case "done, reset":
        done();
        request.socket.destroy();
        return undefined;
      case "done, silence":
        done();
        holdBack(() => undefined);
        return undefined;
      case "done, 500 notice":
        done();
        return say.notice(say.US_NOTICES);
      case "done, 500 empty":
        done();
        return say.empty(500);
      case "done, 502":
        done();
        return say.gateway(502);
      default:
        return done();
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const text = Buffer.concat(chunks).toString("utf8");
      await gate?.(`${request.method} ${request.url?.split("?")[0]}`);
      try {
        const reply = handle(request, response, text);
        if (reply) say.send(response, reply);
      } catch (error) {
        say.send(response, say.text(599, String(error)));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    state,
    requests,
    arm: (each) => void armed.push(each),
    frontDesk: {
      book: (type, from, to, room) => rival(type, from, to, room === undefined ? [] : [room]),
      cancel(orderId) {
        const order = state.orders.find((each) => each.id === orderId);
        if (order) setState(state, order, 4, "1", at());
      },
      move(orderId, from, to) {
        for (const row of state.rows.filter((each) => each.order === orderId))
          Object.assign(row, { from, to });
      },
      checkIn(orderId) {
        for (const row of state.rows.filter((each) => each.order === orderId)) {
          Object.assign(row, { status: 2, checkIn: at() });
        }
      },
    },
    onRequest: (count, call) => void watched.push({ left: count, call }),
    finishLate() {
      const held = late.splice(0);
      for (const work of held) work();
      return held.length;
    },
    heldBack: (count) =>
      new Promise((done) => {
        if (late.length >= count) done();
        else waiting.push({ count, done });
      }),
    rights: (allowed) => {
      rights = allowed;
    },
    down: () => {
      isDown = true;
    },
    up: () => {
      isDown = false;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
