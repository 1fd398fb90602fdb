package cli

import (
	"mull/internal/seal"
	"mull/internal/store"
)

// changePassphrase puts the key under another one.
func (p *program) changePassphrase() error {
	if !store.IsSealed(p.path) {
		return usage("mull lock --set-passphrase", "the journal is not sealed")
	}
	if err := store.DropStale(p.ctx, p.path); err != nil {
		return err
	}
	key, err := p.presentKey()
	if err != nil {
		return err
	}
	passphrase, err := p.newPassphrase()
	if err != nil {
		return nobodyThere(err)
	}
	p.key = key
	s, err := p.look() // a key that does not open the journal is not kept
	if err != nil {
		return err
	}
	wrapped, err := p.wrap(key, passphrase)
	if err != nil {
		return err
	}
	if err := s.PutKey(p.ctx, wrapped); err != nil {
		return err
	}
	shelves, err := p.shelves()
	if err != nil {
		return err
	}
	for _, shelf := range shelves {
		if exists(shelf.Dir) {
			if err := shelf.PutKey(); err != nil {
				return err
			}
		}
	}
	view := lockJSON{Journal: p.path, Sealed: true, Backups: []string{}, Drafts: []string{}, Left: []string{}}
	named, err := s.Backups(p.ctx)
	if err != nil {
		return err
	}
	for _, path := range named {
		if beside := store.KeyFile(path); exists(beside) {
			view.Left = append(view.Left, beside)
		}
	}
	if p.json {
		return p.write(view)
	}
	for _, path := range view.Left {
		p.say("The former passphrase still opens this copy of the key: %s", path)
	}
	return p.tell("The passphrase is changed.")
}

// presentKey asks for the present passphrase even while the key is kept, so that
// nobody at an unlocked machine can put another in its place. Where its file is
// gone, a kept key is the last chance to write one anew.
func (p *program) presentKey() (*seal.Key, error) {
	file := store.KeyFile(p.path)
	if !exists(file) {
		if key, _, err := p.keeper().Key(); err == nil {
			return key, nil
		}
	}
	return p.unwrap(file, p.path)
}

// nobodyThere is what a command ends with that cannot ask for a new passphrase.
func nobodyThere(err error) error {
	if err == errNobody {
		return needsAnswer("run it at a terminal, or add --passphrase-fd N", "a passphrase is typed at a terminal, where nobody sees it")
	}
	return err
}
