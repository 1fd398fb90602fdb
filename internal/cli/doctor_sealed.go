package cli

import (
	"fmt"
	"strings"

	"mull/internal/seal"
	"mull/internal/store"
)

// checkSealed looks at what belongs to a sealed journal: its key, and whether
// something of it lies in the open.
func (p *program) checkSealed() ([]finding, error) {
	file := store.KeyFile(p.path)
	if !store.IsSealed(p.path) {
		if !exists(file) || store.Lost(p.path) { // which the journal's own check said
			return nil, nil
		}
		return []finding{{
			what: "the journal is not sealed, and the key of a sealed one lies beside it: " + file,
			mend: "mull unlock --for-good, which ends what was begun",
		}}, nil
	}
	var found []finding
	if !exists(file) {
		found = append(found, p.missingKey(file))
	}
	list, err := p.shelved()
	if err != nil {
		return nil, err
	}
	for _, b := range list {
		if !store.IsSealed(b.Path) {
			found = append(found, finding{what: "a backup of the sealed journal is not sealed: " + b.Path, mend: "mull doctor --fix", fix: p.sealBackups})
		}
	}
	beside, err := p.plainBeside()
	if err != nil {
		return nil, err
	}
	for _, path := range beside {
		found = append(found, finding{what: "the journal is encrypted, and this file next to it isn't: " + path, mend: "mull doctor --fix", fix: p.sealBackups})
	}
	return append(found, p.checkNamedBackups()...), nil
}

// checkNamedBackups finds backups that the owner named and that are not sealed as
// the journal is. Where they are is known only once it is open.
func (p *program) checkNamedBackups() []finding {
	if p.key == nil {
		return nil
	}
	s, err := p.look()
	if err != nil {
		return nil // said by the journal's own check
	}
	named, err := s.Backups(p.ctx)
	if err != nil {
		return []finding{p.unreadable(err)}
	}
	var found []finding
	for _, path := range named {
		if !store.IsSealed(path) {
			found = append(found, finding{
				what: "a backup you named isn't encrypted, and the journal is: " + path,
				mend: "remove it, or replace it: mull backup " + quotedName(path) + " --yes",
			})
		}
	}
	return found
}

// missingKey names where the key may be had from.
func (p *program) missingKey(file string) finding {
	found := finding{what: "the key of the sealed journal is missing: " + file, mend: p.withoutKey(file)}
	if p.key != nil {
		found.mend = "mull lock --change-passphrase, now: the key is still kept in memory"
	}
	return found
}

// sealBackups seals what mull keeps of the journal elsewhere, as the journal is.
func (p *program) sealBackups() error {
	key, err := p.journalKey()
	if err != nil {
		return err
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	to := []seal.Recipient{key.Recipient()}
	recovery, err := s.Recovery(p.ctx)
	if err != nil {
		return err
	}
	if recovery != (seal.Recipient{}) {
		to = append(to, recovery)
	}
	view := lockJSON{}
	if err := p.resealBackups(&view, []*seal.Key{key}, to); err != nil {
		return err
	}
	if left := p.plainBackups(nil); len(left) > 0 {
		return fmt.Errorf("still readable: %s", strings.Join(left, ", "))
	}
	return nil
}
