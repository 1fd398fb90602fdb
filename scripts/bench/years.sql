-- What `mull trend people.minutes --by year --last 11` asks.
PRAGMA foreign_keys = 1; PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY;
SELECT id FROM measure WHERE name = 'people.minutes';
SELECT id, track, label, also, own FROM category ORDER BY position, id;
SELECT day, max(days), sum(minutes), sum(calendar), sum(estimated), total(CASE WHEN category IN ('people') THEN minutes END),
  total(CASE WHEN category IN () THEN minutes END)
  FROM period_total WHERE kind = 'month' AND day BETWEEN 16801 AND 20818 GROUP BY day ORDER BY day;
