import { systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { openStore } from "../../../src/store/open.ts";
import { settleChanges } from "../../pipeline/support/amendments.ts";
import { shopHotel } from "../../pipeline/support/shop-hotel.ts";
import { MIGRATIONS } from "./migrations.ts";

// hotelbot's side of one change of a booking in a process of its own, to be killed in the middle of it.
const [folder = "", url = "", booked = ""] = process.argv.slice(2);
const clock = systemClock();
const opened = openStore(folder, { clock, ids: randomIds(), migrationsDir: MIGRATIONS });
const hotel = shopHotel(opened, url, clock);
await settleChanges(hotel, booked);
await hotel.end();
opened.close();
