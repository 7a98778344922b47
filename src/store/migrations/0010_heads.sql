-- What repeats is kept once: who writes to whom, and what about. A message has their ids, and a million of them are read in less
-- than half of the time. What few messages have is in rows of its own.

-- Nothing refers to these two by a foreign key: to delete a row, every message would be looked through for it. Those that no
-- message has any more go when messages go. An id is not used twice: whoever reads messages reads these a moment later.
CREATE TABLE head (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    from_address TEXT,
    from_name    TEXT,
    sender       TEXT,
    to_list      TEXT,
    cc_list      TEXT
) STRICT;
INSERT INTO head (from_address, from_name, sender, to_list, cc_list)
    SELECT DISTINCT from_address, from_name, sender, to_list, cc_list FROM message;
-- All columns, so that nobody can make a look-up long by changing one of them from mail to mail. It is not unique: what was
-- forgotten looks the same everywhere.
CREATE INDEX head_by_all ON head (from_address, to_list, cc_list, from_name, sender);

CREATE TABLE topic (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    subject       TEXT NOT NULL,
    subject_names TEXT,
    text_names    TEXT
) STRICT;
INSERT INTO topic (subject, subject_names, text_names) SELECT DISTINCT subject, subject_names, text_names FROM message;
CREATE INDEX topic_by_all ON topic (subject, subject_names, text_names);

-- Reports, absences, calendar parts, attachments, titles.
CREATE TABLE detail (
    message_id       INTEGER PRIMARY KEY REFERENCES message (id),
    returned         TEXT,
    back_on          TEXT,
    deputy           TEXT,
    failed           TEXT,
    attachments      TEXT,
    meeting          TEXT,
    decision_title   TEXT,
    foreign_language TEXT
) STRICT;
INSERT INTO detail (message_id, returned, back_on, deputy, failed, attachments, meeting, decision_title, foreign_language)
    SELECT id, returned, back_on, deputy, failed, attachments, meeting, decision_title, foreign_language FROM message
    WHERE coalesce(returned, back_on, deputy, failed, attachments, meeting, decision_title, foreign_language) IS NOT NULL;

-- Rows stand in the order in which they were read, and begin with what every look at all of them reads.
CREATE TABLE slim (
    id          INTEGER PRIMARY KEY,
    key         INTEGER NOT NULL,
    server_time INTEGER NOT NULL,
    date        INTEGER,
    kind        TEXT NOT NULL,
    head        INTEGER NOT NULL,
    topic       INTEGER NOT NULL,
    -- Where copies were seen: " mailbox:role" for each.
    seen        TEXT NOT NULL,
    message_id  TEXT,
    in_reply_to TEXT,
    -- The references but for what it answers.
    refs        TEXT,
    detectors   INTEGER NOT NULL,
    followed    INTEGER NOT NULL,
    kind_rule   TEXT NOT NULL
) STRICT;
INSERT INTO slim (id, key, server_time, date, kind, head, topic, seen, message_id, in_reply_to, refs, detectors, followed, kind_rule)
    SELECT m.id, m.key, m.server_time, m.date, m.kind,
        (SELECT h.id FROM head h WHERE h.from_address IS m.from_address AND h.to_list IS m.to_list AND h.cc_list IS m.cc_list
             AND h.from_name IS m.from_name AND h.sender IS m.sender),
        (SELECT t.id FROM topic t WHERE t.subject = m.subject AND t.subject_names IS m.subject_names
             AND t.text_names IS m.text_names),
        m.seen, m.message_id, m.in_reply_to,
        CASE
            WHEN m.refs = m.in_reply_to THEN NULL
            WHEN substr(m.refs, -length(m.in_reply_to) - 1) = char(10) || m.in_reply_to
                THEN substr(m.refs, 1, length(m.refs) - length(m.in_reply_to) - 1)
            ELSE m.refs
        END,
        m.detectors, m.followed, m.kind_rule
    FROM message m ORDER BY m.id;
DROP TABLE message;
ALTER TABLE slim RENAME TO message;
CREATE UNIQUE INDEX message_by_key ON message (key);
