-- Coach and coachee: people, what is asked of whom, and what came and went.
-- Files of both sides are described in docs/coaching-files.md.

-- Final acts are not undone: a file that left or arrived stays so, and what was
-- removed for good does not come back.
ALTER TABLE act ADD COLUMN final INTEGER NOT NULL DEFAULT 0;

-- The owner's own keys. Not undone, in no export.
CREATE TABLE identity (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  secret TEXT NOT NULL
) STRICT;

CREATE TABLE person (
  number  INTEGER PRIMARY KEY,
  uuid    TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL UNIQUE COLLATE NOCASE, -- what the owner of this journal calls them
  public  TEXT NOT NULL,                       -- their public id; '' where it is not known
  day     INTEGER NOT NULL,
  touched INTEGER NOT NULL DEFAULT 0           -- the last final act that concerned them
) STRICT;

-- The terms between the owner and a person, by what the owner is in it.
CREATE TABLE agreement (
  person      INTEGER NOT NULL REFERENCES person(number),
  role        TEXT NOT NULL CHECK (role IN ('coach', 'coachee')),
  coach       TEXT NOT NULL,
  coachee     TEXT NOT NULL,
  keep_months INTEGER NOT NULL,
  agreed      INTEGER NOT NULL,
  seen        INTEGER NOT NULL,      -- the day it was looked at last
  PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
  number    INTEGER PRIMARY KEY,
  uuid      TEXT NOT NULL,
  side      TEXT NOT NULL CHECK (side IN ('given', 'taken')),
  person    INTEGER NOT NULL REFERENCES person(number),
  exercise  TEXT NOT NULL,           -- its name in this journal
  title     TEXT NOT NULL,
  why       TEXT NOT NULL,
  every     TEXT NOT NULL,           -- 1w; '' for once
  until     INTEGER,
  see       TEXT NOT NULL,
  state     TEXT NOT NULL,
  due       INTEGER,                 -- as agreed last
  due_words TEXT NOT NULL,
  words     TEXT NOT NULL,           -- what was said with the answer
  day       INTEGER NOT NULL,        -- given or taken
  answered  INTEGER,
  body      TEXT NOT NULL CHECK (json_valid(body)), -- the content of its letter; last, since it is long
  UNIQUE (uuid, side)
) STRICT;
CREATE INDEX assignment_person ON assignment(person, side, state);
CREATE INDEX assignment_open ON assignment(side, state);

-- Own notes on a person. Never shared.
CREATE TABLE note (
  number INTEGER PRIMARY KEY,
  uuid   TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person(number),
  day    INTEGER NOT NULL,
  text   TEXT NOT NULL
) STRICT;
CREATE INDEX note_person ON note(person, day);

-- Entries that concern someone: a review of a session with them, or what was
-- answered for an assignment.
CREATE TABLE concern (
  entry      INTEGER PRIMARY KEY REFERENCES entry(number),
  person     INTEGER NOT NULL REFERENCES person(number),
  assignment INTEGER                 -- NULL for a review
) STRICT;
CREATE INDEX concern_person ON concern(person, assignment, entry);
CREATE INDEX concern_assignment ON concern(assignment, entry) WHERE assignment IS NOT NULL;

-- What left, as it was read before it left. Never undone.
CREATE TABLE receipt (
  number      INTEGER PRIMARY KEY,
  uuid        TEXT NOT NULL UNIQUE,  -- of the share
  person      INTEGER NOT NULL REFERENCES person(number),
  fingerprint TEXT NOT NULL,
  assignment  TEXT NOT NULL,         -- its uuid, or ''
  at          INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  text        TEXT NOT NULL,
  hash        TEXT NOT NULL,
  withdrawn   INTEGER                -- the day a request to delete it was written
) STRICT;
CREATE INDEX receipt_person ON receipt(person, number);

-- What others shared. Never undone.
CREATE TABLE received (
  number     INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL,          -- of the share
  person     INTEGER NOT NULL REFERENCES person(number),
  assignment TEXT NOT NULL,          -- its uuid, or ''
  day        INTEGER NOT NULL,
  plain      INTEGER NOT NULL CHECK (plain IN (0, 1)), -- it came as a form, neither signed nor encrypted
  body       TEXT NOT NULL CHECK (json_valid(body)),
  UNIQUE (person, uuid)
) STRICT;
CREATE INDEX received_person ON received(person, number);

-- Letters that were taken in, so that one that comes again changes nothing.
CREATE TABLE letter (
  person INTEGER NOT NULL REFERENCES person(number),
  uuid   TEXT NOT NULL,
  kind   TEXT NOT NULL,
  hash   TEXT NOT NULL,
  PRIMARY KEY (person, uuid)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER person_inserted AFTER INSERT ON person BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'person', new.number, '', NULL
    FROM state;
END;
CREATE TRIGGER person_updated AFTER UPDATE ON person BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'person', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'name', old.name, 'public', old.public,
      'day', old.day, 'touched', old.touched)
    FROM state;
END;
CREATE TRIGGER person_deleted AFTER DELETE ON person BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'person', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'name', old.name, 'public', old.public,
      'day', old.day, 'touched', old.touched)
    FROM state;
END;
CREATE TRIGGER agreement_inserted AFTER INSERT ON agreement BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'agreement', new.person, new.role, NULL
    FROM state;
END;
CREATE TRIGGER agreement_updated AFTER UPDATE ON agreement BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'agreement', old.person, old.role, json_object(
      'person', old.person, 'role', old.role, 'coach', old.coach, 'coachee', old.coachee,
      'keep_months', old.keep_months, 'agreed', old.agreed, 'seen', old.seen)
    FROM state;
END;
CREATE TRIGGER agreement_deleted AFTER DELETE ON agreement BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'agreement', old.person, old.role, json_object(
      'person', old.person, 'role', old.role, 'coach', old.coach, 'coachee', old.coachee,
      'keep_months', old.keep_months, 'agreed', old.agreed, 'seen', old.seen)
    FROM state;
END;
CREATE TRIGGER assignment_inserted AFTER INSERT ON assignment BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'assignment', new.number, '', NULL
    FROM state;
END;
CREATE TRIGGER assignment_updated AFTER UPDATE ON assignment BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'assignment', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'side', old.side, 'person', old.person,
      'exercise', old.exercise, 'title', old.title, 'why', old.why, 'every', old.every,
      'until', old.until, 'see', old.see, 'state', old.state, 'due', old.due,
      'due_words', old.due_words, 'words', old.words, 'day', old.day, 'answered', old.answered,
      'body', old.body)
    FROM state;
END;
CREATE TRIGGER assignment_deleted AFTER DELETE ON assignment BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'assignment', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'side', old.side, 'person', old.person,
      'exercise', old.exercise, 'title', old.title, 'why', old.why, 'every', old.every,
      'until', old.until, 'see', old.see, 'state', old.state, 'due', old.due,
      'due_words', old.due_words, 'words', old.words, 'day', old.day, 'answered', old.answered,
      'body', old.body)
    FROM state;
END;
CREATE TRIGGER note_inserted AFTER INSERT ON note BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'note', new.number, '', NULL
    FROM state;
END;
CREATE TRIGGER note_updated AFTER UPDATE ON note BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'note', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'person', old.person, 'day', old.day, 'text', old.text)
    FROM state;
END;
CREATE TRIGGER note_deleted AFTER DELETE ON note BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'note', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'person', old.person, 'day', old.day, 'text', old.text)
    FROM state;
END;
CREATE TRIGGER concern_inserted AFTER INSERT ON concern BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'concern', new.entry, '', NULL
    FROM state;
END;
CREATE TRIGGER concern_updated AFTER UPDATE ON concern BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'concern', old.entry, '', json_object(
      'entry', old.entry, 'person', old.person, 'assignment', old.assignment)
    FROM state;
END;
CREATE TRIGGER concern_deleted AFTER DELETE ON concern BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'concern', old.entry, '', json_object(
      'entry', old.entry, 'person', old.person, 'assignment', old.assignment)
    FROM state;
END;
