import { join } from "node:path";
import { expect, it } from "vitest";
import { openAudit } from "../../src/store/audit.ts";
import { openDeposits } from "../../src/store/desk/deposits.ts";
import { openRequests } from "../../src/store/desk/requests.ts";
import { openSchedule } from "../../src/store/desk/schedule.ts";
import { openStops } from "../../src/store/desk/stops.ts";
import { openHolds } from "../../src/store/holds.ts";
import { openHouse } from "../../src/store/house.ts";
import { openJournal } from "../../src/store/journal.ts";
import { openConversations } from "../../src/store/messages/conversations.ts";
import { openGuests } from "../../src/store/messages/guests.ts";
import { openInbox } from "../../src/store/messages/inbox.ts";
import { openMedia } from "../../src/store/messages/media.ts";
import { openOutbox } from "../../src/store/messages/outbox.ts";
import { openStatuses } from "../../src/store/messages/statuses.ts";
import { openFeeds } from "../../src/store/page/feeds.ts";
import { openStaff } from "../../src/store/page/staff.ts";
import { type Connection, openConnection } from "../../src/store/sqlite/connection.ts";
import { migrate, readMigrations } from "../../src/store/sqlite/migrate.ts";
import { openSummaries } from "../../src/store/summaries.ts";
import { handClock, MIGRATIONS, temporaryFolder } from "./support/opened.ts";

/** Tables that stay small whatever a hotel does: read whole without harm. */
const SMALL =
  /^SCAN (house_room_type|house_room|house_rate|house_rate_override|house_settings|sqlite_sequence|desk_person|calendar_feed)$/;
/** The foreign key would be looked up by a changed room type's id; an id never changes. */
const SEEDING = "INSERT INTO house_room_type";
/** The nights of a stay, a list handed in, the rows of a sub-question: not tables. */
const NOT_A_TABLE = /^SCAN (stay_night|json_each|room|CONSTANT ROW|\(subquery-\d+\))/;

it("answers every question by an index, never by reading a table that grows", () => {
  const connection = openConnection(join(temporaryFolder(), "plans.db"));
  migrate(connection, readMigrations(MIGRATIONS), 1);
  const asked: string[] = [];
  const recording: Connection = {
    ...connection,
    prepare: (sql) => {
      asked.push(sql);
      return connection.prepare(sql);
    },
  };
  const statuses = openStatuses(recording);
  openInbox(recording, openGuests(recording), statuses);
  openMedia(recording);
  openConversations(recording);
  openOutbox(recording, statuses);
  openJournal(recording);
  openHolds(recording, handClock());
  openAudit(recording);
  openSummaries(recording);
  openHouse(recording);
  openRequests(recording);
  openDeposits(recording);
  openSchedule(recording);
  openStops(recording);
  openStaff(recording);
  openFeeds(recording);

  const scans = asked.flatMap((sql) => {
    if (sql.startsWith(SEEDING)) return [];
    const nulls = Array.from({ length: sql.split("?").length - 1 }, () => null);
    return connection
      .prepare<null[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...nulls)
      .map((row) => row.detail)
      .filter((detail) => detail.startsWith("SCAN") && !detail.includes("USING"))
      .filter((detail) => !SMALL.test(detail) && !NOT_A_TABLE.test(detail))
      .map((detail) => `${detail}: ${sql}`);
  });
  connection.close();
  expect(asked.length).toBeGreaterThan(60);
  expect(scans).toEqual([]);
});
