// What follows from the entries of an import: their measurements and the words to
// search.
package store

import "mull/internal/journal"

// readEntries writes both for all entries, reading each of them once. Nothing of
// either is there yet.
func (l *loader) readEntries() error {
	if err := l.clearWords(); err != nil {
		return err
	}
	list, err := all(l.ctx, l.tx, scanEntry, "SELECT "+entryColumns+" FROM entry ORDER BY number")
	if err != nil {
		return err
	}
	for _, e := range list {
		if err := l.readEntry(e); err != nil {
			return err
		}
	}
	return l.exec(rebuildIndex)
}

func (l *loader) readEntry(e journal.Entry) error {
	x, err := l.Act.asked(e.Asked)
	if err != nil {
		return err
	}
	given, err := answers(l.ctx, l.tx, e.Number)
	if err != nil {
		return err
	}
	if err := l.index(e.Number, journal.Texts(x, given)); err != nil || e.State == journal.Draft {
		return err
	}
	return l.measure(e, x, given)
}
