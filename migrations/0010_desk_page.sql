-- The desk page: who may log in there, who has, and the calendars it gives out to channels.

-- A person of the staff with a PIN, kept as its scrypt hash.
CREATE TABLE desk_person (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  pin TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Who is logged in. Of a token only its SHA-256 is kept: what is read here opens nothing.
CREATE TABLE desk_session (
  token_hash TEXT PRIMARY KEY,
  person TEXT NOT NULL COLLATE NOCASE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_session_person ON desk_session (person);
CREATE INDEX desk_session_age ON desk_session (expires_at);

-- Links that log one person in, once.
CREATE TABLE desk_link (
  token_hash TEXT PRIMARY KEY,
  person TEXT NOT NULL COLLATE NOCASE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_link_person ON desk_link (person);
CREATE INDEX desk_link_age ON desk_link (expires_at);

-- What channels read of the house: the taken nights of one room or of one room type. The token is the only key to it.
CREATE TABLE calendar_feed (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token TEXT NOT NULL UNIQUE,
  room TEXT,
  room_type TEXT,
  created_at INTEGER NOT NULL,
  CHECK ((room IS NULL) <> (room_type IS NULL))
) STRICT;

-- Who holds a conversation is its last taking or giving back.
CREATE INDEX turn_held ON turn (conversation_id, id) WHERE kind IN ('take', 'release');
