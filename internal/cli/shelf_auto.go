package cli

import (
	"path/filepath"

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
	if err == nil {
		_, err = shelf.PutWeekly(p.ctx, s)
	}
	if err != nil {
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
