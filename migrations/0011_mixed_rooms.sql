-- A booking of the house's may have rooms of several types: how many of which, as JSON; NULL where all are of one.
ALTER TABLE house_booking ADD COLUMN parts TEXT CHECK (parts IS NULL OR json_valid(parts));
