package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"slices"
	"time"

	"modernc.org/sqlite"

	"mull/internal/period"
	"mull/internal/seal"
)

// Snapshot copies the journal at path into memory as it is, without writing to
// it, and returns the copy and the file's version. The copy is neither checked
// nor brought up to date; of an empty file there is none.
//
// Of a plain journal that is damaged it returns the bytes of the file beside the
// error, where they can be read.
func Snapshot(ctx context.Context, path string, keys ...Key) (image []byte, version int, err error) {
	image, version, err = snapshot(ctx, path, keys)
	if errors.Is(err, ErrDamaged) && image == nil && !IsSealed(path) {
		image, _ = seal.ReadRegular(path) // whoever can't read that has the error
	}
	return image, version, err
}

func snapshot(ctx context.Context, path string, keys []Key) (image []byte, version int, err error) {
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
	s, err := openPlain(path, "&_pragma=query_only(1)")
	if err != nil {
		return nil, version, err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	if image, err = s.serialize(ctx); err != nil && s.headerDamaged() {
		return nil, version, damaged(path, "is damaged: the beginning of its file was changed", err)
	}
	// Reading may have taken back what a killed program left half done, even all
	// of a journal that was just being made.
	if info, unknown := os.Stat(path); len(image) == 0 && unknown == nil && info.Size() == 0 {
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

// openPlain opens a plain journal as it is, with one pragma more.
func openPlain(path, pragma string) (*Store, error) {
	db, err := sql.Open("sqlite", dsn(path)+pragma)
	if err != nil {
		return nil, unusable(path, "cannot be opened", err)
	}
	db.SetMaxOpenConns(1)
	return &Store{path: path, db: db}, nil
}

// Computed is what of the computed tables differs from a fresh computation.
type Computed struct {
	Totals, Measures, Words, Questions bool
}

// Whole says that nothing does.
func (c Computed) Whole() bool { return c == Computed{} }

// An Examination is what Examine finds.
type Examination struct {
	Faults   []string      // what SQLite finds wrong; with any, nothing else was looked at
	Schema   []SchemaFault // what else than mull has changed; with any, what comes next was not looked at
	Damage   []Damage      // what differs from its checksum
	Computed Computed
}

// Damaged says whether something is not as it was written.
func (x *Examination) Damaged() bool {
	return len(x.Faults) > 0 || len(x.Schema) > 0 || lossy(x.Damage)
}

// Examine checks a snapshot: what SQLite finds wrong, and where that is
// nothing, whether each row is as it was written, and the computed tables are
// what the journal's functions compute. It works on a copy in memory alone.
func Examine(ctx context.Context, path string, image []byte, now func() time.Time) (x *Examination, err error) {
	x = &Examination{}
	if headerDamaged(image) {
		x.Faults = []string{"the beginning of its file was changed"}
		return x, nil
	}
	raw, err := openRaw(ctx, path, image)
	if err != nil {
		return nil, err
	}
	if x.Faults, err = raw.Integrity(ctx); err != nil { // of bytes in memory
		return x, errors.Join(damaged(path, "is damaged", err), raw.Close())
	}
	if len(x.Faults) == 0 {
		x.Schema, err = raw.schemaFaultsOf(ctx)
	}
	if err == nil && len(x.Schema) > 0 {
		// Or is it the version that is wrong?
		if version, unknown := schemaVersion(ctx, path, image); unknown == nil && version > 0 {
			x.Faults, x.Schema = []string{"the version in its file was changed"}, nil
		}
	}
	if err == nil && len(x.Faults) == 0 && len(x.Schema) == 0 {
		x.Damage, err = raw.verifyIfSummed(ctx)
	}
	if err := errors.Join(err, raw.Close()); err != nil || len(x.Faults) > 0 || len(x.Schema) > 0 {
		return x, err
	}
	x.Computed, err = examineComputed(ctx, path, image, now)
	if err != nil && lossy(x.Damage) {
		return x, nil // what cannot be computed from damaged rows says nothing more
	}
	return x, err
}

func examineComputed(ctx context.Context, path string, image []byte, now func() time.Time) (c Computed, err error) {
	s, err := openRaw(ctx, path, image) // whose schema Examine has compared
	if err == nil {
		err = s.bringUpToDate(ctx, now)
	}
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	before, err := s.computed(ctx)
	if err != nil {
		return c, err
	}
	if c.Words, err = s.indexDiffers(ctx); err != nil {
		return c, err
	}
	if err := s.Rebuild(ctx); err != nil {
		return c, err
	}
	after, err := s.computed(ctx)
	if err != nil {
		return c, err
	}
	for _, table := range []string{"day_total", "uncounted", "calendar_day", "period_total"} {
		c.Totals = c.Totals || before[table] != after[table]
	}
	c.Measures = before["measurement"] != after["measurement"] || before["measure"] != after["measure"]
	c.Questions = before["asked_question"] != after["asked_question"] || before["asked_option"] != after["asked_option"]
	c.Words = c.Words || before["words"] != after["words"]
	return c, nil
}

func (s *Store) computed(ctx context.Context) (map[string]Rows, error) {
	found := map[string]Rows{}
	for _, table := range []string{"day_total", "uncounted", "calendar_day", "period_total", "measurement", "measure", "words", "asked_question", "asked_option"} {
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

// Rebuild computes anew all that is computed: totals, measurements, the index of
// words, what reports know of questions, and checksums that are damaged
// themselves.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.DoForGood(ctx, "doctor", func(a *Act) error {
		found, err := verify(a.ctx, a.tx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(found, func(d Damage) bool { return d.How == BadSum }) {
			if err := resumAll(a.ctx, a.tx, found); err != nil {
				return err
			}
		}
		if err := a.rebuildEachText("SELECT hash FROM asked", a.rebuildQuestions); err != nil {
			return err
		}
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
	if err := a.clearWords(); err != nil {
		return err
	}
	if err := a.rebuildEach("SELECT number FROM entry", a.indexEntry); err != nil {
		return err
	}
	return a.exec(rebuildIndex)
}

const rebuildIndex = "INSERT INTO word_index (word_index) VALUES ('rebuild')"

// clearWords leaves only the texts to search that are in no entry.
func (a *Act) clearWords() error {
	// The index first, since the triggers on words tell one that is wrong what
	// to take out of itself.
	for _, statement := range []string{
		rebuildIndex,
		"DELETE FROM words",
		"INSERT INTO words (id, part, body) SELECT number * 1000, 'note', note FROM activity WHERE note <> '' AND entry IS NULL",
		"INSERT INTO words (id, part, body) SELECT number * 1000, 'note', text FROM item WHERE entry IS NULL",
	} {
		if err := a.exec(statement); err != nil {
			return err
		}
	}
	return nil
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

// rebuildQuestions reads anew what reports need to know of an exercise.
func (a *Act) rebuildQuestions(hash string) error {
	x, err := a.asked(hash)
	if err != nil {
		return err
	}
	for _, table := range []string{"asked_option", "asked_question"} {
		if err := a.exec("DELETE FROM "+table+" WHERE hash = ?", hash); err != nil {
			return err
		}
	}
	return a.keepQuestions(hash, x)
}

func (a *Act) rebuildEachText(query string, rebuild func(string) error) error {
	list, err := all(a.ctx, a.tx, scanOne[string], query)
	if err != nil {
		return err
	}
	for _, text := range list {
		if err := rebuild(text); err != nil {
			return err
		}
	}
	return nil
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
