-- What is kept for a time only is found by its age.

CREATE INDEX raw_event_age ON raw_event (received_at);
CREATE INDEX channel_event_age ON channel_event (received_at);
CREATE INDEX media_age ON media (fetched_at);
CREATE INDEX call_guest ON call (guest_id);
-- What was heard of a reply that was cut off is written into its turn.
CREATE INDEX turn_outbox ON turn (outbox_id) WHERE outbox_id IS NOT NULL;
