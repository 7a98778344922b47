-- What the service has to say of itself to other commands and to digests, by name: the latest word alone.
CREATE TABLE note (
    name TEXT PRIMARY KEY,
    at   INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
