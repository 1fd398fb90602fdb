-- What `mull week` asks on Thursday 19 November 2026 (day 20776), in its order.
PRAGMA foreign_keys = 1; PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY;
SELECT id, track, label, also, own FROM category ORDER BY position, id;
SELECT day, category, minutes, logged, calendar, tracker, estimated
  FROM day_total WHERE day BETWEEN 20766 AND 20779 ORDER BY day, category;
SELECT day, sum(minutes), sum(calendar), sum(estimated), total(CASE WHEN category IN ('hands-on') THEN minutes END),
  total(CASE WHEN category IN ('direction', 'leadership', 'learning', 'people', 'running', 'stakeholders') THEN minutes END), max(days)
  FROM period_total WHERE kind = 'week' AND day BETWEEN 20689 AND 20765 GROUP BY day ORDER BY day;
SELECT EXISTS (SELECT 1 FROM activity WHERE day BETWEEN 20772 AND 20779 AND last_day >= 20773 AND source = 'timer'),
  EXISTS (SELECT 1 FROM activity WHERE day BETWEEN 20772 AND 20779 AND last_day >= 20773 AND source = 'logged');
SELECT e.number, e.exercise, e.asked, e.day, a.question, q.role, a.value
  FROM entry e
  JOIN asked_question q ON q.hash = e.asked AND q.role IN ('motive', 'main', 'open-item', 'words', 'energy', 'chosen', 'pleasant', 'lived', 'room')
  JOIN answer a ON a.entry = e.number AND a.question = q.question
  WHERE e.day BETWEEN 20773 AND 20779 AND e.state <> 'draft'
  ORDER BY e.day, e.number, q.position;
SELECT e.number, x.seconds - coalesce((SELECT sum(u.seconds) FROM uncounted u WHERE u.activity = x.number), 0), c.track = 'ic'
  FROM entry e JOIN activity x ON x.number = e.about JOIN category c ON c.id = x.category
  WHERE e.day BETWEEN 20773 AND 20779 AND e.about IS NOT NULL AND e.state <> 'draft';
SELECT o.option, o.label FROM asked_option o
  JOIN asked_question q ON q.hash = o.hash AND q.question = o.question AND q.role = 'motive'
  JOIN asked a ON a.hash = o.hash ORDER BY a.version;
SELECT count(*), coalesce(sum(x.seconds - coalesce((SELECT sum(u.seconds) FROM uncounted u WHERE u.activity = x.number), 0)), 0)
  FROM activity x JOIN category c ON c.id = x.category AND c.track = 'ic'
  WHERE x.day BETWEEN 20773 AND 20779 AND x.entry IS NULL AND x.source <> 'estimated' AND (x.to_at IS NOT NULL OR x.from_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.about = x.number);
SELECT low, high, coalesce(min, 0), coalesce(max, 0) FROM asked_question
  WHERE hash = (SELECT hash FROM asked WHERE exercise = 'daily-reflection' LIMIT 1) AND question = 'energy';
SELECT DISTINCT k.exercise, r.question FROM asked k JOIN asked_question r ON r.hash = k.hash AND r.role = 'chosen';
SELECT id, share IS NOT NULL, coalesce(share, 0), coalesce(minutes, 0), since FROM target ORDER BY share IS NULL, id;
SELECT number, from_day, coalesce(to_day, 0), coalesce(weekday, 0), part FROM off ORDER BY from_day, number;
SELECT number, uuid, exercise, asked, day, zone, started_at, written_at, backfilled, state, coalesce(about, 0), coalesce(revisit, 0)
  FROM entry WHERE day BETWEEN 20773 AND 20779 ORDER BY day DESC, number DESC LIMIT -1;
SELECT number, uuid, day, zone, coalesce(from_at, 0), coalesce(to_at, 0), seconds, category, note, source, origin,
  coalesce(key, ''), coalesce(raw, ''), coalesce(entry, 0), written_at
  FROM activity WHERE from_at IS NOT NULL AND to_at IS NULL ORDER BY from_at LIMIT 1;
SELECT day, category, minutes, logged, calendar, tracker, estimated
  FROM day_total WHERE day BETWEEN 20409 AND 20412 ORDER BY day, category;
