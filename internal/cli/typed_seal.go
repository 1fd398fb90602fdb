// Drafts of what was typed while the journal was damaged are encrypted as it is.

package cli

import (
	"errors"
	"os"
	"strings"

	"mull/internal/seal"
	"mull/internal/store"
)

// typedRecipients are whom a draft next to an encrypted journal is encrypted to; none
// where the key isn't available.
func (p *program) typedRecipients() []seal.Recipient {
	key := p.key
	if key == nil {
		var err error
		if key, err = p.journalKey(); err != nil {
			return nil
		}
	}
	to := []seal.Recipient{key.Recipient()}
	if p.journal != nil && p.journal.Sealed() { // the sheet opens it, too
		if recovery, err := p.journal.Recovery(p.ctx); err == nil && recovery != (seal.Recipient{}) {
			to = append(to, recovery)
		}
	}
	return to
}

// resealTyped encrypts the drafts next to the journal, or with no recipients decrypts
// them. It returns those that are done, under their new names, and those that no key
// opens, which stay.
func (p *program) resealTyped(keys []*seal.Key, to []seal.Recipient) (done, left []string, err error) {
	drafts, err := p.typedDrafts()
	if err != nil {
		return nil, nil, err
	}
	for _, path := range drafts {
		name, err := resealDraft(path, keys, to)
		switch {
		case errors.Is(err, seal.ErrWrongKey), errors.Is(err, seal.ErrDamaged):
			left = append(left, path)
		case err != nil:
			return done, left, err
		case name != "":
			done = append(done, name)
		}
	}
	return done, left, nil
}

// resealDraft returns the name the draft has then, or "" if it stays as it is.
func resealDraft(path string, keys []*seal.Key, to []seal.Recipient) (string, error) {
	content, err := seal.ReadRegular(path)
	if err != nil {
		return "", err
	}
	sealed := seal.IsSealed(content)
	if !sealed && len(to) == 0 {
		return "", nil
	}
	if sealed {
		if content, err = seal.Open(content, keys...); err != nil {
			return "", err
		}
	}
	name := strings.TrimSuffix(path, sealedDraft)
	if len(to) > 0 {
		name += sealedDraft
		if content, err = seal.Seal(content, to...); err != nil {
			return "", err
		}
	}
	if err := seal.WriteFile(name, content, 0o600); err != nil || name == path {
		return name, err
	}
	return name, os.Remove(path)
}

// besideJournal lists what else than backups may hold what is in the journal: what a
// repair or a restore put aside, and drafts.
func (p *program) besideJournal() ([]string, error) {
	shelves, err := p.shelves()
	if err != nil {
		return nil, err
	}
	var list []string
	for _, shelf := range shelves {
		asides, err := shelf.Asides()
		if err != nil {
			return nil, err
		}
		list = append(list, asides...)
	}
	typed, err := p.typedDrafts()
	return append(list, typed...), err
}

// plainBeside are those of them that an encrypted journal leaves in plain text.
func (p *program) plainBeside() ([]string, error) {
	list, err := p.besideJournal()
	var plain []string
	for _, path := range list {
		if !store.IsSealed(path) {
			plain = append(plain, path)
		}
	}
	return plain, err
}
