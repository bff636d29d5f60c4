-- PMS writes as rows before they are calls. `firm` and `refused` are final.
CREATE TABLE pms_journal (
  reference TEXT PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  request TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'intended' CHECK (state IN ('intended', 'sent', 'firm', 'refused', 'unknown')),
  booking TEXT,
  arrival TEXT,
  error TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((state = 'firm') = (booking IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX pms_journal_open ON pms_journal (created_at) WHERE state IN ('intended', 'sent', 'unknown');
CREATE INDEX pms_journal_firm ON pms_journal (updated_at) WHERE state = 'firm';
CREATE INDEX pms_journal_arrival ON pms_journal (arrival) WHERE arrival IS NOT NULL;
CREATE INDEX pms_journal_conversation ON pms_journal (conversation_id);

-- Rooms kept for a guest who is deciding: one hold a conversation, one row a night.
CREATE TABLE hold (
  conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
  room_type TEXT NOT NULL,
  arrival TEXT NOT NULL,
  departure TEXT NOT NULL,
  rooms INTEGER NOT NULL CHECK (rooms > 0),
  extensions INTEGER NOT NULL DEFAULT 0,
  placed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CHECK (arrival < departure)
) STRICT;
CREATE INDEX hold_expiry ON hold (expires_at);

CREATE TABLE hold_night (
  room_type TEXT NOT NULL,
  night TEXT NOT NULL,
  conversation_id INTEGER NOT NULL REFERENCES hold (conversation_id) ON DELETE CASCADE,
  rooms INTEGER NOT NULL CHECK (rooms > 0),
  PRIMARY KEY (room_type, night, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_night_conversation ON hold_night (conversation_id);
