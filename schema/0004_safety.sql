-- What was purged: the id alone, so that a merge does not bring it back.
CREATE TABLE gone (
  uuid TEXT PRIMARY KEY,
  at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where its owner had backups written, so that a purge can name them.
CREATE TABLE backup (
  path TEXT PRIMARY KEY,
  at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
