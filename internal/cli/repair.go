// Repairing a damaged journal, with a backup or without.

package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mull/internal/seal"
	"mull/internal/store"
)

// repairs names the commands that repair a damaged journal.
func (p *program) repairs() string {
	return p.restorable() + "; or mull doctor --fix, which sets what is damaged aside and keeps the rest"
}

// repair sets aside what is damaged in the journal, and lets writing go on.
func (p *program) repair() error {
	if p.repaired {
		return nil // one of the findings before had it done
	}
	done, err := p.repairWith(nil)
	if err != nil {
		return err
	}
	was, list, err := p.putRepaired(done)
	if err != nil {
		return err
	}
	p.repaired, p.lossy = true, len(done.Aside) > 0
	p.sayRepaired(done, was, list)
	return nil
}

// checkRepaired looks into the journal that a repair left: at all that could not be
// checked before it, and at what should be whole again.
func (p *program) checkRepaired(view *doctorJSON) error {
	again, err := p.checkups()
	if err != nil {
		return err
	}
	view.Unchecked = unchecked(again)
	for _, check := range again {
		at := slices.IndexFunc(view.Checks, func(c checkupJSON) bool { return c.Check == check.name })
		if at < 0 {
			view.Checks = append(view.Checks, checkupJSON{Check: check.name, OK: true, Found: []findingJSON{}})
			at = len(view.Checks) - 1
		} else if check.name != "file" && check.name != "content" {
			continue // the repair changed nothing of it
		}
		for _, found := range check.found {
			view.Checks[at].Found = append(view.Checks[at].Found, findingJSON{What: found.what, Mend: found.mend})
			view.Checks[at].OK, view.Healthy = false, false
		}
	}
	view.Healthy = view.Healthy && len(view.Unchecked) == 0
	return nil
}

// repairWith repairs the journal with what a backup still has, or nil. It changes
// nothing yet.
func (p *program) repairWith(backup *store.Store) (*store.Repaired, error) {
	image, _, err := store.Snapshot(p.ctx, p.path, p.journalKey)
	if err != nil && (image == nil || !errors.Is(err, store.ErrDamaged)) {
		return nil, err
	}
	return store.Repair(p.ctx, p.path, image, backup, p.now)
}

// putRepaired puts it in the place of the damaged one.
func (p *program) putRepaired(done *store.Repaired) (was, list string, err error) {
	var key *seal.Key
	if store.IsSealed(p.path) {
		if key, err = p.journalKey(); err != nil {
			return "", "", err
		}
	}
	shelf, err := p.backups()
	if err != nil {
		return "", "", err
	}
	if p.journal != nil { // it has the damaged file open
		if err := p.journal.Close(); err != nil {
			return "", "", err
		}
		p.journal = nil
	}
	return shelf.PutRepaired(p.ctx, done, key)
}

// sayRepaired names what was set aside, and where.
func (p *program) sayRepaired(done *store.Repaired, was, list string) {
	if n := done.FromBackup; n > 0 {
		p.say("%s as the backup has it.", counted(n, "damaged row is again", "damaged rows are again"))
	}
	if n := done.Corrected; n > 0 {
		p.say("%s a single wrong bit, and the checksum says what was there: corrected.", counted(n, "row had", "rows had"))
	}
	if len(done.Aside) > 0 {
		names := asideNames(done)
		if len(names) > mostNamed {
			names = append(names[:mostNamed], fmt.Sprintf("%d more", len(names)-mostNamed))
		}
		p.say("Set aside: %s.", strings.Join(names, "; "))
		p.say("What is left of it is in %s", list)
	}
	p.say("The journal as it was is in %s", was)
}

// restoreLater restores a backup together with everything later in the damaged
// journal that is as it was written. It says no where the journal can't be read, or
// isn't the one the backup is of: then the backup alone is restored.
func (p *program) restoreLater(path string, backup *store.Store, held *store.Contents, yes bool) (done bool, err error) {
	repaired, err := p.repairWith(backup)
	if err != nil {
		return false, nil
	}
	would, err := store.ContentsOf(p.ctx, p.path, repaired.Image, p.now)
	if err != nil || held.Another(would) {
		return false, err
	}
	p.say("The present journal is damaged. The backup is restored together with everything written later that isn't damaged.")
	if sure, err := p.sureToRestore(restoredJSON{File: path}, nil, would, yes); err != nil || !sure {
		return true, err
	}
	was, list, err := p.putRepaired(repaired)
	if err != nil {
		return true, err
	}
	p.sayRepaired(repaired, was, list)
	return true, p.restored(restoredJSON{File: path, Held: contentsView(would), Copy: was,
		FromBackup: repaired.FromBackup, Corrected: repaired.Corrected, SetAside: asideNames(repaired), Aside: list}, would)
}

func asideNames(done *store.Repaired) []string {
	names := []string{}
	for _, row := range done.Aside {
		names = append(names, row.String())
	}
	return names
}
