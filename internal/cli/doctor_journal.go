package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"mull/internal/seal"
	"mull/internal/store"
)

// checkups looks at everything, the file first: nothing that reads the journal
// is tried on a damaged one.
func (p *program) checkups() ([]checkup, error) {
	if p.demo != nil {
		return nil, usage("mull doctor looks at yours", "the made-up journal has no file to look at")
	}
	if store.Lost(p.path) {
		lost, err := p.checkLost()
		switch {
		case err != nil:
			return nil, err
		case !exists(p.path) && len(lost) == 0:
			return []checkup{{"journal", []finding{{what: "there is none yet", mend: "mull reflect begins one"}}}}, nil
		case !exists(p.path):
			return []checkup{{"journal", lost}}, nil
		case len(lost) > 0:
			around, err := p.checkAround()
			return append([]checkup{{"journal", lost}}, around...), err
		}
	}
	image, version, err := store.Snapshot(p.ctx, p.path, p.journalKey)
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		if store.IsSealed(p.path) {
			around, aroundErr := p.checkAround()
			return append([]checkup{{"file", []finding{p.unopened(err)}}}, around...), aroundErr
		}
		// Perhaps no journal at all: what is around it is not ours to mend.
		return []checkup{{"file", []finding{p.unreadable(err)}}}, nil
	}
	checks := p.checkJournal(image, version, err)
	around, err := p.checkAround()
	return append(checks, around...), err
}

// checkLost sees that there was a journal where there is none now: by its key,
// or by the backups mull made of it.
func (p *program) checkLost() ([]finding, error) {
	how := "it is gone"
	if exists(p.path) {
		how = "its file is empty"
	}
	list, err := p.shelved()
	if err != nil {
		return nil, err
	}
	switch key := store.KeyFile(p.path); {
	case exists(key):
		how += ", and it was sealed: its key lies there still, " + key
	case len(list) > 0:
		how += ", and mull has " + counted(len(list), "backup", "backups") + " of it"
	default:
		return nil, nil
	}
	return []finding{{what: how, mend: p.restorable()}}, nil
}

// checkJournal looks at a copy of the journal in memory.
func (p *program) checkJournal(image []byte, version int, err error) []checkup {
	if err != nil && store.Repairable(p.ctx, p.path, image) {
		return []checkup{{"file", []finding{p.damageWithin(nil)}}}
	}
	if err != nil {
		return []checkup{{"file", []finding{p.unreadable(err)}}}
	}
	if version == 0 {
		return []checkup{{"file", nil}}
	}
	x, err := store.Examine(p.ctx, p.path, image, p.now)
	switch {
	case errors.Is(err, store.ErrDamaged):
		return []checkup{{"file", []finding{p.damageWithin(nil)}}}
	case err != nil:
		return []checkup{{"file", []finding{p.unreadable(err)}}}
	case len(x.Faults) > 0:
		return []checkup{{"file", []finding{p.damageWithin(x.Faults)}}}
	}
	checks := []checkup{{"file", nil}, {"version", p.checkVersion(version)}, {"schema", p.checkSchema(x)}}
	if len(x.Schema) > 0 {
		return checks
	}
	checks = append(checks, checkup{"content", p.checkContent(x)})
	if x.Damaged() {
		return checks // what follows from damaged rows says nothing more
	}
	computed := x.Computed
	for _, c := range []struct {
		name  string
		wrong bool
		what  string
	}{
		{"totals", computed.Totals, "the totals kept are not what a recount finds"},
		{"measures", computed.Measures, "the values kept of measures are not what the answers say"},
		{"search", computed.Words, "the index of words is not what was written"},
		{"questions", computed.Questions, "what reports know of the questions is not what the exercises say"},
	} {
		check := checkup{name: c.name}
		if c.wrong {
			check.found = []finding{{c.what, "mull doctor --fix", p.rebuild}}
		}
		checks = append(checks, check)
	}
	if version == store.FileVersion() {
		checks = append(checks, checkup{"clock", p.checkClock()}, checkup{"purged", p.checkPurged()})
	}
	return checks
}

// rebuild computes anew what is computed, after a backup.
func (p *program) rebuild() error {
	s, err := p.look()
	if err != nil {
		return err
	}
	if !p.backedUp {
		if err := p.backupBefore(s, "doctor"); err != nil {
			return err
		}
		p.backedUp = true
		return s.Rebuild(p.ctx)
	}
	return nil // one of the findings before had it done
}

func (p *program) unreadable(err error) finding {
	if errors.Is(err, store.ErrDamaged) {
		return p.damage(nil)
	}
	_, line, hint := Explain(err)
	return finding{what: line, mend: hint}
}

// unopened says of a sealed journal that nobody opens just now what that leaves
// unknown, and how to have it looked at.
func (p *program) unopened(err error) finding {
	if errors.Is(err, store.ErrLocked) {
		mend := "mull unlock, then mull doctor looks inside, too"
		if p.keeper().Check() != nil { // nowhere to keep the key
			mend = "mull doctor --passphrase-fd N looks inside, too, or at a terminal, where it asks"
		}
		return finding{
			what: "it is sealed, and its key is not at hand: whether it is whole and well inside was not looked at",
			mend: mend,
		}
	}
	found := p.unreadable(err)
	found.what += "; so whether it is well inside was not looked at"
	return found
}

// damage says what is wrong with a journal that only a backup mends.
func (p *program) damage(faults []string) finding {
	found := finding{what: "the journal is damaged"}
	if len(faults) > 0 {
		found.what += ": " + strings.Join(faults[:min(len(faults), 3)], "; ")
	}
	p.markDamaged()
	found.mend = p.restorable()
	return found
}

// damageWithin is damage to a file that is a journal still, of which doctor --fix
// saves what can be read.
func (p *program) damageWithin(faults []string) finding {
	found := p.damage(faults)
	found.mend, found.fix = p.repairs(), p.repair
	return found
}

// restorable names the newest backup that is whole. One that nobody opens just
// now may be.
func (p *program) restorable() string {
	list, err := p.shelved()
	for _, b := range list {
		backup, _, broken := store.LoadBackup(p.ctx, b.Path, p.now, p.backupKeys(b.Path, "")...)
		switch {
		case broken == nil:
			_ = backup.Close() // it was only in memory
			return fmt.Sprintf("mull restore %s, the newest good backup, of %s", b.Path, p.backupDay(b))
		case errors.Is(broken, fs.ErrNotExist) && !exists(store.KeyFile(p.path)):
			return fmt.Sprintf("%s; then mull restore %s, the newest backup, of %s", p.withoutKey(store.KeyFile(p.path)), b.Path, p.backupDay(b))
		case errors.Is(broken, store.ErrLocked), errors.Is(broken, seal.ErrWrongPassphrase):
			return fmt.Sprintf("mull restore %s, the newest backup, of %s; it is sealed and was not looked into (mull backup --list shows all)", b.Path, p.backupDay(b))
		}
	}
	if err != nil {
		return "mull restore FILE, with a backup of your own: mull's could not be looked at"
	}
	return "mull restore FILE, with a backup of your own: mull made none that is whole"
}

func (p *program) backupDay(b store.Shelved) string {
	return b.At.In(p.zone).Format("Monday 2 January 2006 15:04")
}

func (p *program) checkVersion(version int) []finding {
	if version == store.FileVersion() {
		return nil
	}
	return []finding{{
		what: fmt.Sprintf("it has version %d, and this mull writes %d", version, store.FileVersion()),
		mend: "mull doctor --fix (so does any command that opens the journal; a copy is made before)",
		fix:  func() error { _, err := p.look(); return err },
	}}
}

// checkClock sees a clock that is behind what was written.
func (p *program) checkClock() []finding {
	s, err := p.look()
	if err != nil {
		return []finding{p.unreadable(err)}
	}
	last, err := s.LastAct(p.ctx)
	if err != nil {
		return []finding{p.unreadable(err)}
	}
	if last.Sub(p.now()) < 2*time.Minute {
		return nil
	}
	return []finding{{
		what: fmt.Sprintf("the clock shows %s, and the last thing was written at %s", p.here().Format("2006-01-02 15:04"), last.In(p.zone).Format("2006-01-02 15:04")),
		mend: "set the computer's clock",
	}}
}

// checkPurged sees a purge that was killed before it had cleaned everything.
func (p *program) checkPurged() []finding {
	s, err := p.look()
	if err != nil {
		return []finding{p.unreadable(err)}
	}
	shelves, err := p.shelves()
	if err != nil {
		return []finding{p.unreadable(err)}
	}
	var found []finding
	finish := func(what string) {
		found = append(found, finding{what, "mull doctor --fix", func() error { return p.finishPurge(s) }})
	}
	for i, shelf := range shelves {
		backups, file, err := shelf.Unfinished(p.ctx, s, p.journalKey)
		if err != nil {
			return []finding{p.unreadable(err)}
		}
		if file && i == 0 {
			finish("a purge was interrupted before it had cleaned the journal's file")
		}
		for _, path := range backups {
			finish("a backup of mull's own still holds something that was purged: " + path)
		}
	}
	return found
}

// finishPurge does what a killed purge left to do, once for all findings.
func (p *program) finishPurge(s *store.Store) error {
	if p.purgeDone {
		return nil
	}
	err := s.Compact(p.ctx)
	if err != nil {
		err = &store.Uncleaned{Err: err}
	}
	if err := p.eraseCopies(s, err, &purgedJSON{}, false); err != nil {
		return err
	}
	p.purgeDone = true
	return nil
}
