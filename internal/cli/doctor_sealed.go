package cli

import (
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
	return found, nil
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
	return p.resealBackups(&lockJSON{}, []*seal.Key{key}, to)
}
