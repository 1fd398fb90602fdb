-- Computed: what each category got in each week and in each month that has any
-- time, so that years are looked back on without reading their days. Recomputed
-- by the program for the days an act touches; a recount proves it.
CREATE TABLE period_total (
  kind      TEXT NOT NULL CHECK (kind IN ('week', 'month')),
  day       INTEGER NOT NULL,        -- its first
  category  TEXT NOT NULL,
  days      INTEGER NOT NULL,        -- that have any time, of whichever category
  minutes   INTEGER NOT NULL,
  calendar  INTEGER NOT NULL,
  estimated INTEGER NOT NULL,
  PRIMARY KEY (kind, day, category)
) STRICT, WITHOUT ROWID;

-- Computed: the days whose time all came from calendars, which do not hold
-- hands-on work.
CREATE TABLE calendar_day (
  day INTEGER PRIMARY KEY
) STRICT;

INSERT INTO calendar_day
  SELECT day FROM day_total GROUP BY day HAVING sum(calendar) = sum(minutes);

-- Weeks begin on Monday, and day 0 was a Thursday.
WITH dated AS (
  SELECT 'week' AS kind, day - ((day + 3) % 7 + 7) % 7 AS first, * FROM day_total
  UNION ALL
  SELECT 'month', unixepoch(day * 86400, 'unixepoch', 'start of month') / 86400, * FROM day_total
), worked AS (
  SELECT kind, first, count(DISTINCT day) AS days FROM dated GROUP BY kind, first
)
INSERT INTO period_total
  SELECT kind, first, category, days, sum(minutes), sum(calendar), sum(estimated)
  FROM dated JOIN worked USING (kind, first) GROUP BY kind, first, category;
