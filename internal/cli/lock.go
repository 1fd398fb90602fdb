package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/urfave/cli/v2"

	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) lockCommand() *cli.Command {
	return &cli.Command{
		Name:      "lock",
		Usage:     "encrypt the journal with a passphrase, or lock it again",
		UsageText: "mull lock [--set-passphrase | --change-passphrase | --recovery]",
		Description: `   mull lock --set-passphrase      seals the journal, and mull's own backups
   mull lock                       forgets the key; the passphrase is asked for
   mull lock --recovery | lpr      prints a sheet that opens it without
   mull lock --change-passphrase

   A sealed journal is one file that the age program opens, too. Everything
   works as before; only the passphrase is asked for, each time or, after mull
   unlock, once a day. SECURITY.md says what that protects, and what not.

EXIT STATUS
   0 done; 5 the passphrase is not the right one, or the key is missing`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "set-passphrase", Usage: "seal the journal"},
			&cli.BoolFlag{Name: "change-passphrase", Usage: "another passphrase for a sealed journal"},
			&cli.BoolFlag{Name: "recovery", Usage: "write a sheet to print, in the place of a former one"},
		},
		Action: p.action(p.lockAction),
	}
}

func (p *program) lockAction(c *cli.Context) error {
	if err := noMore(c, 0); err != nil {
		return err
	}
	if p.demo != nil {
		return usage("mull lock --set-passphrase seals yours", "the made-up journal is on no disk")
	}
	var wanted []func() error
	for name, do := range map[string]func() error{"set-passphrase": p.setPassphrase, "change-passphrase": p.changePassphrase, "recovery": p.makeSheet} {
		if c.Bool(name) {
			wanted = append(wanted, do)
		}
	}
	switch {
	case len(wanted) > 1:
		return usage("mull lock --help", "these are several things; choose one")
	case len(wanted) == 1:
		return wanted[0]()
	}
	return p.lock()
}

// lockJSON is how the journal rests now. Fields are added, never renamed.
type lockJSON struct {
	Journal string   `json:"journal"`
	Sealed  bool     `json:"sealed"`
	Backups []string `json:"backups"` // mull's own that were written anew
	Drafts  []string `json:"drafts"`  // of what was typed while the journal was damaged, written anew
	Left    []string `json:"left"`    // files that are as they were, and may be read
}

// lock forgets the key.
func (p *program) lock() error {
	if !store.IsSealed(p.path) && !exists(store.KeyFile(p.path)) {
		return &fault{exitFailed, "mull lock --set-passphrase seals it", fmt.Errorf("the journal is not sealed, so there is no key to forget")}
	}
	if err := p.keeper().Forget(); err != nil {
		return err
	}
	if err := errors.Join(store.DropStale(p.ctx, p.path), p.removeUnfinished()); err != nil {
		return err
	}
	left := p.plainBackups([]string{})
	if p.json {
		return p.write(lockJSON{Journal: p.path, Sealed: true, Backups: []string{}, Drafts: []string{}, Left: left})
	}
	for _, path := range left {
		p.say("Not encrypted: %s. To encrypt it: mull doctor --fix", path)
	}
	return p.tell("Locked. The passphrase is asked for from now on.")
}

// setPassphrase seals the journal: the key first, then the journal, then what
// mull keeps of it elsewhere.
func (p *program) setPassphrase() error {
	if store.IsSealed(p.path) {
		return usage("mull lock --change-passphrase; mull doctor names what isn't encrypted yet", "the journal is sealed already")
	}
	if err := p.finishedUnsealing(); err != nil {
		return err
	}
	passphrase, err := p.newPassphrase()
	if err != nil {
		return nobodyThere(err)
	}
	s, err := p.open()
	if err != nil {
		return err
	}
	named, err := s.Backups(p.ctx)
	if err != nil {
		return err
	}
	key, err := seal.NewKey()
	if err != nil {
		return err
	}
	wrapped, err := p.wrap(key, passphrase)
	if err != nil {
		return err
	}
	p.journal = nil // Seal closes it
	failed := s.Seal(p.ctx, key, wrapped)
	if failed != nil && !p.opensWith(key) {
		return failed // it is plain, as it was, or another program sealed it
	}
	p.key = key
	view := lockJSON{Journal: p.path, Sealed: true, Backups: []string{}, Drafts: []string{}, Left: []string{}}
	failed = errors.Join(failed, p.resealBackups(&view, []*seal.Key{key}, []seal.Recipient{key.Recipient()}), p.removeUnfinished())
	if failed != nil {
		view.Left = p.plainBackups(view.Left)
	}
	if view.Left, err = p.stillPlain(view.Left, named); err != nil {
		return errors.Join(failed, err)
	}
	if p.json {
		return errors.Join(p.write(view), failed)
	}
	return errors.Join(p.tellSealed(view), failed)
}

// opensWith says whether the journal is sealed to a key.
func (p *program) opensWith(key *seal.Key) bool {
	if !store.IsSealed(p.path) {
		return false
	}
	s, err := store.Open(p.ctx, p.path, p.now, func() (*seal.Key, error) { return key, nil })
	return err == nil && s.Close() == nil
}

// plainBackups adds mull's own backups that are not sealed.
func (p *program) plainBackups(list []string) []string {
	backups, err := p.shelved()
	if err != nil {
		return list
	}
	paths, _ := p.plainBeside()
	for _, b := range backups {
		paths = append(paths, b.Path)
	}
	for _, path := range paths {
		if !store.IsSealed(path) && !slices.Contains(list, path) {
			list = append(list, path)
		}
	}
	return list
}

// finishedUnsealing refuses to make a new key while the former one is needed.
func (p *program) finishedUnsealing() error {
	if !exists(store.KeyFile(p.path)) {
		return nil
	}
	if _, err := p.look(); err != nil { // a sealed one that is gone, before all
		return err
	}
	list, err := p.shelved()
	if err != nil {
		return err
	}
	for _, b := range list {
		if store.IsSealed(b.Path) {
			return usage("mull unlock --for-good", "backups are still sealed with a former key; turn that off first")
		}
	}
	return nil
}

// wrap puts a key under a passphrase, and sees whether it opens again.
func (p *program) wrap(key *seal.Key, passphrase string) ([]byte, error) {
	wrapped, err := seal.WrapWithPassphrase(key, passphrase, p.WorkFactor)
	if err != nil {
		return nil, usage("", "%v", err)
	}
	again, err := seal.Unwrap(wrapped, passphrase)
	if err != nil {
		return nil, fmt.Errorf("the key does not open again; nothing was changed: %w", err)
	}
	if again.Secret() != key.Secret() {
		return nil, errors.New("the key does not open as it was; nothing was changed")
	}
	return wrapped, nil
}

// resealBackups writes mull's own backups anew, with a copy of the key beside
// them, and the drafts next to the journal.
func (p *program) resealBackups(view *lockJSON, keys []*seal.Key, to []seal.Recipient) error {
	shelves, err := p.shelves()
	if err != nil {
		return err
	}
	for _, shelf := range shelves {
		written, left, err := shelf.ResealAll(keys, to)
		view.Backups, view.Left = append(view.Backups, written...), append(view.Left, left...)
		if err != nil {
			return &fault{exitFailed, "mull doctor --fix tries again", fmt.Errorf("the journal is done, and a backup could not be written anew: %w", err)}
		}
		switch {
		case len(to) == 0:
			if err := removeKey(shelf.KeyFile()); err != nil {
				return err
			}
		case exists(shelf.Dir):
			if err := shelf.PutKey(); err != nil {
				return err
			}
		}
	}
	done, left, err := p.resealTyped(keys, to)
	view.Drafts, view.Left = append(view.Drafts, done...), append(view.Left, left...)
	if err != nil {
		return &fault{exitFailed, "mull doctor --fix tries again", fmt.Errorf("the journal is done, and a draft could not be written anew: %w", err)}
	}
	return nil
}

func removeKey(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

// stillPlain adds what anybody may still read: backups the owner named, and
// drafts never kept.
func (p *program) stillPlain(list, named []string) ([]string, error) {
	for _, path := range named {
		if !store.IsSealed(path) {
			list = append(list, path)
		}
	}
	drafts, err := p.draftsLeft()
	for _, draft := range drafts {
		list = append(list, draft.Path)
	}
	return list, err
}

func (p *program) tellSealed(view lockJSON) error {
	lines := []string{"Sealed, and read back: row by row it is the journal as it was."}
	if n := len(view.Backups); n > 0 {
		lines = append(lines, fmt.Sprintf("Sealed as well: %s that mull made of it.", counted(n, "backup", "backups")))
	}
	if n := len(view.Drafts); n > 0 {
		lines = append(lines, fmt.Sprintf("Encrypted as well: %s of what you typed while it was damaged.", counted(n, "draft", "drafts")))
	}
	for _, line := range lines {
		if err := p.tell("%s", line); err != nil {
			return err
		}
	}
	for _, path := range view.Left {
		p.say("Still for all to read who find it: %s", path)
	}
	p.say("What stood on this disk before may still be in its free blocks and its snapshots.")
	p.say("")
	p.say("  mull lock --recovery > FILE   a sheet to print, should the passphrase be lost")
	p.say("  mull unlock                   keeps the key for eight hours")
	return nil
}
