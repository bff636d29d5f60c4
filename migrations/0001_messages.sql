-- Who writes, what they wrote, what we answered. Times are epoch milliseconds; JSON columns hold domain values.

CREATE TABLE guest (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT;

-- What a guest is known by. One alias belongs to one guest; phones that differ are different guests.
CREATE TABLE guest_alias (
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'user_id', 'session')),
  value TEXT NOT NULL CHECK (value <> ''),
  guest_id INTEGER NOT NULL REFERENCES guest (id) ON DELETE CASCADE,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_alias_guest ON guest_alias (guest_id, kind);

-- Every body as it came. `problem` says why it was not read, when it was not.
CREATE TABLE raw_event (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  body BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  problem TEXT,
  UNIQUE (channel, sha256)
) STRICT;
CREATE INDEX raw_event_unread ON raw_event (id) WHERE problem IS NOT NULL;

-- Inbound messages. `fate` is set once; without it the message still waits.
CREATE TABLE inbox (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  guest_id INTEGER NOT NULL REFERENCES guest (id),
  raw_event_id INTEGER REFERENCES raw_event (id) ON DELETE SET NULL,
  sent_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  message TEXT NOT NULL,
  transcript TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  why TEXT,
  fate TEXT CHECK (fate IN ('answered', 'for_person', 'silent', 'dead')),
  finished_at INTEGER,
  CHECK ((fate IS NULL) = (finished_at IS NULL)),
  UNIQUE (channel, external_id)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (guest_id, sent_at, id) WHERE fate IS NULL;
CREATE INDEX inbox_due ON inbox (due_at, guest_id) WHERE fate IS NULL;
CREATE INDEX inbox_dead ON inbox (id) WHERE fate = 'dead';
CREATE INDEX inbox_channel ON inbox (channel, received_at);
CREATE INDEX inbox_raw_event ON inbox (raw_event_id);

-- What else a channel told us: account alerts, echoes, standby.
CREATE TABLE channel_event (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  what TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  UNIQUE (channel, external_id)
) STRICT;

-- Every delivery status, once. `outbox_seq` is missing while the message it speaks of is not known yet.
CREATE TABLE delivery_status (
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('sent', 'delivered', 'read', 'played', 'failed')),
  at INTEGER NOT NULL,
  detail TEXT NOT NULL,
  outbox_seq INTEGER REFERENCES outbox (seq) ON DELETE CASCADE,
  PRIMARY KEY (channel, external_id, status)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_status_outbox ON delivery_status (outbox_seq);

-- Attachments fetched from a channel, or spoken by us, as files in the state folder.
CREATE TABLE media (
  channel TEXT NOT NULL,
  media_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (channel, media_id)
) STRICT, WITHOUT ROWID;

-- `version` counts saves of the state. A conversation waits for a person while `waiting_reason` is set.
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  guest_id INTEGER NOT NULL REFERENCES guest (id),
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  profile_name TEXT,
  state TEXT,
  mode TEXT NOT NULL DEFAULT 'bot' CHECK (mode IN ('bot', 'person')),
  language TEXT NOT NULL DEFAULT 'es',
  version INTEGER NOT NULL DEFAULT 0,
  waiting_reason TEXT,
  waiting_since INTEGER,
  last_inbound_at INTEGER,
  last_turn_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((waiting_reason IS NULL) = (waiting_since IS NULL)),
  UNIQUE (guest_id, channel)
) STRICT;
CREATE INDEX conversation_recent ON conversation (last_turn_at) WHERE last_turn_at IS NOT NULL;
CREATE INDEX conversation_waiting ON conversation (waiting_since) WHERE waiting_since IS NOT NULL;

CREATE TABLE turn (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  author TEXT NOT NULL CHECK (author IN ('guest', 'bot', 'clerk')),
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  inbox_id INTEGER REFERENCES inbox (id) ON DELETE SET NULL,
  outbox_id TEXT,
  detail TEXT
) STRICT;
CREATE INDEX turn_conversation ON turn (conversation_id, id);
CREATE INDEX turn_inbox ON turn (inbox_id) WHERE inbox_id IS NOT NULL;

-- What we say. `id` travels with the message; a dedupe key is used once for ever.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  dedupe_key TEXT NOT NULL UNIQUE,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  guest_id INTEGER NOT NULL REFERENCES guest (id),
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  content TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'ready' CHECK (
    state IN ('ready', 'sending', 'accepted', 'delivered', 'read', 'rejected', 'unknown', 'held', 'dead')
  ),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  external_id TEXT,
  error TEXT,
  shown_to_desk INTEGER NOT NULL DEFAULT 0 CHECK (shown_to_desk IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_unsent ON outbox (guest_id, channel, seq) WHERE state IN ('ready', 'sending');
CREATE INDEX outbox_state ON outbox (state, next_at) WHERE state NOT IN ('accepted', 'delivered', 'read');
CREATE INDEX outbox_conversation ON outbox (conversation_id, seq);
CREATE INDEX outbox_external ON outbox (channel, external_id) WHERE external_id IS NOT NULL;
