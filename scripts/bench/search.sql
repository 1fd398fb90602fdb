-- What `mull search roadmap` asks.
PRAGMA foreign_keys = 1; PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY;
SELECT w.id / 1000, coalesce(e.day, x.day, i.day), coalesce(e.exercise, ''), coalesce(e.asked, ''), w.part,
  snippet(word_index, 0, char(2), char(3), '…', 24)
  FROM word_index f JOIN words w ON w.id = f.rowid
  LEFT JOIN entry e ON e.number = w.id / 1000
  LEFT JOIN activity x ON x.number = w.id / 1000
  LEFT JOIN item i ON i.number = w.id / 1000
  WHERE word_index MATCH '"roadmap"' AND coalesce(e.day, x.day, i.day) BETWEEN -200000 AND 200000
  ORDER BY f.rowid DESC LIMIT 21;
SELECT hash, title FROM asked;
