-- What was read until when, a folder: a mailbox is covered up to where the folder is that was read least far.
-- One that the last listing didn't show (listed = 0) leaves no gap, nor does one that was never this user's to read (closed = 1).
ALTER TABLE folder ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;
ALTER TABLE folder ADD COLUMN read_until INTEGER;
ALTER TABLE folder ADD COLUMN error TEXT;
ALTER TABLE folder ADD COLUMN human INTEGER NOT NULL DEFAULT 0;
ALTER TABLE folder ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
-- Up to now a pass ended without error only when it had read all of them.
UPDATE folder SET read_until =
    (SELECT p.started FROM pass p WHERE p.mailbox_id = folder.mailbox_id AND p.error IS NULL ORDER BY p.id DESC LIMIT 1);
