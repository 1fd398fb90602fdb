package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"mull/internal/report"
	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) restoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "restore",
		Usage:     "replace the journal with a backup",
		UsageText: "mull restore FILE [--yes] [--key FILE]",
		Description: `   mull backup --list
   mull restore /media/stick/mull.db
   mull restore NAME                   as mull backup --list names it

   Shows first what would change, and copies the present journal aside. Undo
   does not take it back; restoring that copy does.`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "yes", Usage: "replace it without being asked"},
			backupKeyFlag(),
		},
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usage("mull backup --list shows the backups there are", "restore wants a backup's file")
			}
			if err := noMore(c, 1); err != nil {
				return err
			}
			return p.restore(c.Args().First(), c.String("key"), c.Bool("yes"))
		}),
	}
}

// restoredJSON is what restore did. Fields are added, never renamed.
type restoredJSON struct {
	File     string        `json:"file"`
	Copy     string        `json:"copy"` // of the journal as it was; empty where there was none
	Was      *contentsJSON `json:"was"`
	Held     contentsJSON  `json:"held"`
	Restored bool          `json:"restored"`

	AnotherJournal bool `json:"another_journal"` // the backup is of another than was there
	KeysGo         bool `json:"keys_go"`         // those of the journal that was there are not in the backup
	InTheClear     bool `json:"in_the_clear"`    // the backup is sealed, and the journal is not

	// Where the journal was damaged:
	FromBackup int      `json:"from_backup"` // damaged rows that are again as the backup has them
	Corrected  int      `json:"corrected"`   // rows in which a single wrong bit was corrected
	SetAside   []string `json:"set_aside"`   // what is damaged and in no backup
	Aside      string   `json:"aside"`       // the file with what is left of it
}

func (p *program) restore(name, keyFile string, yes bool) error {
	path, err := p.backupNamed(name)
	if err != nil {
		return err
	}
	backup, image, err := p.loadBackup(path, keyFile, p.backupKeys(path, keyFile)...)
	if err != nil {
		return err
	}
	defer backup.Close()
	held, err := backup.Contents(p.ctx)
	if err != nil {
		return err
	}
	present, was, err := p.present()
	if errors.Is(err, store.ErrDamaged) {
		if done, err := p.restoreLater(path, backup, held, yes); done || err != nil {
			return err
		}
		p.say("The present journal is damaged; it is put aside as it is.")
	} else if err != nil {
		return err
	}
	view := restoredJSON{File: path, Held: contentsView(held)}
	if was != nil {
		journal := contentsView(was)
		view.Was = &journal
		view.AnotherJournal, view.KeysGo = was.Another(held), was.LosesKeys(held)
	}
	view.InTheClear = store.IsSealed(path) && present != nil && !present.Sealed()
	if sure, err := p.sureToRestore(view, was, held, yes); err != nil || !sure {
		if present != nil {
			err = errors.Join(err, present.Close())
		}
		return err
	}
	shelf, err := p.backups()
	if err != nil {
		return err
	}
	key, err := p.keyAfterRestore(present, path)
	if err != nil {
		return err
	}
	if view.Copy, err = shelf.Restore(p.ctx, present, backup, image, key); err != nil {
		return err
	}
	return p.restored(view, held)
}

// keyAfterRestore is the key a restored journal is sealed with where there is
// none to follow: that of the one that was there, or that of the backup, which
// takes its place beside the journal. It is nil where neither was sealed.
func (p *program) keyAfterRestore(present *store.Store, path string) (*seal.Key, error) {
	if present != nil {
		return nil, nil
	}
	if exists(store.KeyFile(p.path)) {
		return p.journalKey()
	}
	if !store.IsSealed(path) {
		return nil, nil
	}
	if wrapped, err := seal.ReadRegular(store.KeyFile(path)); err == nil {
		if p.key, err = p.unwrap(store.KeyFile(path), path); err != nil {
			return nil, p.aboutBackup(err, path, "")
		}
		if err := os.MkdirAll(filepath.Dir(p.path), 0o700); err != nil {
			return nil, err
		}
		return p.key, seal.WriteFile(store.KeyFile(p.path), wrapped, 0o600)
	}
	p.say("The backup is sealed, and so will be the journal.")
	passphrase, err := p.newPassphrase()
	if err != nil {
		return nil, nobodyThere(err)
	}
	if err := os.MkdirAll(filepath.Dir(p.path), 0o700); err != nil {
		return nil, err
	}
	if p.key, err = seal.NewKey(); err != nil {
		return nil, err
	}
	wrapped, err := p.wrap(p.key, passphrase)
	if err != nil {
		return nil, err
	}
	return p.key, seal.WriteFile(store.KeyFile(p.path), wrapped, 0o600)
}

// present opens the journal that is to be replaced. A damaged one is nil, with
// ErrDamaged.
func (p *program) present() (*store.Store, *store.Contents, error) {
	s, err := store.Present(p.ctx, p.path, p.now, p.journalKey)
	if err != nil || s == nil {
		return nil, nil, err
	}
	was, err := s.Contents(p.ctx)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, was, nil
}

func (p *program) sureToRestore(view restoredJSON, was, held *store.Contents, yes bool) (bool, error) {
	path := view.File
	shown := compareView("What "+path+" would put in the journal's place", was, held)
	if view.InTheClear {
		shown.Notes = append(shown.Notes, "The backup is sealed, and the present journal is not: what is restored will lie in the clear on the disk. To have it sealed: mull lock --set-passphrase first, then restore.")
	}
	if err := report.Write(p.Err, p.style(), shown); err != nil {
		return false, err
	}
	if was != nil && (was.LastAct.After(held.LastAct) || was.Newest.Number > held.Newest.Number) {
		p.say("")
		p.say("What was written since the backup was made will not be in the journal.")
	}
	if yes {
		return true, nil
	}
	if !p.mayAsk() {
		return false, needsAnswer("mull restore "+path+" --yes", "restore asks first, and --no-input leaves nobody to answer")
	}
	asker, err := p.asker()
	if err != nil {
		return false, err
	}
	sure, err := asker.Confirm(p.ctx, "Replace the journal? A copy of the present one is kept; undo does not take this back.", false)
	if err == nil && !sure {
		p.say("Nothing was changed.")
	}
	return sure, err
}

// restored reads the journal that is in place now and compares it with the
// backup.
func (p *program) restored(view restoredJSON, held *store.Contents) error {
	now, err := p.presentContents()
	if err != nil {
		return err
	}
	if differs := held.Differing(now); len(differs) > 0 {
		return fmt.Errorf("the journal differs from the backup in %v: somebody wrote to it meanwhile, or the disk is at fault; what was there is in %s", differs, view.Copy)
	}
	view.Restored = true
	if p.json {
		return p.write(view)
	}
	if err := p.tell("Restored: %s. It was read back and is the backup's, row by row.", heldWords(held)); err != nil || view.Copy == "" {
		return err
	}
	return p.tell("The journal as it was is in %s", view.Copy)
}
