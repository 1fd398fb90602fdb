package store

import (
	"context"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// wordsPer is how many texts one entry may have in the index.
const wordsPer = 1000

// indexWords brings the searchable texts of every touched entry, activity and
// item in line with what is kept.
//
// What an import brings is indexed by a few statements for all of it: the index
// is brought in order after every statement, which for each note of ten years
// would take minutes.
func (a *Act) indexWords() error {
	for _, statement := range []string{
		`DELETE FROM words WHERE id IN (SELECT w.id FROM touched t JOIN words w ON w.id BETWEEN t.number * 1000 AND t.number * 1000 + 999)`,
		`INSERT INTO words (id, part, body) SELECT x.number * 1000, 'note', x.note
			FROM touched t JOIN activity x ON x.number = t.number WHERE x.note <> '' AND x.entry IS NULL`,
		`INSERT INTO words (id, part, body) SELECT i.number * 1000, 'note', i.text
			FROM touched t JOIN item i ON i.number = t.number WHERE i.entry IS NULL`,
	} {
		if err := a.exec(touched+statement, a.id, a.since); err != nil {
			return err
		}
	}
	entries, err := all(a.ctx, a.tx, scanOne[int64], touched+"SELECT e.number FROM touched t JOIN entry e ON e.number = t.number", a.id, a.since)
	if err != nil {
		return err
	}
	for _, number := range entries {
		if err := a.indexEntry(number); err != nil {
			return err
		}
	}
	return nil
}

func (a *Act) indexEntry(number int64) error {
	texts, err := a.textsOf(number)
	if err != nil {
		return err
	}
	return a.index(number, texts)
}

// index puts the texts of an entry into the index, which has none of them.
func (a *Act) index(number int64, texts []journal.Text) error {
	for i, text := range texts[:min(len(texts), wordsPer)] {
		if err := a.exec("INSERT INTO words (id, part, body) VALUES (?, ?, ?)", number*wordsPer+int64(i), text.Question, text.Body); err != nil {
			return err
		}
	}
	return nil
}

// touched are the numbers this transaction changed something of.
const touched = "WITH touched AS (SELECT DISTINCT number FROM change WHERE act = ?1 AND seq > ?2 AND number > 0) "

// textsOf returns the searchable texts of an entry.
func (a *Act) textsOf(number int64) ([]journal.Text, error) {
	asked, err := one[string](a.ctx, a.tx, "SELECT asked FROM entry WHERE number = ?", number)
	if err != nil {
		return nil, err
	}
	x, err := a.asked(asked)
	if err != nil {
		return nil, err
	}
	given, err := answers(a.ctx, a.tx, number)
	if err != nil {
		return nil, err
	}
	return journal.Texts(x, given), nil
}

// A Search is what is looked for. Empty fields choose everything.
type Search struct {
	Words    string // words and "phrases"; all of them must be there
	Exercise string
	Question string
	Tag      string // without its #
	From, To period.Day
	Limit    int
}

// A Hit is one text that was found. In Snippet the words looked for stand
// between Mark and Unmark.
type Hit struct {
	Number   int64
	Day      period.Day
	Exercise string // empty for a piece of time
	Asked    string
	Question string
	Snippet  string
}

// Mark and Unmark stand around found words: control characters that nobody
// types and no screen shows.
const (
	Mark   = "\x02"
	Unmark = "\x03"
)

// Search returns the texts that hold all the words, newest first.
func (s *Store) Search(ctx context.Context, q Search) ([]Hit, error) {
	match := matchQuery(q.Words, q.Tag)
	if match == "" {
		return []Hit{}, nil
	}
	to := q.To
	if to == 0 {
		to = period.MaxDay
	}
	query := `SELECT w.id / 1000, coalesce(e.day, x.day, i.day), coalesce(e.exercise, ''), coalesce(e.asked, ''), w.part,
			snippet(word_index, 0, char(2), char(3), '…', 24)
		FROM word_index f JOIN words w ON w.id = f.rowid
		LEFT JOIN entry e ON e.number = w.id / 1000
		LEFT JOIN activity x ON x.number = w.id / 1000
		LEFT JOIN item i ON i.number = w.id / 1000
		WHERE word_index MATCH ? AND coalesce(e.day, x.day, i.day) BETWEEN ? AND ?`
	args := []any{match, int(q.From), int(to)}
	if q.Exercise != "" {
		query, args = query+" AND e.exercise = ?", append(args, q.Exercise)
	}
	if q.Question != "" {
		query, args = query+" AND w.part = ?", append(args, q.Question)
	}
	if q.Tag != "" {
		query, args = query+" AND lower(w.body) LIKE ? ESCAPE '\\'", append(args, "%#"+likeLiteral(strings.ToLower(q.Tag))+"%")
	}
	limit := q.Limit
	if limit == 0 {
		limit = -1
	}
	hits, err := all(ctx, s.db, scanHit, query+" ORDER BY f.rowid DESC LIMIT ?", append(args, limit)...)
	return hits, s.explain("search", err)
}

func scanHit(scan func(...any) error) (Hit, error) {
	var h Hit
	err := scan(&h.Number, &h.Day, &h.Exercise, &h.Asked, &h.Question, &h.Snippet)
	return h, err
}

// matchQuery writes words and phrases as a query of FTS5, in which every part
// is quoted, so that nothing typed is an operator. A word that ends in * finds
// its beginnings.
func matchQuery(words, tag string) string {
	var parts []string
	add := func(text string) {
		begins := strings.HasSuffix(text, "*")
		text = strings.TrimRight(text, "*")
		if exercise.Slug(text) == "" {
			return // nothing in it that the index knows
		}
		part := `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		if begins {
			part += " *"
		}
		parts = append(parts, part)
	}
	for i, piece := range strings.Split(words, `"`) {
		if i%2 == 1 {
			add(piece)
			continue
		}
		for word := range strings.FieldsSeq(piece) {
			add(word)
		}
	}
	if tag != "" {
		add(tag)
	}
	return strings.Join(parts, " AND ")
}

func likeLiteral(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}
