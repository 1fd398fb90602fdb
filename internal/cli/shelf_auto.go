package cli

import (
	"errors"
	"path/filepath"
	"slices"

	"mull/internal/store"
)

// keepBackups is how many backups mull keeps of those it makes by itself.
const keepBackups = 8

// backups is the shelf of the backups mull makes by itself.
func (p *program) backups() (*store.Shelf, error) {
	folder, on, err := p.backupsFolder()
	if err != nil {
		return nil, err
	}
	shelf := store.NewShelf(p.path, folder, keepBackups)
	if !on {
		shelf.Dir = ""
	}
	return shelf, nil
}

// shelves are all the places where backups may be that mull made: the one
// beside the journal, too, where another is set by now.
func (p *program) shelves() ([]*store.Shelf, error) {
	beside := store.NewShelf(p.path, "", keepBackups)
	now, err := p.backups()
	if err != nil || now.Dir == "" || now.Dir == beside.Dir {
		return []*store.Shelf{beside}, err
	}
	return []*store.Shelf{now, beside}, nil
}

// shelved lists the backups on all of them, newest first.
func (p *program) shelved() ([]store.Shelved, error) {
	shelves, err := p.shelves()
	if err != nil {
		return nil, err
	}
	var list []store.Shelved
	for _, shelf := range shelves {
		more, err := shelf.List()
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	slices.SortFunc(list, func(a, b store.Shelved) int { return b.At.Compare(a.At) })
	return list, nil
}

// backupBefore makes a backup before a step that changes much, named by one
// word. A step that cannot be backed up is not taken.
func (p *program) backupBefore(s *store.Store, step string) error {
	if s.Path() == store.Memory || p.demo != nil {
		return nil
	}
	shelf, err := p.backups()
	if err != nil {
		return err
	}
	_, err = shelf.Put(p.ctx, s, step)
	return err
}

// backupImport makes a backup before an import that brings something, once for
// all its files.
func (p *program) backupImport(s *store.Store, plan *importPlan) error {
	brings := len(plan.fresh) + len(plan.entries) + len(plan.changed) + len(plan.changedEntries) + len(plan.gone)
	if brings == 0 || p.backedUp {
		return nil
	}
	p.backedUp = true
	return p.backupBefore(s, "import")
}

// backupWeekly makes a backup once a week. The command goes on where that
// fails: what was asked for matters more.
func (p *program) backupWeekly(s *store.Store) {
	shelf, err := p.backups()
	if err != nil && p.badSettings {
		p.say("Until that's fixed, no weekly backup is made.")
		return
	}
	if err == nil {
		_, err = shelf.PutWeekly(p.ctx, s)
	}
	var bad *store.BadBackup
	switch {
	case errors.As(err, &bad):
		p.say("The weekly backup failed its check and is set aside: %s. Older backups are untouched.", bad.Aside)
	case err != nil:
		p.say("No weekly backup was made: %v", err)
	}
}

// isJournal says whether a name leads to the journal itself.
func (p *program) isJournal(name string) bool { return sameFile(name, p.path) }

func absolute(name string) (string, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return "", usage("", "%q names no place: %v", name, err)
	}
	return path, nil
}
