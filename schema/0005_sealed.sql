-- The public half of the key on the recovery sheet: a sealed journal is sealed
-- to it as well. It is kept inside, where nobody can put another in its place.
CREATE TABLE recovery (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  recipient TEXT NOT NULL,
  at        INTEGER NOT NULL
) STRICT;
