package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"time"

	"modernc.org/sqlite"

	"mull/internal/period"
)

// Snapshot copies the journal at path into memory as it is, without writing to
// it, and returns the copy and the file's version. The copy is neither checked
// nor brought up to date; of an empty file there is none.
func Snapshot(ctx context.Context, path string, keys ...Key) (image []byte, version int, err error) {
	version, err = inspect(path)
	if err != nil {
		return nil, version, err
	}
	if version == 0 {
		return nil, version, emptied(path)
	}
	if version == sealedVersion {
		return openWhole(path, keys)
	}
	db, err := sql.Open("sqlite", dsn(path)+"&_pragma=query_only(1)")
	if err != nil {
		return nil, version, unusable(path, "cannot be opened", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s := &Store{path: path, db: db}
	image, err = s.serialize(ctx)
	// Reading may have taken back what a killed program left half done, even all
	// of a journal that was just being made.
	if info, unknown := os.Stat(path); err != nil && unknown == nil && info.Size() == 0 {
		return nil, 0, nil
	}
	if err == nil && !wholePages(image) {
		err = damaged(path, "is damaged: it is cut short", nil)
	}
	if err == nil {
		version = versionOf(image)
	}
	return image, version, s.explain("read the journal", err)
}

// Computed is what of the computed tables differs from a fresh computation.
type Computed struct {
	Totals, Measures, Words bool
}

// Whole says that nothing does.
func (c Computed) Whole() bool { return c == Computed{} }

// Examine checks a snapshot: what SQLite finds wrong, and where that is
// nothing, whether the computed tables are what the journal's functions
// compute. It works on a copy in memory alone.
func Examine(ctx context.Context, path string, image []byte, now func() time.Time) (faults []string, c Computed, err error) {
	raw, err := openRaw(ctx, path, image)
	if err != nil {
		return nil, c, err
	}
	faults, err = raw.Integrity(ctx)
	if err := errors.Join(err, raw.Close()); err != nil || len(faults) > 0 {
		return faults, c, err
	}
	s, err := openImage(ctx, path, image, now)
	if err != nil {
		return nil, c, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	before, err := s.computed(ctx)
	if err != nil {
		return nil, c, err
	}
	if c.Words, err = s.indexDiffers(ctx); err != nil {
		return nil, c, err
	}
	if err := s.Rebuild(ctx); err != nil {
		return nil, c, err
	}
	after, err := s.computed(ctx)
	if err != nil {
		return nil, c, err
	}
	for _, table := range []string{"day_total", "uncounted", "calendar_day", "period_total"} {
		c.Totals = c.Totals || before[table] != after[table]
	}
	c.Measures = before["measurement"] != after["measurement"]
	c.Words = c.Words || before["words"] != after["words"]
	return nil, c, nil
}

func (s *Store) computed(ctx context.Context) (map[string]Rows, error) {
	found := map[string]Rows{}
	for _, table := range []string{"day_total", "uncounted", "calendar_day", "period_total", "measurement", "words"} {
		var err error
		if found[table], err = rowsIn(ctx, s.db, table); err != nil {
			return nil, s.explain("read the journal", err)
		}
	}
	return found, nil
}

// indexDiffers asks the index to compare itself with the words.
func (s *Store) indexDiffers(ctx context.Context) (bool, error) {
	err := exec(ctx, s.db, "INSERT INTO word_index (word_index, rank) VALUES ('integrity-check', 1)")
	var fault *sqlite.Error
	if errors.As(err, &fault) {
		return true, nil
	}
	return false, err
}

// Rebuild computes anew all that is computed: totals, measurements, and the
// index of words.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.DoForGood(ctx, "doctor", func(a *Act) error {
		if err := a.rebuildDays(); err != nil {
			return err
		}
		if err := a.rebuildEach("SELECT number FROM entry UNION SELECT entry FROM measurement", a.recomputeEntry); err != nil {
			return err
		}
		return a.rebuildWords()
	})
}

// rebuildWords indexes anew what was written.
func (a *Act) rebuildWords() error {
	// The index first, since the triggers on words tell one that is wrong what
	// to take out of itself.
	for _, statement := range []string{
		"INSERT INTO word_index (word_index) VALUES ('rebuild')",
		"DELETE FROM words",
		"INSERT INTO words (id, part, body) SELECT number * 1000, 'note', note FROM activity WHERE note <> '' AND entry IS NULL",
		"INSERT INTO words (id, part, body) SELECT number * 1000, 'note', text FROM item WHERE entry IS NULL",
	} {
		if err := a.exec(statement); err != nil {
			return err
		}
	}
	if err := a.rebuildEach("SELECT number FROM entry", a.indexEntry); err != nil {
		return err
	}
	return a.exec("INSERT INTO word_index (word_index) VALUES ('rebuild')")
}

func (a *Act) rebuildDays() error {
	spans, err := all(a.ctx, a.tx, scanSpan, `
		SELECT day, day, '' FROM day_total UNION SELECT day, day, '' FROM uncounted UNION SELECT day, day, '' FROM calendar_day
		UNION SELECT day, last_day, '' FROM activity`)
	if err != nil {
		return err
	}
	days := map[period.Day]bool{}
	for _, span := range spans {
		for day := span.from; day <= span.to; day++ {
			days[day] = true
		}
	}
	if err := a.exec("DELETE FROM period_total"); err != nil { // those without days, too
		return err
	}
	return a.recountAll(days)
}

func (a *Act) rebuildEach(query string, rebuild func(int64) error) error {
	numbers, err := all(a.ctx, a.tx, scanOne[int64], query)
	if err != nil {
		return err
	}
	for _, number := range numbers {
		if err := rebuild(number); err != nil {
			return err
		}
	}
	return nil
}
