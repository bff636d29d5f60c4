-- The fewest nights a stay may have that begins on a day: a weekday (ISO, «1» Monday … «7» Sunday) or a night, which
-- comes before its weekday.
CREATE TABLE house_minimum_stay (
  room_type TEXT NOT NULL REFERENCES house_room_type (id),
  day TEXT NOT NULL CHECK (length(day) IN (1, 10)),
  nights INTEGER NOT NULL CHECK (nights BETWEEN 1 AND 365),
  PRIMARY KEY (room_type, day)
) STRICT, WITHOUT ROWID;
