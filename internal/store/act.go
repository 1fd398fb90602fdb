package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"time"

	"github.com/google/uuid"

	"mull/internal/exercise"
)

// An Act is one command's or one sitting's change to the journal, inside one
// transaction. Its methods are the only way to write.
type Act struct {
	tx    *transaction
	ctx   context.Context //nolint:containedctx // an Act lives no longer than the call it is handed to
	store *Store
	id    int64
	since int64 // changes noted before this transaction
	final bool  // never undone
	// unnoted is how many of this transaction's changes are no longer noted.
	unnoted int
	now     time.Time
	known   map[string]*exercise.Exercise // as asked, by hash, so that none is read twice
	// measures are those written last, by name; nil where few are written.
	measures map[string]MeasureRow

	touched   map[string]map[rowKey]bool // rows whose checksums are to be written, by table
	otherActs map[int64]bool             // acts that this one changes something of
}

// Do runs one act: everything fn writes, or nothing. An act that changed
// nothing leaves no trace. It returns the act's id, or 0.
func (s *Store) Do(ctx context.Context, kind string, fn func(*Act) error) (int64, error) {
	return s.act(ctx, kind, 0, fn)
}

// DoForGood is Do for an act that is never undone: a file that left or arrived
// stays so, and what was removed for good does not come back. Neither is what
// it built on undone from then on.
func (s *Store) DoForGood(ctx context.Context, kind string, fn func(*Act) error) error {
	_, err := s.act(ctx, kind, 0, func(a *Act) error {
		a.final = true
		if err := a.exec("UPDATE act SET final = 1 WHERE id = ?", a.id); err != nil {
			return err
		}
		return fn(a)
	})
	return err
}

// Continue adds to an act in a further transaction, as a sitting does with each
// answer.
func (s *Store) Continue(ctx context.Context, id int64, fn func(*Act) error) error {
	_, err := s.act(ctx, "", id, fn)
	return err
}

func (s *Store) act(ctx context.Context, kind string, id int64, fn func(*Act) error) (done int64, err error) {
	if err := s.Make(ctx); err != nil {
		return 0, err
	}
	err = s.change(ctx, func() (bool, error) {
		done, err = s.actNow(ctx, kind, id, fn)
		return done != 0, err
	})
	if err != nil {
		return 0, err
	}
	return done, nil
}

func (s *Store) actNow(ctx context.Context, kind string, id int64, fn func(*Act) error) (int64, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, s.explain("begin to write", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	// Milliseconds, since that is what the file keeps.
	a := &Act{tx: &transaction{Tx: tx, prepared: map[string]*sql.Stmt{}}, ctx: ctx, store: s, id: id, now: s.now().Truncate(time.Millisecond), known: map[string]*exercise.Exercise{}}
	if err := a.begin(kind); err != nil {
		return 0, s.explain("begin to write", err)
	}
	if err := fn(a); err != nil {
		return 0, s.stopped(s.refused(err))
	}
	changed, err := a.finish()
	if err != nil {
		return 0, s.stopped(s.explain("write the journal", err))
	}
	if !changed {
		return 0, nil
	}
	if err := tx.Commit(); err != nil {
		return 0, s.explain("write the journal", err)
	}
	return a.id, nil
}

func (a *Act) begin(kind string) error {
	if a.id == 0 {
		here, err := a.store.device(a.ctx, a.tx)
		if err != nil {
			return err
		}
		result, err := a.tx.ExecContext(a.ctx,
			"INSERT INTO act (uuid, machine, at, kind) VALUES (?, ?, ?, ?)", a.newUUID(), here.ID, a.now.UnixMilli(), kind)
		if err != nil {
			return err
		}
		if a.id, err = result.LastInsertId(); err != nil {
			return err
		}
	} else if err := a.tx.QueryRowContext(a.ctx,
		"SELECT coalesce(max(seq), 0) FROM change WHERE act = ?", a.id).Scan(&a.since); err != nil {
		return err
	}
	return a.exec("UPDATE state SET act = ?", a.id)
}

// finish recomputes what follows from the changes and says whether there were
// any.
func (a *Act) finish() (bool, error) {
	changes, err := a.changesOf(a.id)
	if err != nil {
		return false, err
	}
	if err := a.allNoted(changes); err != nil {
		return false, err
	}
	if changed := a.touchChanged(changes); !changed && !a.final {
		return false, nil
	}
	if err := a.settle(); err != nil {
		return false, err
	}
	if err := a.checkChanged(changes); err != nil {
		return false, err
	}
	if err := a.sum(changes); err != nil {
		return false, err
	}
	return true, a.endState()
}

// allNoted refuses an act that wrote rows its changes do not tell of: it could not
// be undone, and what follows from them would not be computed.
func (a *Act) allNoted(changes []notedChange) error {
	noted := a.unnoted
	for _, c := range changes {
		if c.seq > a.since {
			noted++
		}
	}
	if noted >= a.tx.wrote {
		return nil
	}
	return &Unusable{a.store.path, "did not note what was changed, so nothing was saved",
		"to see what is wrong with the journal: mull doctor", ErrForeignSchema}
}

// settle brings what is computed in line with this transaction's changes.
func (a *Act) settle() error {
	if err := a.recomputeDays(); err != nil {
		return err
	}
	if err := a.recomputeMeasures(); err != nil {
		return err
	}
	return a.indexWords()
}

func (a *Act) exec(query string, args ...any) error { return exec(a.ctx, a.tx, query, args...) }

// Now is the instant of this transaction.
func (a *Act) Now() time.Time { return a.now }

// ID returns the act's id, for Continue.
func (a *Act) ID() int64 { return a.id }

// Number takes the next of the numbers people type, for something that is
// added later in this transaction.
func (a *Act) Number() (int64, error) {
	return one[int64](a.ctx, a.tx, "UPDATE state SET next_number = next_number + 1 RETURNING next_number - 1")
}

// numbered gives something a number unless it took one already.
func (a *Act) numbered(number *int64) (err error) {
	if *number == 0 {
		*number, err = a.Number()
	}
	return err
}

// newUUID returns a version 7 UUID of this transaction's instant, greater than
// any this Store gave before.
func (a *Act) newUUID() string { return a.store.newUUID(a.now) }

// newUUID makes a version 7 UUID (RFC 9562) of an instant of the journal's
// clock. Its 48 bits of milliseconds and 12 bits after the version are one
// counter, so that what is kept in one millisecond keeps its order too.
func (s *Store) newUUID(at time.Time) string {
	s.stamp = max(s.stamp+1, uint64(at.UnixMilli())<<12)
	id := uuid.New() // random, with the variant set
	binary.BigEndian.PutUint64(id[:], s.stamp>>12<<16|0x7000|s.stamp&0xfff)
	return id.String()
}

func noRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }

func orNull[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	return value
}
