-- What `mull trend ic.share --by week --last 520` asks.
PRAGMA foreign_keys = 1; PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY;
SELECT id, track, label, also, own FROM category ORDER BY position, id;
SELECT day, max(days), sum(minutes), sum(calendar), sum(estimated), total(CASE WHEN category IN ('hands-on') THEN minutes END),
  total(CASE WHEN category IN ('direction', 'leadership', 'learning', 'people', 'running', 'stakeholders') THEN minutes END)
  FROM period_total WHERE kind = 'week' AND day BETWEEN 17140 AND 20779 GROUP BY day ORDER BY day;
