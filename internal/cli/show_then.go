package cli

import (
	"errors"

	"mull/internal/report"
	"mull/internal/store"
)

// showThen puts an entry beside the one of the same exercise before it.
func (p *program) showThen(s *store.Store, number int64) error {
	now, err := s.Entry(p.ctx, number)
	if errors.Is(err, store.ErrNothing) {
		return notFound("mull list shows the numbers", "there is no entry %d; --then sets entries beside each other", number)
	}
	if err != nil {
		return err
	}
	shelf := p.shelf(s)
	view := &report.Then{}
	if view.Today, err = shelf.page(now); err != nil {
		return err
	}
	earlier, err := s.Earlier(p.ctx, number)
	if err != nil {
		return err
	}
	if earlier != 0 {
		then, err := s.Entry(p.ctx, earlier)
		if err != nil {
			return err
		}
		if view.Earlier, err = shelf.page(then); err != nil {
			return err
		}
	}
	return p.show(view, view.JSON())
}
