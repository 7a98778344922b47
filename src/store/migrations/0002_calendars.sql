-- Calendars of reps, and what they said of meetings that concern deals. A row of `event` is written once: a change is a new row.

CREATE TABLE calendar (
    id      INTEGER PRIMARY KEY,
    owner   TEXT NOT NULL,
    name    TEXT NOT NULL,
    cursor  TEXT,
    started INTEGER,
    error   TEXT,
    human   INTEGER NOT NULL DEFAULT 0,
    UNIQUE (owner, name)
) STRICT;

CREATE TABLE event (
    id          INTEGER PRIMARY KEY,
    calendar_id INTEGER NOT NULL REFERENCES calendar (id),
    place       TEXT NOT NULL,
    known       INTEGER NOT NULL,
    meeting     TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_calendar ON event (calendar_id, id);
