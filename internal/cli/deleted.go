// Says of a number that isn't there any more that it was deleted, and how to undo that.

package cli

import (
	"errors"
	"fmt"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// noSuch says that nothing has a number, or that it was deleted. So is what the
// hint ends with, such as that nothing else happened.
func (p *program) noSuch(s *store.Store, n int64, so string) error {
	gone, err := p.gone(s, n)
	switch {
	case err != nil:
		return err
	case gone == nil:
		return notFound("mull list shows the numbers"+so, "no entry or activity %d", n)
	case gone.Undo == 0:
		return notFound(fmt.Sprintf("mull history %d shows what it was", n)+so, "%d was undone on %s", n, gone.When)
	}
	return notFound(fmt.Sprintf("to bring it back: %s; mull history %d shows what it was", gone.Command(), n)+so, "%d was deleted on %s", n, gone.When)
}

// gone says when an entry or activity was deleted, or nil where it wasn't.
func (p *program) gone(s *store.Store, n int64) (*report.Gone, error) {
	for _, exists := range []func() error{
		func() error { _, err := s.Entry(p.ctx, n); return err },
		func() error { _, err := s.Activity(p.ctx, n); return err },
	} {
		if err := exists(); !errors.Is(err, store.ErrNothing) {
			return nil, err
		}
	}
	versions, err := s.History(p.ctx, n)
	if errors.Is(err, store.ErrNothing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	last := versions[len(versions)-1]
	if last.Thing != "entry" && last.Thing != "activity" && last.Thing != "answer" {
		return nil, nil // an item on a list
	}
	at := last.At.In(p.zone)
	gone := &report.Gone{When: fmt.Sprintf("%s, %s", p.shortDate(period.DayOf(at)), clockOf(at))}
	if last.Kind == "undo" {
		return gone, nil
	}
	gone.Undo, err = s.UndosTo(p.ctx, last.Act)
	return gone, err
}
