-- What `mull log 1m ic` writes on Thursday 19 November 2026 (day 20776). The
-- counting between reading the day and writing its totals is the program's own;
-- here the totals are written as they are, as many rows as the program writes.
PRAGMA foreign_keys = 1; PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY; PRAGMA synchronous = EXTRA;
SELECT id, track, label, also, own FROM category ORDER BY position, id;
SELECT number, uuid, day, zone, coalesce(from_at, 0), coalesce(to_at, 0), seconds, category, note, source, origin,
  coalesce(key, ''), coalesce(raw, ''), coalesce(entry, 0), written_at
  FROM activity WHERE day BETWEEN 20768 AND 20776 AND last_day >= 20776 ORDER BY number;
BEGIN IMMEDIATE;
INSERT INTO act (uuid, machine, at, kind) SELECT hex(randomblob(16)), machine, 1795107600000, 'log' FROM state;
UPDATE state SET act = last_insert_rowid();
UPDATE state SET next_number = next_number + 1 RETURNING next_number - 1;
INSERT INTO activity (number, uuid, day, last_day, zone, from_at, to_at, seconds, category, note, source, origin, key, raw, entry, written_at, act)
  SELECT next_number - 1, hex(randomblob(16)), 20776, 20776, 'Europe/Berlin', NULL, NULL, 60, 'hands-on', '', 'logged', '', NULL, NULL, NULL, 1795107600000, act
  FROM state;
SELECT coalesce(max(seq), 0) FROM change WHERE act = (SELECT act FROM state);
SELECT json_extract(before, '$.day'), json_extract(before, '$.last_day'), json_extract(before, '$.zone') FROM change
    WHERE act = (SELECT act FROM state) AND seq > 0 AND thing = 'activity' AND before IS NOT NULL
  UNION
  SELECT x.day, x.last_day, x.zone FROM change c JOIN activity x ON x.number = c.number
    WHERE c.act = (SELECT act FROM state) AND c.seq > 0 AND c.thing = 'activity';
SELECT day, last_day, zone FROM activity WHERE day BETWEEN 20766 AND 20778 AND last_day >= 20774 AND zone <> 'Europe/Berlin';
SELECT number, uuid, day, zone, coalesce(from_at, 0), coalesce(to_at, 0), seconds, category, note, source, origin,
  coalesce(key, ''), coalesce(raw, ''), coalesce(entry, 0), written_at
  FROM activity WHERE day BETWEEN 20768 AND 20776 AND last_day >= 20776 ORDER BY number;
SELECT number, uuid, day, zone, coalesce(from_at, 0), coalesce(to_at, 0), seconds, category, note, source, origin,
  coalesce(key, ''), coalesce(raw, ''), coalesce(entry, 0), written_at
  FROM activity WHERE day BETWEEN 20766 AND 20778 AND last_day >= 20774 AND NOT (day <= 20776 AND last_day >= 20776)
    AND zone <> 'Europe/Berlin' AND from_at IS NOT NULL;
CREATE TEMP TABLE total AS SELECT * FROM day_total WHERE day = 20776;
CREATE TEMP TABLE missing AS SELECT * FROM uncounted WHERE day = 20776;
DELETE FROM day_total WHERE day = 20776;
INSERT INTO day_total SELECT * FROM total;
DELETE FROM calendar_day WHERE day = 20776;
INSERT INTO calendar_day SELECT day FROM day_total WHERE day = 20776 GROUP BY day HAVING sum(calendar) = sum(minutes);
DELETE FROM uncounted WHERE day = 20776;
INSERT INTO uncounted SELECT * FROM missing;
DELETE FROM period_total WHERE kind = 'week' AND day = 20773;
INSERT INTO period_total
  SELECT 'week', 20773, category, (SELECT count(DISTINCT day) FROM day_total WHERE day BETWEEN 20773 AND 20779), sum(minutes), sum(calendar), sum(estimated)
  FROM day_total WHERE day BETWEEN 20773 AND 20779 GROUP BY category;
DELETE FROM period_total WHERE kind = 'month' AND day = 20758;
INSERT INTO period_total
  SELECT 'month', 20758, category, (SELECT count(DISTINCT day) FROM day_total WHERE day BETWEEN 20758 AND 20787), sum(minutes), sum(calendar), sum(estimated)
  FROM day_total WHERE day BETWEEN 20758 AND 20787 GROUP BY category;
SELECT DISTINCT number FROM change WHERE act = (SELECT act FROM state) AND seq > 0 AND thing IN ('entry', 'answer');
WITH touched AS (SELECT DISTINCT number FROM change WHERE act = (SELECT act FROM state) AND seq > 0 AND number > 0)
  SELECT w.id FROM touched t JOIN words w ON w.id BETWEEN t.number * 1000 AND t.number * 1000 + 999;
WITH touched AS (SELECT DISTINCT number FROM change WHERE act = (SELECT act FROM state) AND seq > 0 AND number > 0)
  SELECT e.number FROM touched t JOIN entry e ON e.number = t.number;
UPDATE state SET act = NULL;
COMMIT;
SELECT number, uuid, day, zone, coalesce(from_at, 0), coalesce(to_at, 0), seconds, category, note, source, origin,
  coalesce(key, ''), coalesce(raw, ''), coalesce(entry, 0), written_at
  FROM activity WHERE day BETWEEN 20768 AND 20776 AND last_day >= 20776 ORDER BY number;
