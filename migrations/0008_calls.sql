-- Calls on the hotel's line. What was said in one are the turns of its conversation between its start and its end.

CREATE TABLE call (
  id TEXT PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  number TEXT,
  name TEXT,
  room TEXT,
  guest_id INTEGER NOT NULL REFERENCES guest (id),
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  language TEXT,
  started_at INTEGER NOT NULL,
  answered_at INTEGER,
  ended_at INTEGER,
  why TEXT,
  CHECK ((ended_at IS NULL) = (why IS NULL))
) STRICT;
CREATE INDEX call_started ON call (started_at);
CREATE INDEX call_live ON call (id) WHERE ended_at IS NULL;
CREATE INDEX call_conversation ON call (conversation_id);
