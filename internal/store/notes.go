package store

import (
	"context"

	"mull/internal/period"
)

// A Note is the owner's own word on a person. It is never shared.
type Note struct {
	Number int64
	UUID   string
	Person int64
	Day    period.Day
	Text   string
}

// AddNote keeps a note and gives it its number and UUID.
func (a *Act) AddNote(n *Note) error {
	if err := a.numbered(&n.Number); err != nil {
		return err
	}
	n.UUID = a.newUUID()
	return a.exec("INSERT INTO note (number, uuid, person, day, text) VALUES (?, ?, ?, ?, ?)", n.Number, n.UUID, n.Person, int(n.Day), n.Text)
}

// Notes returns the notes on a person, newest first; limit 0 is all.
func (s *Store) Notes(ctx context.Context, person int64, limit int) ([]Note, error) {
	if limit == 0 {
		limit = -1
	}
	list, err := all(ctx, s.db, func(scan func(...any) error) (Note, error) {
		var n Note
		err := scan(&n.Number, &n.UUID, &n.Person, &n.Day, &n.Text)
		return n, err
	}, "SELECT number, uuid, person, day, text FROM note WHERE person = ? ORDER BY day DESC, number DESC LIMIT ?", person, limit)
	return list, s.explain("read the notes", err)
}
