-- Who asked to be forgotten, as hashes of addresses and domains: what is read again of mail from before that instant is not kept.
CREATE TABLE forgotten (
    hash   INTEGER PRIMARY KEY,
    before INTEGER NOT NULL
) STRICT;
