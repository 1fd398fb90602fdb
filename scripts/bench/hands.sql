-- What `mull trend ic.minutes --by year --last 11` asks.
PRAGMA foreign_keys = 1; PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY;
SELECT id FROM measure WHERE name = 'ic.minutes';
SELECT id, track, label, also, own FROM category ORDER BY position, id;
SELECT day, sum(minutes), sum(calendar), sum(estimated), total(CASE WHEN category IN ('hands-on') THEN minutes END),
  total(CASE WHEN category IN () THEN minutes END), max(days)
  FROM period_total WHERE kind = 'month' AND day BETWEEN 16801 AND 20757 GROUP BY day ORDER BY day;
SELECT day, sum(minutes), sum(calendar), sum(estimated), total(CASE WHEN category IN ('hands-on') THEN minutes END),
  total(CASE WHEN category IN () THEN minutes END), 1
  FROM day_total WHERE day BETWEEN 20758 AND 20776 GROUP BY day ORDER BY day;
SELECT day FROM calendar_day c WHERE day BETWEEN 16801 AND 20776
  AND NOT EXISTS (SELECT 1 FROM day_total t WHERE t.day = c.day AND t.category IN ('hands-on')) ORDER BY day;
