-- Answers to digests. What a mail asked for is known with the action, so that it can be taken back.
ALTER TABLE action ADD COLUMN message_id TEXT;
ALTER TABLE action ADD COLUMN answer INTEGER;

-- What was taken for a celebration and is none: which message, and the phrase, kept as an example that detectors can learn from.
CREATE TABLE dismissed (
    action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    key       INTEGER,
    phrase    TEXT NOT NULL,
    PRIMARY KEY (action_id, number)
) STRICT, WITHOUT ROWID;

-- One row a message of the service's own mailbox, by its identity: each is handled once. The answer to it is claimed with what it did.
CREATE TABLE answer (
    key        INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    sender     TEXT,
    message_id TEXT,
    outcome    TEXT NOT NULL,
    why        TEXT NOT NULL,
    -- Lines that wait for a word of confirmation, and the answer whose lines this one confirmed.
    pending    TEXT,
    confirms   INTEGER,
    reply_id   TEXT,
    reply      BLOB,
    sent       INTEGER,
    problem    TEXT
) STRICT;
CREATE INDEX answer_by_sender ON answer (sender, at);

-- Where messages lie that were handled, for mailboxes without a cursor.
CREATE TABLE answer_place (
    place TEXT PRIMARY KEY,
    at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What tokens stand for: the deals of a digest, or of an answer. Known by a hash of it.
CREATE TABLE deal_set (
    id    TEXT PRIMARY KEY,
    deals TEXT NOT NULL,
    day   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
