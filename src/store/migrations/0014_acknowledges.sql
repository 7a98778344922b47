-- Whether it only thanks or greets: such a reply asks us for nothing.
ALTER TABLE detail ADD COLUMN acknowledges INTEGER NOT NULL DEFAULT 0;
