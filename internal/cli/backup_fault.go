package cli

import (
	"errors"
	"fmt"
	"io/fs"

	"mull/internal/seal"
	"mull/internal/store"
)

// A backupFault is an error of the store about a file that is read as a backup,
// or about a key to it: the store calls every file a journal.
type backupFault struct {
	line string
	err  error
}

func (f *backupFault) Error() string { return f.line }
func (f *backupFault) Unwrap() error { return f.err }

// loadBackup reads a backup as store.LoadBackup does. keyFile is the key its
// owner named, or empty.
func (p *program) loadBackup(path, keyFile string, keys ...store.Key) (*store.Store, []byte, error) {
	s, image, err := store.LoadBackup(p.ctx, path, p.now, keys...)
	return s, image, p.aboutBackup(err, path, keyFile)
}

// aboutBackup says of an error which file it is about, and what helps there.
func (p *program) aboutBackup(err error, path, keyFile string) error {
	var broken *store.Unusable
	if !errors.As(err, &broken) {
		return err
	}
	const wanted = "--key FILE opens it: a recovery sheet, or the key of age's that --to named"
	line, hint := "the backup "+path+" "+broken.Problem, broken.Hint
	switch {
	case keyFile != "" && broken.Path == keyFile:
		line, hint = "the key "+keyFile+" "+broken.Problem, "try again, or name another key with --key FILE"
	case broken.Path == p.path && errors.Is(err, fs.ErrNotExist): // that key is tried first
		line, hint = "the backup "+path+" is sealed, and no key to it is here", wanted
		if store.IsSealed(p.path) {
			hint = broken.Hint + "; " + wanted
		}
	case broken.Path != path:
		return err
	case errors.Is(err, store.ErrNoJournal):
		line, hint = path+" is no backup of a journal; it is left as it is", "mull backup --list shows the backups there are"
	case errors.Is(err, seal.ErrWrongKey) && keyFile != "":
		line, hint = fmt.Sprintf("the backup %s is sealed with another key than the one in %s", path, keyFile), "name another one with --key FILE"
	case errors.Is(err, store.ErrLocked):
		hint = "scripts give --passphrase-fd N; " + wanted
	case errors.Is(err, store.ErrDamaged):
		hint = "it is left as it is; mull backup --list shows the others"
	case errors.Is(err, seal.ErrWrongKey), errors.Is(err, seal.ErrWrongPassphrase), errors.Is(err, seal.ErrDamaged): // of the key beside it
		hint = wanted
	case errors.Is(err, fs.ErrPermission):
		hint = "make the file readable for you"
	case broken.Err != nil && !errors.Is(err, seal.ErrNewer):
		hint = "mull backup --list shows the backups there are"
	}
	return &fault{exitUnusable, hint, &backupFault{line, err}}
}
