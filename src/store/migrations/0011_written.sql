-- What waits for a word is read again as of when it was written; what was not understood then is told with it, and never done.
ALTER TABLE answer ADD COLUMN written INTEGER;
ALTER TABLE answer ADD COLUMN unclear TEXT;
