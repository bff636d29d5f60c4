-- The house PMS: for a hotel that has no other. Amounts are minor units of the currency, taxes included.

CREATE TABLE house_settings (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  tax_percent REAL NOT NULL CHECK (tax_percent BETWEEN 0 AND 100)
) STRICT;

CREATE TABLE house_room_type (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  sold INTEGER NOT NULL CHECK (sold IN (0, 1)),
  definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE house_room (
  number TEXT PRIMARY KEY CHECK (number <> ''),
  room_type TEXT NOT NULL REFERENCES house_room_type (id),
  position INTEGER NOT NULL,
  sold INTEGER NOT NULL CHECK (sold IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX house_room_by_type ON house_room (room_type, position) WHERE sold = 1;

-- One rate a weekday (ISO: 1 Monday … 7 Sunday), and nights that cost something else.
CREATE TABLE house_rate (
  room_type TEXT NOT NULL REFERENCES house_room_type (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  minor INTEGER NOT NULL CHECK (minor >= 0),
  PRIMARY KEY (room_type, weekday)
) STRICT, WITHOUT ROWID;

CREATE TABLE house_rate_override (
  room_type TEXT NOT NULL REFERENCES house_room_type (id),
  night TEXT NOT NULL,
  minor INTEGER NOT NULL CHECK (minor >= 0),
  PRIMARY KEY (room_type, night)
) STRICT, WITHOUT ROWID;

CREATE TABLE house_booking (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  room_type TEXT NOT NULL REFERENCES house_room_type (id),
  rooms TEXT NOT NULL,
  arrival TEXT NOT NULL,
  departure TEXT NOT NULL,
  party TEXT NOT NULL,
  guest TEXT NOT NULL,
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  language TEXT NOT NULL,
  channel TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('firm', 'cancelled', 'in_house', 'departed', 'no_show')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK (arrival < departure)
) STRICT;
CREATE INDEX house_booking_arrival ON house_booking (arrival, id);

-- A room sleeps one booking a night: this key is what makes a double booking impossible.
CREATE TABLE house_room_night (
  room TEXT NOT NULL REFERENCES house_room (number),
  night TEXT NOT NULL,
  booking_id INTEGER NOT NULL REFERENCES house_booking (id),
  UNIQUE (room, night)
) STRICT;
CREATE INDEX house_room_night_booking ON house_room_night (booking_id);
