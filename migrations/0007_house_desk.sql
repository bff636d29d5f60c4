-- What the desk does with the house PMS: rooms out of service, money received, channel calendars.

ALTER TABLE house_booking ADD COLUMN paid_minor INTEGER NOT NULL DEFAULT 0 CHECK (paid_minor >= 0);
ALTER TABLE house_booking ADD COLUMN deposit_minor INTEGER NOT NULL DEFAULT 0 CHECK (deposit_minor >= 0);
ALTER TABLE house_booking ADD COLUMN non_refundable INTEGER NOT NULL DEFAULT 0 CHECK (non_refundable IN (0, 1));

-- What hotel.yaml said when it was last taken over, part by part: what the desk set since stays until it says otherwise.
CREATE TABLE house_seed (
  part TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A calendar of a channel (Airbnb, Booking.com) that says when a room, or one room of a type, is sold there.
CREATE TABLE house_calendar (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL,
  room TEXT REFERENCES house_room (number),
  room_type TEXT REFERENCES house_room_type (id),
  added_at INTEGER NOT NULL,
  read_at INTEGER,
  failed_at INTEGER,
  error TEXT,
  CHECK ((room IS NULL) <> (room_type IS NULL))
) STRICT;

-- `room` is missing where no room of a calendar's type was left. `holds` 0: somebody else sleeps there on those nights.
CREATE TABLE house_block (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  room TEXT REFERENCES house_room (number),
  first_night TEXT NOT NULL,
  until TEXT NOT NULL,
  reason TEXT NOT NULL,
  calendar_id INTEGER REFERENCES house_calendar (id) ON DELETE CASCADE,
  uid TEXT,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  created_at INTEGER NOT NULL,
  CHECK (first_night < until),
  CHECK (room IS NOT NULL OR holds = 0)
) STRICT;
CREATE INDEX house_block_until ON house_block (until);
CREATE INDEX house_block_room ON house_block (room);
CREATE INDEX house_calendar_room ON house_calendar (room);
CREATE INDEX house_calendar_type ON house_calendar (room_type);
CREATE UNIQUE INDEX house_block_event ON house_block (calendar_id, uid, first_night) WHERE calendar_id IS NOT NULL;

-- A room sleeps one booking, or is out of service, a night: this key is what makes a double booking impossible.
CREATE TABLE house_room_night_2 (
  room TEXT NOT NULL REFERENCES house_room (number),
  night TEXT NOT NULL,
  booking_id INTEGER REFERENCES house_booking (id),
  block_id INTEGER REFERENCES house_block (id) ON DELETE CASCADE,
  UNIQUE (room, night),
  CHECK ((booking_id IS NULL) <> (block_id IS NULL))
) STRICT;
INSERT INTO house_room_night_2 (room, night, booking_id) SELECT room, night, booking_id FROM house_room_night;
DROP TABLE house_room_night;
ALTER TABLE house_room_night_2 RENAME TO house_room_night;
CREATE INDEX house_room_night_booking ON house_room_night (booking_id);
CREATE INDEX house_room_night_block ON house_room_night (block_id);
