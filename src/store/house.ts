import type { LocalDate } from "../domain/calendar.ts";
import type { Booking, BookingRequest, BookingStatus, RoomType } from "../domain/hotel.ts";
import type { Money } from "../domain/money.ts";
import type { Party, Stay, StayEnd } from "../domain/stay.ts";
import { type BookingRecord, prepareHouse, STAY_ENDS, toBooking } from "./house-sql.ts";
import type { Connection } from "./sqlite/connection.ts";
import { fromJson, optional, toJson } from "./sqlite/json.ts";

type NewBooking = {
  readonly code: string;
  readonly request: BookingRequest;
  readonly roomNumbers: readonly string[];
  readonly createdAt: number;
};

type Change = {
  readonly roomType: string;
  readonly roomNumbers: readonly string[];
  readonly stay: Stay;
  readonly party: Party;
  readonly total: Money;
  readonly at: number;
};

type Rate = { readonly roomType: string; readonly minor: number };

/** The house PMS's tables, in the shape of its HouseRepository (src/pms/house/repository.ts says what each does). */
export function openHouse(connection: Connection) {
  const sql = prepareHouse(connection);
  const booking = (row: BookingRecord | undefined): Booking | undefined => row && toBooking(row);

  return {
    transaction: <T>(work: () => T): T => connection.transaction(work),

    settings() {
      const row = sql.settings.get();
      return row && { currency: row.currency, taxPercent: row.tax_percent };
    },
    replaceSettings: ({ currency, taxPercent }: { currency: string; taxPercent: number }): void =>
      void sql.replaceSettings.run(currency, taxPercent),
    roomTypes: (): readonly RoomType[] =>
      sql.roomTypes.all().map((row) => fromJson<RoomType>(row.definition)),
    replaceRoomTypes: (types: readonly RoomType[]): void =>
      connection.transaction(() => {
        sql.retireRoomTypes.run(toJson(types));
        sql.putRoomTypes.run(toJson(types));
      }),
    replaceRooms: (rooms: readonly { readonly number: string; readonly roomType: string }[]): void =>
      connection.transaction(() => {
        sql.retireRooms.run(toJson(rooms));
        sql.putRooms.run(toJson(rooms));
      }),
    replaceRates: (
      weekday: readonly (Rate & { readonly weekday: number })[],
      dated: readonly (Rate & { readonly night: LocalDate })[],
    ): void =>
      connection.transaction(() => {
        sql.dropRates.run(toJson(weekday));
        sql.putRates.run(toJson(weekday));
        sql.dropDatedRates.run(toJson(dated));
        sql.putDatedRates.run(toJson(dated));
      }),

    rates: (roomType: string, stay: Stay) =>
      sql.rates
        .all(stay.arrival, stay.departure, roomType, roomType)
        .map(({ night, minor }) => ({ night, ...optional("minor", minor) })),
    minimumStay: (roomType: string, arrival: LocalDate): number =>
      sql.minimumStay.get(roomType, arrival, arrival)?.nights ?? 1,
    closedTo: (roomType: string, stay: Stay): readonly StayEnd[] =>
      STAY_ENDS.filter((end) => (sql.closedDay.get(roomType, stay[end], stay[end])?.[end] ?? 0) > 0),
    freeRooms: (roomType: string, stay: Stay, except?: string): readonly string[] =>
      sql.freeRooms
        .all(roomType, stay.arrival, stay.departure, except === undefined ? 0 : Number(except))
        .map((row) => row.number),

    insert({ code, request, roomNumbers, createdAt }: NewBooking): string {
      const { id } = sql.insert.run(
        code,
        request.reference,
        request.roomType,
        toJson(roomNumbers),
        request.stay.arrival,
        request.stay.departure,
        toJson(request.party),
        toJson(request.guest),
        request.total.minor,
        request.total.currency,
        request.language,
        request.channel,
        createdAt,
        createdAt,
        request.parts === undefined ? null : toJson(request.parts),
      );
      return String(id);
    },
    update(pmsId: string, { roomType, roomNumbers, stay, party, total, at }: Change): void {
      sql.update.run(
        roomType,
        toJson(roomNumbers),
        stay.arrival,
        stay.departure,
        toJson(party),
        total.minor,
        total.currency,
        at,
        Number(pmsId),
      );
    },
    setStatus: (pmsId: string, status: BookingStatus, at: number): void =>
      void sql.setStatus.run(status, at, Number(pmsId)),
    occupy: (pmsId: string, roomNumbers: readonly string[], stay: Stay): boolean => {
      const { nights } = sql.countNights.get(stay.arrival, stay.departure) ?? { nights: 0 };
      const { changes } = sql.occupy.run(stay.arrival, stay.departure, Number(pmsId), toJson(roomNumbers));
      return changes === nights * roomNumbers.length;
    },
    vacate: (pmsId: string): void => void sql.vacate.run(Number(pmsId)),

    byId: (pmsId: string) => (/^\d{1,15}$/.test(pmsId) ? booking(sql.byId.get(Number(pmsId))) : undefined),
    byReference: (reference: string) => booking(sql.byReference.get(reference)),
    byCode: (code: string) => booking(sql.byCode.get(code)),
    arrivals: (day: LocalDate): readonly Booking[] => sql.arrivals.all(day).map(toBooking),
    inHouse: (night: LocalDate): readonly Booking[] => sql.inHouse.all(night, night, night).map(toBooking),
    outOfService: (night: LocalDate): readonly string[] =>
      sql.outOfService.all(night, night).map((row) => row.room),
    sleeping: ({ arrival, departure }: Stay): readonly Booking[] =>
      sql.sleeping.all(arrival, departure, arrival).map(toBooking),
  };
}
