-- Whether somebody must act before a digest can go out, as with the passes over mailboxes.
ALTER TABLE digest ADD COLUMN human INTEGER NOT NULL DEFAULT 0;
UPDATE digest SET human = 1 WHERE problem LIKE 'refused:%';
