-- Days on which no stay may begin (`arrival`) or end (`departure`): a weekday (ISO, «1» Monday … «7» Sunday) or a day,
-- which comes before its weekday; with both 0 it is open although its weekday is closed.
CREATE TABLE house_closed_day (
  room_type TEXT NOT NULL REFERENCES house_room_type (id),
  day TEXT NOT NULL CHECK (length(day) IN (1, 10)),
  arrival INTEGER NOT NULL CHECK (arrival IN (0, 1)),
  departure INTEGER NOT NULL CHECK (departure IN (0, 1)),
  PRIMARY KEY (room_type, day)
) STRICT, WITHOUT ROWID;
