-- Changes and cancellations of bookings that exist, as rows before they are calls. `firm` and `refused` are final.
-- `request` holds the booking as it was read back to the guest and what was agreed to; `booking` what the PMS then had.
CREATE TABLE pms_change (
  reference TEXT PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('change', 'cancel')),
  pms_id TEXT NOT NULL,
  request TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'intended' CHECK (state IN ('intended', 'sent', 'firm', 'refused', 'unknown')),
  booking TEXT,
  error TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((state = 'firm') = (booking IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX pms_change_open ON pms_change (created_at) WHERE state IN ('intended', 'sent', 'unknown');
CREATE INDEX pms_change_conversation ON pms_change (conversation_id);
CREATE INDEX pms_change_updated ON pms_change (updated_at) WHERE state IN ('firm', 'refused');
