// Package store keeps the journal in one SQLite file.
//
// What the file promises:
//
//   - A command is one act in one transaction; a sitting is one act over
//     several, so that every answer is on disk before the next question.
//     Transactions begin immediate: a read never turns into a lost write.
//   - Every row an act inserts, changes or deletes is noted by triggers, so
//     nothing escapes undo and history, and nothing is written outside an act.
//   - Totals per day and category, their sums per week and month, which days
//     calendars alone know, and the values of measures are recomputed by the
//     journal's own functions for what an act touched, before it commits.
//     Recount proves them against the activities.
//   - Numbers people type are never given twice. Days are local dates fixed at
//     writing and are never recomputed.
//   - The rollback journal with synchronous=EXTRA costs five fsyncs for a write
//     and leaves no second file behind; for programs that open, write and
//     close, a write-ahead log would gain nothing. The fifth sees on the disk
//     that the rollback journal is gone: without it a power cut may bring it
//     back, and with it the state before an act that was acknowledged.
//   - Files are 0600 in folders 0700. Deleted rows are overwritten
//     (secure_delete), sorting spills into memory only. What an undo may bring
//     back stays in the file until it is purged.
//   - A file of another program, or of a newer mull, is refused untouched.
//   - A sealed journal is an encrypted file at rest and in memory while it is
//     used, and keeps the same promises; see vault. Everything else in this
//     package works on either.
package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"mull/schema"
)

// A Store is an open journal.
type Store struct {
	path  string
	db    *sql.DB
	now   func() time.Time
	stamp uint64 // of the last UUID
	image bool   // a copy in memory of the file at path
	later string // where the first act makes a journal, or empty
	keys  []Key  // for what is there by then
	vault *vault // where a sealed journal rests, or nil
	aside string // the copy made before it was brought up to date
	read  reads  // the file itself, where it was read past SQLite

	devices Devices // where this device is noted, or empty
	here    device  // once it is known
}

// Memory is the path of a journal that lives only as long as its Store.
const Memory = ":memory:"

// Open opens the journal at path, creating it and its folder if needed and
// bringing its schema up to date. now is the clock of its acts. A sealed one is
// opened with the first of the keys that fits.
func Open(ctx context.Context, path string, now func() time.Time, keys ...Key) (*Store, error) {
	fresh := path == Memory
	version := 0
	if !fresh {
		if err := onlyFiles(path); err != nil {
			return nil, err
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, unusable(path, "its folder cannot be made", err)
		}
		if err := create(path); err != nil {
			return nil, unusable(path, "cannot be opened", err)
		}
		var err error
		if version, err = inspect(path); err != nil {
			return nil, err
		}
		if version == sealedVersion {
			return openSealed(ctx, path, now, keys)
		}
		if version == 0 {
			if err := emptied(path); err != nil {
				return nil, err
			}
			// An empty file becomes the journal, whoever made it.
			if err := os.Chmod(path, 0o600); err != nil {
				return nil, unusable(path, "cannot be kept private", err)
			}
		}
	}
	return open(ctx, path, version, now)
}

// OpenLater opens the journal at path. Where there is none, or an empty file, an
// empty one in memory stands for it until the first act makes it: looking never makes a
// journal, and neither does what is refused.
func OpenLater(ctx context.Context, path string, now func() time.Time, keys ...Key) (*Store, error) {
	if !Lost(path) || interrupted(path) {
		return Open(ctx, path, now, keys...)
	}
	if err := emptied(path); err != nil {
		return nil, err
	}
	s, err := open(ctx, Memory, 0, now)
	if err == nil {
		s.later, s.keys = path, keys
	}
	return s, err
}

// Make makes the journal that OpenLater put off, if it did. It shuffles as the
// one that stood for it did, since options may be on the screen already.
func (s *Store) Make(ctx context.Context) error {
	if s.later == "" {
		return nil
	}
	seed, err := s.Seed(ctx)
	if err != nil {
		return err
	}
	made, err := Open(ctx, s.later, s.now, s.keys...)
	if err != nil {
		return err
	}
	// Another program may have made it meanwhile and used its own.
	if err := made.setSeed(ctx, seed); err != nil {
		return errors.Join(s.explain("make the journal", err), made.Close())
	}
	stood := s.db
	s.db, s.path, s.vault, s.later = made.db, made.path, made.vault, ""
	return stood.Close()
}

// setSeed sets what shuffles, in a journal that holds nothing yet.
func (s *Store) setSeed(ctx context.Context, seed string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := exec(ctx, tx, "UPDATE state SET seed = ? WHERE NOT EXISTS (SELECT 1 FROM act)", seed); err != nil {
		return err
	}
	if err := sumState(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// Lost says whether there is no file at path, or nothing in it. Where there was
// a journal before, it is.
func Lost(path string) bool {
	info, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// create makes an empty file where there is none, unless a sealed journal was
// there.
func create(path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := emptied(path); err != nil {
			return err
		}
	}
	return touch(path)
}

// emptied refuses to begin anew, and in the open, where a sealed journal was:
// its key still lies there.
func emptied(path string) error {
	if _, err := os.Stat(KeyFile(path)); err != nil {
		return nil
	}
	return &Unusable{
		Path:    path,
		Problem: "was sealed and is gone: there is only its key, " + KeyFile(path),
		Hint:    "mull backup --list shows the backups, mull restore FILE puts one back; to begin anew, move the key away",
		Err:     ErrDamaged,
	}
}

// Unmade says whether there is no journal yet: nothing is in it.
func (s *Store) Unmade() bool { return s.later != "" }

func open(ctx context.Context, path string, version int, now func() time.Time) (*Store, error) {
	s, err := connect(path, now)
	if err != nil {
		return nil, err
	}
	if version > 0 && interrupted(path) {
		// The header may be of a transaction that SQLite takes back on reading.
		if version, err = one[int](ctx, s.db, "PRAGMA user_version"); err != nil {
			return nil, errors.Join(s.explain("open the journal", err), s.db.Close())
		}
	}
	if err := s.upToDate(ctx, version); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}

func connect(path string, now func() time.Time) (*Store, error) {
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, unusable(path, "cannot be opened", err)
	}
	db.SetMaxOpenConns(1) // one connection: SQLite's own locks order the writers
	return &Store{path: path, db: db, now: now}, nil
}

// upToDate brings a journal to the program's version, unless something else than
// mull changed its schema.
func (s *Store) upToDate(ctx context.Context, version int) error {
	if version > 0 {
		if err := s.checkSchema(ctx, version); err != nil {
			return err
		}
	}
	if version < schema.Version() {
		return s.migrate(ctx, version, schema.After)
	}
	return nil
}

// interrupted says whether a writer is at work on the journal, or ended in the
// middle of it.
func interrupted(path string) bool {
	_, err := os.Stat(real(path) + "-journal") // where links lead, as SQLite puts it
	return err == nil
}

// touch creates an empty file nobody else can read, so that SQLite, which
// would create it for all to read, finds it there.
func touch(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

// dsn names the file and the pragmas of every connection: database/sql pools
// connections, and a PRAGMA executed once reaches only one of them.
func dsn(path string) string {
	name := "file::memory:"
	if path != Memory {
		name = (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path)}).String()
	}
	return name + "?" + pragmas
}

const pragmas = "_txlock=immediate&_dqs=0" +
	"&_pragma=busy_timeout(10000)" +
	"&_pragma=synchronous(EXTRA)" +
	"&_pragma=foreign_keys(1)" +
	"&_pragma=secure_delete(1)" +
	"&_pragma=temp_store(MEMORY)" +
	"&_pragma=trusted_schema(0)"

// Close closes the journal.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return s.explain("close the journal", err)
	}
	if s.vault != nil {
		return s.vault.leave()
	}
	return nil
}

// Path returns where the journal is kept.
func (s *Store) Path() string { return s.path }

// Migrated returns where the copy is that was made of the journal as it was,
// when opening it brought it up to date, and "" otherwise.
func (s *Store) Migrated() string { return s.aside }

// Seed returns what orders shuffled options in this journal.
func (s *Store) Seed(ctx context.Context) (string, error) {
	return one[string](ctx, s.db, "SELECT seed FROM state")
}
