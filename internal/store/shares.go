package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"mull/internal/period"
)

// A Receipt records a share that left.
type Receipt struct {
	Number      int64
	UUID        string // of the share
	Person      int64
	Fingerprint string // of the keys it was encrypted to
	Assignment  string // its UUID, or empty
	At          time.Time
	Day         period.Day
	Text        string // as it was read before it left
	Hash        string
	Withdrawn   period.Day // when a request to delete it was written, or 0
}

// AddReceipt keeps a receipt and gives it its number.
func (a *Act) AddReceipt(r *Receipt) error {
	if err := a.numbered(&r.Number); err != nil {
		return err
	}
	a.touch("receipt", r.Number, "")
	return a.exec(`INSERT INTO receipt (number, uuid, person, fingerprint, assignment, at, day, text, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.Number, r.UUID, r.Person, r.Fingerprint, r.Assignment, r.At.UnixMilli(), int(r.Day), r.Text, r.Hash)
}

// Withdraw notes that a request to delete a share was written.
func (a *Act) Withdraw(receipt int64, day period.Day) error {
	a.touch("receipt", receipt, "")
	return a.exec("UPDATE receipt SET withdrawn = ? WHERE number = ?", int(day), receipt)
}

// Receipts returns all that ever left, newest first.
func (s *Store) Receipts(ctx context.Context) ([]Receipt, error) {
	list, err := all(ctx, s.db, scanReceipt, "SELECT "+receiptColumns+" FROM receipt ORDER BY number DESC")
	return list, s.explain("read what was shared", err)
}

// ReceiptsTo returns the newest of what left for a person, newest first.
func (s *Store) ReceiptsTo(ctx context.Context, person int64, limit int) ([]Receipt, error) {
	list, err := all(ctx, s.db, scanReceipt, "SELECT "+receiptColumns+" FROM receipt WHERE person = ? ORDER BY number DESC LIMIT ?", person, limit)
	return list, s.explain("read what was shared", err)
}

const receiptColumns = "number, uuid, person, fingerprint, assignment, at, day, text, hash, coalesce(withdrawn, 0)"

func scanReceipt(scan func(...any) error) (Receipt, error) {
	var r Receipt
	var at int64
	err := scan(&r.Number, &r.UUID, &r.Person, &r.Fingerprint, &r.Assignment, &at, &r.Day, &r.Text, &r.Hash, &r.Withdrawn)
	r.At = instant(at)
	return r, err
}

// A Received is a share that came.
type Received struct {
	Number     int64
	UUID       string // of the share
	Person     int64
	Assignment string     // its UUID, or empty
	Day        period.Day // when it was taken in
	Body       []byte     // the share's content
	Plain      bool       // it came as a form, neither signed nor encrypted
}

// AddReceived keeps a share that came and gives it its number.
func (a *Act) AddReceived(r *Received) error {
	if err := a.numbered(&r.Number); err != nil {
		return err
	}
	a.touch("received", r.Number, "")
	return a.exec("INSERT INTO received (number, uuid, person, assignment, day, body, plain) VALUES (?, ?, ?, ?, ?, ?, ?)",
		r.Number, r.UUID, r.Person, r.Assignment, int(r.Day), string(r.Body), r.Plain)
}

// ReceivedFrom returns the newest shares that came from a person, newest first;
// limit 0 is all.
func (s *Store) ReceivedFrom(ctx context.Context, person int64, limit int) ([]Received, error) {
	if limit == 0 {
		limit = -1
	}
	list, err := all(ctx, s.db, func(scan func(...any) error) (Received, error) {
		var r Received
		err := scan(&r.Number, &r.UUID, &r.Person, &r.Assignment, &r.Day, &r.Body, &r.Plain)
		return r, err
	}, "SELECT number, uuid, person, assignment, day, body, plain FROM received WHERE person = ? ORDER BY number DESC LIMIT ?", person, limit)
	return list, s.explain("read what came", err)
}

// A Hoard is the oldest of what came from someone the owner agreed with, as
// their coach, how long to keep it.
type Hoard struct {
	Person     int64
	KeepMonths int
	Oldest     period.Day
}

// Hoards returns the oldest share of each person the owner coaches.
func (s *Store) Hoards(ctx context.Context) ([]Hoard, error) {
	list, err := all(ctx, s.db, func(scan func(...any) error) (Hoard, error) {
		var h Hoard
		err := scan(&h.Person, &h.KeepMonths, &h.Oldest)
		return h, err
	}, `SELECT g.person, g.keep_months, r.day FROM agreement g
		JOIN received r ON r.number = (SELECT min(o.number) FROM received o WHERE o.person = g.person)
		WHERE g.role = 'coach' ORDER BY g.person`)
	return list, s.explain("read what came", err)
}

// ReceivedDays returns the numbers of all shares that came from a person and
// the days they came on, oldest first.
func (s *Store) ReceivedDays(ctx context.Context, person int64) ([]Received, error) {
	list, err := all(ctx, s.db, func(scan func(...any) error) (Received, error) {
		r := Received{Person: person}
		err := scan(&r.Number, &r.Day)
		return r, err
	}, "SELECT number, day FROM received WHERE person = ? ORDER BY number", person)
	return list, s.explain("read what came", err)
}

// KeepLetter notes that a letter was taken in, over what was noted of its UUID
// before. The hash is of its content.
func (a *Act) KeepLetter(person int64, uuid, kind, hash string) error {
	a.touch("letter", person, uuid)
	return a.exec("INSERT INTO letter (person, uuid, kind, hash) VALUES (?, ?, ?, ?) ON CONFLICT (person, uuid) DO UPDATE SET kind = excluded.kind, hash = excluded.hash", person, uuid, kind, hash)
}

// Letter returns the kind and content hash of a letter taken in from someone,
// or empty texts.
func (s *Store) Letter(ctx context.Context, person int64, uuid string) (kind, hash string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT kind, hash FROM letter WHERE person = ? AND uuid = ?", person, uuid).Scan(&kind, &hash)
	if noRows(err) {
		return "", "", nil
	}
	return kind, hash, s.explain("read the letters", err)
}

// EraseReceived removes for good a share that its owner asks to delete; see
// Erase. also is part of the same act.
func (s *Store) EraseReceived(ctx context.Context, person int64, uuid string, also func(*Act) error) error {
	numbers, err := all(ctx, s.db, scanOne[int64], "SELECT number FROM received WHERE person = ? AND uuid = ?", person, uuid)
	if err != nil {
		return s.explain("read what came", err)
	}
	return s.Erase(ctx, "receive", numbers, also)
}

// UUIDOf returns the UUID that always stands for the same content.
func UUIDOf(content []byte) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, content).String()
}
