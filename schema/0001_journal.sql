-- The journal. Days are local dates as days since 1970-01-01
-- (date(day * 86400, 'unixepoch') shows one); instants end in _at and are UTC
-- milliseconds; time is kept in seconds, totals in minutes.

CREATE TABLE state (
  one         INTEGER PRIMARY KEY CHECK (one = 1),
  next_number INTEGER NOT NULL,      -- of entries, activities and items: one sequence
  act         INTEGER,               -- the act whose changes are being noted
  machine     TEXT NOT NULL,
  seed        TEXT NOT NULL          -- orders shuffled options for good
) STRICT;

-- What one command or one sitting changed: the unit of undo and history.
CREATE TABLE act (
  id        INTEGER PRIMARY KEY,
  uuid      TEXT NOT NULL,
  machine   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  kind      TEXT NOT NULL,           -- the command's name, never private text
  undone_by INTEGER REFERENCES act(id)
) STRICT;

-- Every row an act wrote. before is the row as it was, as JSON; NULL where
-- there was none before the act. What it became stands in the next change of the same row, or
-- in the row itself.
CREATE TABLE change (
  act    INTEGER NOT NULL REFERENCES act(id),
  seq    INTEGER NOT NULL,
  thing  TEXT NOT NULL,
  number INTEGER NOT NULL,           -- of the entry, activity or item; 0 for others
  part   TEXT NOT NULL,              -- the question, category or setting; else ''
  before TEXT,
  PRIMARY KEY (act, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_of ON change(number, act) WHERE before IS NOT NULL AND number > 0;

-- Exercises as they were asked, by the hash of their text. Never changed.
CREATE TABLE asked (
  hash     TEXT PRIMARY KEY,
  exercise TEXT NOT NULL,
  version  INTEGER NOT NULL,
  title    TEXT NOT NULL,
  body     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What reports need to know of asked questions, so that they read no exercise.
CREATE TABLE asked_question (
  hash     TEXT NOT NULL REFERENCES asked(hash),
  question TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  role     TEXT NOT NULL,
  ask      TEXT NOT NULL,
  trend    INTEGER NOT NULL,
  privacy  TEXT NOT NULL,
  min      REAL, max REAL,
  low      TEXT NOT NULL, high TEXT NOT NULL,
  PRIMARY KEY (hash, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE asked_option (
  hash     TEXT NOT NULL REFERENCES asked(hash),
  question TEXT NOT NULL,
  option   TEXT NOT NULL,
  label    TEXT NOT NULL,
  PRIMARY KEY (hash, question, option)
) STRICT, WITHOUT ROWID;

-- One sitting of an exercise.
CREATE TABLE entry (
  number     INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  exercise   TEXT NOT NULL,
  asked      TEXT NOT NULL REFERENCES asked(hash),
  day        INTEGER NOT NULL,
  zone       TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  backfilled INTEGER NOT NULL CHECK (backfilled IN (0, 1)),
  state      TEXT NOT NULL CHECK (state IN ('draft', 'open', 'done')),
  about      INTEGER,                -- the activity it speaks of
  revisit    INTEGER,                -- the day an open entry asks again
  origin     TEXT,                   -- of an imported entry
  key        TEXT,                   -- the origin's own id of it
  raw        TEXT,                   -- the fields it came with
  act        INTEGER NOT NULL REFERENCES act(id)
) STRICT;
CREATE UNIQUE INDEX entry_key ON entry(origin, key) WHERE key IS NOT NULL;
CREATE INDEX entry_day ON entry(day, exercise, state, asked);
CREATE INDEX entry_exercise ON entry(exercise, day, number, state);
CREATE INDEX entry_unfinished ON entry(state, day) WHERE state <> 'done';
CREATE INDEX entry_about ON entry(about) WHERE about IS NOT NULL;

-- value is JSON; NULL was skipped; no row was not reached.
CREATE TABLE answer (
  entry    INTEGER NOT NULL REFERENCES entry(number),
  question TEXT NOT NULL,
  value    TEXT CHECK (value IS NULL OR json_valid(value)),
  PRIMARY KEY (entry, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE category (
  id       TEXT PRIMARY KEY,
  track    TEXT NOT NULL CHECK (track IN ('ic', 'leadership', 'other')),
  label    TEXT NOT NULL,
  also     TEXT NOT NULL CHECK (json_valid(also)),
  position INTEGER NOT NULL,
  own      INTEGER NOT NULL CHECK (own IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  number     INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  day        INTEGER NOT NULL,       -- its first local date
  last_day   INTEGER NOT NULL,
  zone       TEXT NOT NULL,
  from_at    INTEGER,
  to_at      INTEGER,                -- NULL with from_at: a timer that runs
  seconds    INTEGER NOT NULL,
  category   TEXT NOT NULL REFERENCES category(id),
  note       TEXT NOT NULL,
  source     TEXT NOT NULL CHECK (source IN ('timer', 'logged', 'imported', 'estimated')),
  origin     TEXT NOT NULL,          -- of imported time
  key        TEXT,                   -- the origin's own id of it
  raw        TEXT,                   -- the fields it came with
  entry      INTEGER REFERENCES entry(number),
  written_at INTEGER NOT NULL,
  act        INTEGER NOT NULL REFERENCES act(id),
  CHECK (last_day >= day),
  CHECK (to_at IS NULL OR from_at IS NOT NULL AND to_at > from_at)
) STRICT;
CREATE INDEX activity_day ON activity(day, last_day, zone);
CREATE UNIQUE INDEX activity_key ON activity(origin, key) WHERE key IS NOT NULL;
CREATE INDEX activity_entry ON activity(entry) WHERE entry IS NOT NULL;
CREATE INDEX activity_running ON activity(from_at) WHERE from_at IS NOT NULL AND to_at IS NULL;

-- What someone carries: a talk or a decision that waits.
CREATE TABLE item (
  number     INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  text       TEXT NOT NULL,
  day        INTEGER NOT NULL,       -- since when it is on the list
  entry      INTEGER REFERENCES entry(number),
  state      TEXT NOT NULL CHECK (state IN ('open', 'closed', 'dropped')),
  closed_day INTEGER,
  act        INTEGER NOT NULL REFERENCES act(id)
) STRICT;
CREATE INDEX item_state ON item(state, day);
CREATE INDEX item_entry ON item(entry) WHERE entry IS NOT NULL;

-- Own wishes about how the journal asks and counts, as JSON.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- What someone aims at: a share of IC, or minutes a week of a track or category.
CREATE TABLE target (
  id      TEXT PRIMARY KEY,          -- ic, leadership, other, or a category
  share   REAL CHECK (share BETWEEN 0 AND 1),
  minutes INTEGER CHECK (minutes > 0),
  since   INTEGER NOT NULL,          -- weeks that ended before are not held to it
  CHECK ((share IS NULL) <> (minutes IS NULL))
) STRICT, WITHOUT ROWID;

-- Days without work: some days, or one weekday from a day on.
CREATE TABLE off (
  number   INTEGER PRIMARY KEY,
  from_day INTEGER NOT NULL,
  to_day   INTEGER,                  -- NULL with weekday: until further notice
  weekday  INTEGER CHECK (weekday BETWEEN 1 AND 7), -- Monday is 1; NULL is every day
  part     REAL NOT NULL CHECK (part IN (0.5, 1)),  -- how much of the day
  act      INTEGER NOT NULL REFERENCES act(id),
  CHECK (to_day >= from_day),
  CHECK (to_day IS NOT NULL OR weekday IS NOT NULL)
) STRICT;

-- How imported time is sorted into categories: the first rule that fits.
CREATE TABLE rule (
  number   INTEGER PRIMARY KEY,      -- the newest is tried first
  text     TEXT NOT NULL,            -- as people type it
  category TEXT NOT NULL,            -- what it sorts into, or leave-out
  act      INTEGER NOT NULL REFERENCES act(id)
) STRICT;

-- Computed: what each category got on each day. Recomputed by the program for
-- the days an act touches; a recount proves it.
CREATE TABLE day_total (
  day       INTEGER NOT NULL,
  category  TEXT NOT NULL,
  minutes   INTEGER NOT NULL,
  logged    INTEGER NOT NULL,
  calendar  INTEGER NOT NULL,
  tracker   INTEGER NOT NULL,
  estimated INTEGER NOT NULL,
  PRIMARY KEY (day, category)
) STRICT, WITHOUT ROWID;

-- Computed: the seconds of an activity that do not count on a day, because
-- stronger or later time overlaps them. Most activities have no row.
CREATE TABLE uncounted (
  day      INTEGER NOT NULL,
  activity INTEGER NOT NULL,
  seconds  INTEGER NOT NULL,
  PRIMARY KEY (day, activity)
) STRICT, WITHOUT ROWID;
CREATE INDEX uncounted_activity ON uncounted(activity, seconds);

-- Computed: the names of what can be trended, and the values by day.
CREATE TABLE measure (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,         -- EXERCISE.QUESTION, .OPTION or .ROW after it
  kind TEXT NOT NULL                 -- scale, number, minutes, or option: the value 1 for each naming
) STRICT;
CREATE TABLE measurement (
  measure INTEGER NOT NULL REFERENCES measure(id),
  day     INTEGER NOT NULL,
  entry   INTEGER NOT NULL REFERENCES entry(number),
  value   REAL NOT NULL,
  PRIMARY KEY (measure, day, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX measurement_entry ON measurement(entry);

INSERT INTO category (id, track, label, also, position, own) VALUES
  ('hands-on',     'ic',         'work someone on the team could do',             '["ic", "hands on", "handson"]', 1, 0),
  ('people',       'leadership', 'one-to-ones, feedback, growing, hiring',        '["1:1", "one-to-one"]', 2, 0),
  ('direction',    'leadership', 'strategy, deciding, aligning others on change', '["strategy"]', 3, 0),
  ('running',      'leadership', 'planning, tracking, unblocking, fixing',        '["planning", "managing"]', 4, 0),
  ('stakeholders', 'leadership', 'boss, peers, stakeholders',                     '["stakeholder"]', 5, 0),
  ('learning',     'leadership', 'customers, market, own study, thinking',        '["study"]', 6, 0),
  ('leadership',   'leadership', 'leadership, not told apart',                    '["lead"]', 7, 0),
  ('admin',        'other',      'mail, forms, status',                           '["other"]', 8, 0),
  ('unsorted',     'other',      'imported time that no rule has sorted',         '[]', 9, 0);

-- Every change to what the user keeps is noted under the act in progress.
-- Outside an act these tables cannot be written: change.act is NOT NULL.
CREATE TRIGGER entry_inserted AFTER INSERT ON entry BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'entry', new.number, '', NULL
    FROM state;
END;
-- An entry grows in the act that made it: there is nothing before to go back to.
CREATE TRIGGER entry_updated AFTER UPDATE ON entry BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'entry', old.number, '', CASE WHEN old.act <> state.act THEN json_object(
      'number', old.number, 'uuid', old.uuid, 'exercise', old.exercise, 'asked', old.asked,
      'day', old.day, 'zone', old.zone, 'started_at', old.started_at,
      'written_at', old.written_at, 'backfilled', old.backfilled, 'state', old.state,
      'about', old.about, 'revisit', old.revisit, 'origin', old.origin, 'key', old.key, 'raw', old.raw,
      'act', old.act) END
    FROM state;
END;
CREATE TRIGGER entry_deleted AFTER DELETE ON entry BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'entry', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'exercise', old.exercise, 'asked', old.asked,
      'day', old.day, 'zone', old.zone, 'started_at', old.started_at,
      'written_at', old.written_at, 'backfilled', old.backfilled, 'state', old.state,
      'about', old.about, 'revisit', old.revisit, 'origin', old.origin, 'key', old.key, 'raw', old.raw,
      'act', old.act)
    FROM state;
END;
CREATE TRIGGER answer_inserted AFTER INSERT ON answer BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'answer', new.entry, new.question, NULL
    FROM state;
END;
CREATE TRIGGER answer_updated AFTER UPDATE ON answer BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'answer', old.entry, old.question, json_object(
      'entry', old.entry, 'question', old.question, 'value', old.value)
    FROM state;
END;
CREATE TRIGGER answer_deleted AFTER DELETE ON answer BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'answer', old.entry, old.question, json_object(
      'entry', old.entry, 'question', old.question, 'value', old.value)
    FROM state;
END;
CREATE TRIGGER activity_inserted AFTER INSERT ON activity BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'activity', new.number, '', NULL
    FROM state;
END;
CREATE TRIGGER activity_updated AFTER UPDATE ON activity BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'activity', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'day', old.day, 'last_day', old.last_day,
      'zone', old.zone, 'from_at', old.from_at, 'to_at', old.to_at, 'seconds', old.seconds,
      'category', old.category, 'note', old.note, 'source', old.source,
      'origin', old.origin, 'key', old.key, 'raw', old.raw, 'entry', old.entry,
      'written_at', old.written_at, 'act', old.act)
    FROM state;
END;
CREATE TRIGGER activity_deleted AFTER DELETE ON activity BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'activity', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'day', old.day, 'last_day', old.last_day,
      'zone', old.zone, 'from_at', old.from_at, 'to_at', old.to_at, 'seconds', old.seconds,
      'category', old.category, 'note', old.note, 'source', old.source,
      'origin', old.origin, 'key', old.key, 'raw', old.raw, 'entry', old.entry,
      'written_at', old.written_at, 'act', old.act)
    FROM state;
END;
CREATE TRIGGER item_inserted AFTER INSERT ON item BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'item', new.number, '', NULL
    FROM state;
END;
CREATE TRIGGER item_updated AFTER UPDATE ON item BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'item', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'text', old.text, 'day', old.day,
      'entry', old.entry, 'state', old.state, 'closed_day', old.closed_day, 'act', old.act)
    FROM state;
END;
CREATE TRIGGER item_deleted AFTER DELETE ON item BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'item', old.number, '', json_object(
      'number', old.number, 'uuid', old.uuid, 'text', old.text, 'day', old.day,
      'entry', old.entry, 'state', old.state, 'closed_day', old.closed_day, 'act', old.act)
    FROM state;
END;
CREATE TRIGGER category_inserted AFTER INSERT ON category BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'category', 0, new.id, NULL
    FROM state;
END;
CREATE TRIGGER category_updated AFTER UPDATE ON category BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'category', 0, old.id, json_object(
      'id', old.id, 'track', old.track, 'label', old.label, 'also', old.also,
      'position', old.position, 'own', old.own)
    FROM state;
END;
CREATE TRIGGER category_deleted AFTER DELETE ON category BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'category', 0, old.id, json_object(
      'id', old.id, 'track', old.track, 'label', old.label, 'also', old.also,
      'position', old.position, 'own', old.own)
    FROM state;
END;
CREATE TRIGGER setting_inserted AFTER INSERT ON setting BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'setting', 0, new.name, NULL
    FROM state;
END;
CREATE TRIGGER setting_updated AFTER UPDATE ON setting BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'setting', 0, old.name, json_object(
      'name', old.name, 'value', old.value)
    FROM state;
END;
CREATE TRIGGER setting_deleted AFTER DELETE ON setting BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'setting', 0, old.name, json_object(
      'name', old.name, 'value', old.value)
    FROM state;
END;
CREATE TRIGGER target_inserted AFTER INSERT ON target BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'target', 0, new.id, NULL
    FROM state;
END;
CREATE TRIGGER target_updated AFTER UPDATE ON target BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'target', 0, old.id, json_object(
      'id', old.id, 'share', old.share, 'minutes', old.minutes, 'since', old.since)
    FROM state;
END;
CREATE TRIGGER target_deleted AFTER DELETE ON target BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'target', 0, old.id, json_object(
      'id', old.id, 'share', old.share, 'minutes', old.minutes, 'since', old.since)
    FROM state;
END;
CREATE TRIGGER off_inserted AFTER INSERT ON off BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'off', new.number, '', NULL
    FROM state;
END;
CREATE TRIGGER off_updated AFTER UPDATE ON off BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'off', old.number, '', json_object(
      'number', old.number, 'from_day', old.from_day, 'to_day', old.to_day, 'weekday', old.weekday, 'part', old.part, 'act', old.act)
    FROM state;
END;
CREATE TRIGGER off_deleted AFTER DELETE ON off BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'off', old.number, '', json_object(
      'number', old.number, 'from_day', old.from_day, 'to_day', old.to_day, 'weekday', old.weekday, 'part', old.part, 'act', old.act)
    FROM state;
END;
CREATE TRIGGER rule_inserted AFTER INSERT ON rule BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'rule', new.number, '', NULL
    FROM state;
END;
CREATE TRIGGER rule_updated AFTER UPDATE ON rule BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'rule', old.number, '', json_object(
      'number', old.number, 'text', old.text, 'category', old.category, 'act', old.act)
    FROM state;
END;
CREATE TRIGGER rule_deleted AFTER DELETE ON rule BEGIN
  INSERT INTO change
    SELECT act, 1 + coalesce((SELECT max(seq) FROM change WHERE act = state.act), 0), 'rule', old.number, '', json_object(
      'number', old.number, 'text', old.text, 'category', old.category, 'act', old.act)
    FROM state;
END;
