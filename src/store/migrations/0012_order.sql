-- Rows stand in the order in which they were read: keys are hashes, and a table in their order is written everywhere at once.
CREATE TABLE traced (
    id     INTEGER PRIMARY KEY,
    key    INTEGER NOT NULL,
    hashes BLOB NOT NULL
) STRICT;
INSERT INTO traced (key, hashes) SELECT key, hashes FROM trace;
DROP TABLE trace;
ALTER TABLE traced RENAME TO trace;
CREATE UNIQUE INDEX trace_by_key ON trace (key);

-- The kept messages of a folder whose places lost their meaning, until all of the mailbox was read anew: those that are not found in it
-- again were moved.
CREATE TABLE left_behind (
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    key       INTEGER NOT NULL,
    PRIMARY KEY (folder_id, key)
) STRICT, WITHOUT ROWID;
