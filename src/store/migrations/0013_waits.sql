-- Whether it was to be read again, or judged closely, when its place lost its meaning: whatever else is found again needn't be read anew.
ALTER TABLE left_behind ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
