-- Requests, deposits and the schedule: what people at the desk work through, and what is due by the clock.

-- What guests want done. `alarm` says why it rings at the desk until somebody takes it.
CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  dedupe_key TEXT NOT NULL UNIQUE,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  room TEXT,
  booking_code TEXT,
  due_at INTEGER,
  detail TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'done', 'cancelled')),
  owner TEXT,
  alarm TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_live ON request (created_at) WHERE state IN ('open', 'taken');
CREATE INDEX request_alarm ON request (id) WHERE alarm IS NOT NULL;
CREATE INDEX request_conversation ON request (conversation_id, id);

-- Money a guest was asked for, and the proof they sent. Only people approve or reject.
CREATE TABLE deposit (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  reference TEXT NOT NULL UNIQUE,
  booking_code TEXT,
  amount_minor INTEGER,
  currency TEXT,
  state TEXT NOT NULL CHECK (state IN ('asked', 'proof_received', 'approved', 'rejected')),
  media TEXT,
  decided_by TEXT,
  reason TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((amount_minor IS NULL) = (currency IS NULL))
) STRICT;
CREATE INDEX deposit_proof ON deposit (updated_at) WHERE state = 'proof_received';
CREATE INDEX deposit_recent ON deposit (updated_at);
CREATE INDEX deposit_conversation ON deposit (conversation_id, id);

-- What is due by the clock. `wall` is the hotel's own time where that is what was promised: `due_at` follows it.
CREATE TABLE schedule (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  due_at INTEGER NOT NULL,
  wall TEXT,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'skipped', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  why TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX schedule_due ON schedule (due_at, id) WHERE state = 'waiting';
CREATE INDEX schedule_skipped ON schedule (updated_at) WHERE state = 'skipped';
CREATE INDEX schedule_subject ON schedule (subject) WHERE state = 'waiting';
CREATE INDEX schedule_conversation ON schedule (conversation_id);

-- Set by STOP: nothing unasked is sent to the guest until they lift it.
ALTER TABLE guest ADD COLUMN stopped_at INTEGER;

-- Why a reply is held: a person took the conversation (it is never sent by itself), or a restored past.
ALTER TABLE outbox ADD COLUMN held_for TEXT CHECK (held_for IN ('desk', 'restore'));
UPDATE outbox SET held_for = CASE WHEN error LIKE '% took the conversation' THEN 'desk' ELSE 'restore' END
  WHERE state = 'held' AND state NOT IN ('accepted', 'delivered', 'read');
