-- What is kept for a time only is found by its age.

CREATE INDEX raw_event_age ON raw_event (received_at);
CREATE INDEX channel_event_age ON channel_event (received_at);
CREATE INDEX media_age ON media (fetched_at);
