package cli

import (
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) unlockCommand() *cli.Command {
	return &cli.Command{
		Name:      "unlock",
		Usage:     "unlock an encrypted journal for a while, in memory only",
		UsageText: "mull unlock [--for 8h] | --for-good | --recovery FILE",
		Description: `   mull unlock                     until eight hours from now, or mull lock
   mull unlock --for 30m
   mull unlock --recovery FILE     with the recovery sheet; asks for a new passphrase
   mull unlock --for-good          turns sealing off

   The key is kept in the session's folder in memory ($XDG_RUNTIME_DIR), never
   on a disk. Where there is no such folder the passphrase is asked for each
   time.

EXIT STATUS
   0 done; 1 there is no place to keep the key; 5 the passphrase is not the
   right one, or the key is missing`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "for", Usage: "keep it for `DURATION`", Value: "8h"},
			&cli.BoolFlag{Name: "for-good", Usage: "make the journal a plain one again"},
			&cli.StringFlag{Name: "recovery", Usage: "open it with the recovery sheet typed into `FILE`, or - for standard input"},
			&cli.BoolFlag{Name: "yes", Usage: "turn sealing off without being asked"},
		},
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			switch {
			case p.demo != nil:
				return usage("", "the made-up journal is not sealed")
			case c.Bool("for-good") && c.IsSet("recovery"), c.IsSet("for") && (c.Bool("for-good") || c.IsSet("recovery")):
				return usage("mull unlock --help", "these are several things; choose one")
			case c.Bool("for-good"):
				return p.unlockForGood(c.Bool("yes"))
			case c.IsSet("recovery"):
				return p.recover(c.String("recovery"))
			}
			return p.unlock(c.String("for"))
		}),
	}
}

// unlockJSON is until when the key is kept. Fields are added, never renamed.
type unlockJSON struct {
	Journal string `json:"journal"`
	Until   string `json:"until"`
}

func (p *program) unlock(length string) error {
	lasts, err := period.ParseDuration(length)
	if err != nil {
		return usage("mull unlock --for 8h", "--for: %v", err)
	}
	if !store.IsSealed(p.path) {
		return &fault{exitFailed, "mull lock --set-passphrase seals it", errors.New("the journal is not sealed")}
	}
	keeper := p.keeper()
	if err := keeper.Check(); err != nil {
		return &fault{exitFailed, "each command asks for the passphrase, or takes --passphrase-fd N", fmt.Errorf("the key is kept nowhere: %w", err)}
	}
	if p.key, err = p.presentKey(); err != nil {
		return err
	}
	if _, err := p.look(); err != nil { // a key that does not open the journal is not kept
		return err
	}
	until := p.now().Add(lasts)
	if err := keeper.Keep(p.key, until); err != nil {
		return err
	}
	if p.json {
		return p.write(unlockJSON{p.path, until.UTC().Format(time.RFC3339)})
	}
	return p.tell("Unlocked until %s. mull lock forgets the key before.", until.In(p.zone).Format("Monday ")+clockOf(until.In(p.zone)))
}

// recover opens the journal with the key of a recovery sheet, and gives it a new
// key under a new passphrase.
func (p *program) recover(name string) error {
	if !store.IsSealed(p.path) {
		return usage("mull lock --set-passphrase seals it", "the journal is not sealed, so nothing is needed to open it")
	}
	sheet, err := p.keyIn(name)
	if err != nil {
		return err
	}
	p.key = sheet
	s, err := p.look()
	if errors.Is(err, seal.ErrWrongKey) {
		return &store.Unusable{Path: p.path, Problem: "does not open with this sheet", Hint: "find the sheet printed last", Err: err}
	}
	if err != nil {
		return err
	}
	passphrase, err := p.newPassphrase()
	if err != nil {
		return nobodyThere(err)
	}
	fresh, err := seal.NewKey()
	if err != nil {
		return err
	}
	wrapped, err := p.wrap(fresh, passphrase)
	if err != nil {
		return err
	}
	// The sheet opens the journal at every step of this.
	if err := s.Rekey(p.ctx, fresh, wrapped); err != nil {
		return fmt.Errorf("run the same command again, the sheet is still good: %w", err)
	}
	p.key = fresh
	if err := p.keeper().Forget(); err != nil { // the former key
		return err
	}
	view := lockJSON{Journal: p.path, Sealed: true, Backups: []string{}, Drafts: []string{}, Left: []string{}}
	if err := p.resealBackups(&view, []*seal.Key{sheet, fresh}, []seal.Recipient{fresh.Recipient(), sheet.Recipient()}); err != nil {
		return err
	}
	if p.json {
		return p.write(view)
	}
	for _, path := range view.Left {
		p.say("The sheet does not open this file: %s", path)
	}
	return p.tell("The journal opens with the new passphrase. The sheet stays good; put it back.")
}

// unlockForGood makes the journal a plain one again, with mull's own backups,
// and removes the key. It goes on with what an earlier try left undone.
func (p *program) unlockForGood(yes bool) error {
	sealed := store.IsSealed(p.path)
	if !sealed && !exists(store.KeyFile(p.path)) {
		return &fault{exitFailed, "", errors.New("the journal is not sealed")}
	}
	if !sealed {
		// Where the journal is gone, or no journal, its backups want the key.
		if _, err := p.look(); err != nil {
			return err
		}
	}
	key, err := p.journalKey()
	if err != nil {
		return err
	}
	if !yes {
		if sure, err := p.sureToUnseal(); err != nil || !sure {
			return err
		}
	}
	if sealed {
		s, err := p.look()
		if err != nil {
			return err
		}
		p.journal = nil // Unseal closes it
		if err := s.Unseal(p.ctx); err != nil {
			return err
		}
	}
	view := lockJSON{Journal: p.path, Backups: []string{}, Drafts: []string{}, Left: []string{}}
	if err := p.resealBackups(&view, []*seal.Key{key}, nil); err != nil {
		return err
	}
	if len(view.Left) == 0 { // nothing that mull made needs it any more
		if err := store.RemoveKey(p.ctx, p.path); err != nil {
			return err
		}
	}
	if err := p.keeper().Forget(); err != nil {
		return err
	}
	if p.json {
		return p.write(view)
	}
	for _, path := range view.Left {
		p.say("This file does not open with the key and stays as it is: %s", path)
	}
	return p.tell("The journal is a plain file again, and so are mull's backups. Sealed backups you named yourself stay sealed, each with its key beside it.")
}

func (p *program) sureToUnseal() (bool, error) {
	if !p.mayAsk() {
		return false, needsAnswer("add --yes", "turning sealing off asks first, and --no-input leaves nobody to answer")
	}
	asker, err := p.asker()
	if err != nil {
		return false, err
	}
	sure, err := asker.Confirm(p.ctx, "Keep the journal in the open, for whoever has this disk to read?", false)
	if err == nil && !sure {
		p.say("It stays sealed.")
	}
	return sure, err
}
