-- Checksums, so that what a disk damaged is found and named. See
-- internal/store/checksum.go.

-- One of each row that is saved, by what finds the row; those of the answers to an
-- entry together.
CREATE TABLE checksum (
  thing  TEXT NOT NULL,              -- the table
  number INTEGER NOT NULL,           -- as in change; 0 where a part finds the row
  part   TEXT NOT NULL,
  sum    ANY NOT NULL,               -- an integer, or the bytes of several
  PRIMARY KEY (thing, number, part)
) STRICT, WITHOUT ROWID;

-- Those of an act's own row and of each of its changes. They lie in the row
-- itself, which an act writes anyway.
ALTER TABLE act ADD COLUMN sums BLOB;
ALTER TABLE state ADD COLUMN sum INTEGER;
