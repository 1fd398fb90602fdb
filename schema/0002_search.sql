-- Computed: what was written, one row for each text, to be searched. id is the
-- number of the entry, activity or item times 1000 and the place of the text in
-- it, so that ids grow as the journal is written.
CREATE TABLE words (
  id     INTEGER PRIMARY KEY,
  part   TEXT NOT NULL,              -- the question; 'note' of an activity
  body   TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE word_index USING fts5(
  body, content = 'words', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
-- Words of deleted texts are overwritten in the index, not only marked.
INSERT INTO word_index (word_index, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER words_inserted AFTER INSERT ON words BEGIN
  INSERT INTO word_index (rowid, body) VALUES (new.id, new.body);
END;
CREATE TRIGGER words_deleted AFTER DELETE ON words BEGIN
  INSERT INTO word_index (word_index, rowid, body) VALUES ('delete', old.id, old.body);
END;
