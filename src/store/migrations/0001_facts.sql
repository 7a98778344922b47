-- Facts are written once. A message that is read again (a new name, a new detector) gets a fresh reading in place of the old one.

CREATE TABLE mailbox (
    id      INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE folder (
    id         INTEGER PRIMARY KEY,
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    cursor     TEXT,
    UNIQUE (mailbox_id, name)
) STRICT;

-- One row a copy of a message: where it is, so that its text can be read again.
CREATE TABLE copy (
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    place     TEXT NOT NULL,
    key       INTEGER NOT NULL,
    PRIMARY KEY (folder_id, place)
) STRICT, WITHOUT ROWID;

-- Of every message read: hashes of its ids, addresses and domains, eight octets each.
CREATE TABLE trace (
    key    INTEGER PRIMARY KEY,
    hashes BLOB NOT NULL
) STRICT;

-- Hashes of the ids in threads with a prospect: whatever carries one of them belongs to a thread that is followed.
CREATE TABLE followed (
    hash INTEGER PRIMARY KEY
) STRICT;

-- Hashes of the roster's addresses, domains and names that the past has been searched for.
CREATE TABLE searched (
    hash INTEGER PRIMARY KEY
) STRICT;

-- Rows stand in the order in which they were read: keys are hashes, and a table in their order would be written everywhere at once.
CREATE TABLE message (
    id               INTEGER PRIMARY KEY,
    key              INTEGER NOT NULL UNIQUE,
    detectors        INTEGER NOT NULL,
    followed         INTEGER NOT NULL,
    message_id       TEXT,
    in_reply_to      TEXT,
    refs             TEXT,
    returned         TEXT,
    from_address     TEXT,
    from_name        TEXT,
    sender           TEXT,
    to_list          TEXT,
    cc_list          TEXT,
    subject          TEXT NOT NULL,
    date             INTEGER,
    server_time      INTEGER NOT NULL,
    kind             TEXT NOT NULL,
    kind_rule        TEXT NOT NULL,
    back_on          TEXT,
    deputy           TEXT,
    failed           TEXT,
    attachments      TEXT,
    meeting          TEXT,
    subject_names    TEXT,
    text_names       TEXT,
    decision_title   TEXT,
    foreign_language TEXT,
    -- Where copies were seen: " mailbox:role" for each.
    seen             TEXT NOT NULL
) STRICT;

CREATE TABLE signal (
    message_id INTEGER NOT NULL REFERENCES message (id),
    number     INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    phrase     TEXT NOT NULL,
    span_start INTEGER,
    span_end   INTEGER,
    until      TEXT,
    names      TEXT,
    PRIMARY KEY (message_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
    id     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    by     TEXT,
    deal   TEXT NOT NULL,
    what   TEXT NOT NULL,
    detail TEXT,
    note   TEXT
) STRICT;

-- One row a pass over a mailbox: what was read until when, or why not.
CREATE TABLE pass (
    id         INTEGER PRIMARY KEY,
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
    started    INTEGER NOT NULL,
    error      TEXT,
    human      INTEGER NOT NULL
) STRICT;
CREATE INDEX pass_by_mailbox ON pass (mailbox_id, id);

-- One row a reader and day: claimed before the digest is sent, so that it goes out once.
CREATE TABLE digest (
    reader     TEXT NOT NULL,
    day        TEXT NOT NULL,
    message_id TEXT NOT NULL,
    claimed    INTEGER NOT NULL,
    sent       INTEGER,
    problem    TEXT,
    mail       BLOB NOT NULL,
    said       TEXT NOT NULL,
    PRIMARY KEY (reader, day)
) STRICT, WITHOUT ROWID;
