-- Who did what. Each row carries the hash of the one before; rows are only ever added.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_at ON audit (at);

CREATE TRIGGER audit_keep BEFORE DELETE ON audit BEGIN
  SELECT raise(ABORT, 'audit rows are never deleted');
END;

CREATE TRIGGER audit_as_written BEFORE UPDATE ON audit BEGIN
  SELECT raise(ABORT, 'audit rows are never changed');
END;
