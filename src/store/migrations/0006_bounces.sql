-- Digests that came back for good, by their Message-ID: the others are told whom nothing reaches.
CREATE TABLE digest_bounce (
    message_id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
