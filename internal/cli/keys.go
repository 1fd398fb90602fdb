package cli

import (
	"errors"
	"io/fs"
	"os"

	"mull/internal/seal"
	"mull/internal/store"
)

// passphraseTries is how often a person may mistype.
const passphraseTries = 3

// keeper is where the key of the journal is kept while it is unlocked.
func (p *program) keeper() *seal.Keeper {
	return seal.NewKeeper(p.Getenv("XDG_RUNTIME_DIR"), store.KeyFile(p.path), p.now)
}

// journalKey finds the key of the sealed journal: kept since mull unlock, or by
// its passphrase.
func (p *program) journalKey() (*seal.Key, error) {
	if p.key != nil {
		return p.key, nil
	}
	var err error
	if p.pass.fd < 0 {
		if p.key, _, err = p.keeper().Key(); err == nil {
			return p.key, nil
		}
		if errors.Is(err, seal.ErrExpired) || errors.Is(err, seal.ErrClockSetBack) {
			p.say("%v.", err)
		}
	}
	p.key, err = p.unwrap(store.KeyFile(p.path), p.path)
	return p.key, err
}

// unwrap opens a key file by its passphrase. of is what the key opens.
func (p *program) unwrap(file, of string) (*seal.Key, error) {
	wrapped, err := seal.ReadRegular(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &store.Unusable{Path: of, Problem: "is sealed, and its key is missing: " + file, Hint: p.withoutKey(file), Err: err}
	}
	if err != nil {
		return nil, &store.Unusable{Path: of, Problem: "is sealed, and its key cannot be read: " + file, Hint: "make the file readable for you", Err: err}
	}
	for try := 1; ; try++ {
		passphrase, err := p.passphrase("Passphrase: ")
		if errors.Is(err, errNobody) {
			return nil, locked(of)
		}
		if err != nil {
			return nil, err
		}
		key, err := seal.Unwrap(wrapped, passphrase)
		if err == nil {
			return key, nil
		}
		if !errors.Is(err, seal.ErrWrongPassphrase) {
			return nil, &store.Unusable{Path: of, Problem: "is sealed, and its key is damaged: " + file, Hint: p.withoutKey(file), Err: err}
		}
		if p.pass.fd >= 0 || try == passphraseTries {
			return nil, &store.Unusable{Path: of, Problem: "stays sealed: the passphrase is not the right one", Hint: "try again; mull unlock --recovery FILE opens it with the recovery sheet", Err: err}
		}
		p.say("That is not the passphrase.")
	}
}

// withoutKey says what to do where a key file cannot be used.
func (p *program) withoutKey(file string) string {
	shelves, err := p.shelves()
	for _, shelf := range shelves {
		if _, missing := os.Stat(shelf.KeyFile()); err == nil && missing == nil {
			return "copy " + shelf.KeyFile() + " to " + file
		}
	}
	return "mull unlock --recovery FILE, with the recovery sheet; or find a copy of the key"
}

// backupKeys are the ways to open a backup: with a key its owner names, as the
// journal is, or with a key beside it.
func (p *program) backupKeys(path, named string) []store.Key {
	found := func(find store.Key) store.Key {
		return func() (*seal.Key, error) {
			key, err := find()
			p.opened = key
			return key, err
		}
	}
	if named != "" {
		return []store.Key{found(func() (*seal.Key, error) { return p.keyIn(named) })}
	}
	beside := store.KeyFile(path)
	var keys []store.Key
	if exists(store.KeyFile(p.path)) || !exists(beside) {
		keys = append(keys, found(p.journalKey))
	}
	if exists(beside) {
		keys = append(keys, found(func() (*seal.Key, error) { return p.unwrap(beside, path) }))
	}
	return keys
}

// keyIn reads a key from a file: a recovery sheet, a key of age's, or one under
// a passphrase.
func (p *program) keyIn(name string) (*seal.Key, error) {
	text, err := p.readNamed(name)
	if err != nil {
		return nil, err
	}
	if seal.IsSealed(text) {
		return p.unwrap(name, name)
	}
	key, err := seal.ParseRecoverySheet(string(text))
	if err != nil {
		return nil, usage("type it anew from the sheet; small letters and spaces do not matter", "%s: %v", name, err)
	}
	return key, nil
}

// readNamed reads a small file, or standard input for -.
func (p *program) readNamed(name string) ([]byte, error) {
	if name == "-" {
		if !p.mayAsk() {
			return nil, needsAnswer("name a file", "there is nobody to type the key")
		}
		return readAll(p.In, 1<<20)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer file.Close()
	return readAll(file, 1<<20)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
