-- What the past is still to be searched and read for stays known when the process ends in the middle.

-- Hashes followed since the past was searched last.
CREATE TABLE unsearched (
    hash INTEGER PRIMARY KEY
) STRICT;

-- Copies that are to be read again, whole.
CREATE TABLE reread (
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    place     TEXT NOT NULL,
    PRIMARY KEY (folder_id, place)
) STRICT, WITHOUT ROWID;

-- Copies of mail about deals that the lexicon alone has judged so far.
CREATE TABLE closer (
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    place     TEXT NOT NULL,
    PRIMARY KEY (folder_id, place)
) STRICT, WITHOUT ROWID;

-- What was followed before this was kept may not have been searched for to the end.
INSERT INTO unsearched (hash) SELECT hash FROM followed;
