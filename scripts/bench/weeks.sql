-- What `mull trend ic.share --by week --last 520` asks.
PRAGMA foreign_keys = 1; PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY;
SELECT id, track, label, also, own FROM category ORDER BY position, id;
SELECT day, sum(minutes), sum(calendar), sum(estimated), total(CASE WHEN category IN ('hands-on') THEN minutes END),
  total(CASE WHEN category IN ('direction', 'leadership', 'learning', 'people', 'running', 'stakeholders') THEN minutes END), max(days)
  FROM period_total WHERE kind = 'week' AND day BETWEEN 17140 AND 20772 GROUP BY day ORDER BY day;
SELECT day, sum(minutes), sum(calendar), sum(estimated), total(CASE WHEN category IN ('hands-on') THEN minutes END),
  total(CASE WHEN category IN ('direction', 'leadership', 'learning', 'people', 'running', 'stakeholders') THEN minutes END), 1
  FROM day_total WHERE day BETWEEN 20773 AND 20776 GROUP BY day ORDER BY day;
