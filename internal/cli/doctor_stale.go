package cli

import (
	"errors"

	"mull/internal/store"
)

// checkStale finds what a killed program left beside the journal in the open and
// SQLite doesn't need any more.
func (p *program) checkStale() ([]finding, error) {
	stale, err := store.Stale(p.ctx, p.path)
	var busy *store.Unusable
	if errors.As(err, &busy) {
		return nil, nil // the journal's own check says what is wrong
	}
	if err != nil {
		return nil, err
	}
	var found []finding
	for _, name := range stale {
		found = append(found, finding{
			what: "an interrupted write left pages of the journal in plain text: " + name,
			mend: "mull doctor --fix",
			fix:  func() error { return store.DropStale(p.ctx, p.path) },
		})
	}
	return found, nil
}
