package cli

import (
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"mull/internal/editor"
	"mull/internal/store"
)

func (p *program) purgeCommand() *cli.Command {
	return &cli.Command{
		Name:      "purge",
		Usage:     "delete permanently, also from undo, history and mull's own backups",
		UsageText: "mull purge NUMBER... | --deleted [--yes]",
		Description: `   mull purge 12              entry 12, kept or deleted before
   mull purge --deleted       all that was deleted, and what stood there
                              before anything was changed

   Backups you named yourself are listed and not touched, and so are drafts and
   what a repair set aside. Undo does not bring
   anything back, and after --deleted it takes back nothing done before.`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "deleted", Usage: "all that was deleted or changed"},
			&cli.BoolFlag{Name: "yes", Usage: "remove it without being asked"},
		},
		Action: p.action(func(c *cli.Context) error {
			s, err := p.look()
			if err != nil {
				return err
			}
			if c.Bool("deleted") {
				if c.NArg() > 0 {
					return usage("", "purge takes numbers or --deleted, not both")
				}
				return p.purge(s, nil, c.Bool("yes"))
			}
			wanted, err := numbersOf(c)
			if err != nil {
				return err
			}
			if wanted, err = p.purgeable(s, wanted); err != nil {
				return err
			}
			return p.purge(s, wanted, c.Bool("yes"))
		}),
	}
}

// purgedJSON is what a purge removed. Fields are added, never renamed.
type purgedJSON struct {
	Purged  []int64  `json:"purged"`
	Backups []string `json:"backups"` // mull's own that were removed
	Left    []string `json:"left"`    // files that may still hold it
}

// purgeable finds what the numbers name, with what is the same thing told
// twice.
func (p *program) purgeable(s *store.Store, wanted []int64) ([]int64, error) {
	found, err := s.Purgeables(p.ctx, wanted)
	if err != nil {
		return nil, err
	}
	for _, n := range wanted {
		if !slices.ContainsFunc(found, func(x store.Purgeable) bool { return x.Number == n }) {
			return nil, notFound("mull list shows the numbers; after a purge that was interrupted, mull doctor", "there is no entry or piece of time %d, nor was one deleted", n)
		}
	}
	return s.Twins(p.ctx, wanted)
}

// purge removes what bears the numbers; nil is all that was deleted or changed.
func (p *program) purge(s *store.Store, wanted []int64, yes bool) error {
	found, err := s.Purgeables(p.ctx, wanted)
	if err != nil {
		return err
	}
	p.sayPurge(found, wanted == nil)
	if !yes {
		if sure, err := p.sureToPurge(); err != nil || !sure {
			return err
		}
	}
	view := purgedJSON{Purged: []int64{}, Backups: []string{}, Left: []string{}}
	for _, x := range found {
		view.Purged = append(view.Purged, x.Number)
	}
	if wanted == nil {
		err = s.PurgeDeleted(p.ctx)
	} else {
		err = s.Purge(p.ctx, view.Purged)
	}
	if err := p.eraseCopies(s, err, &view, wanted == nil); err != nil {
		return err
	}
	if p.json {
		return p.write(view)
	}
	return p.tellPurged(s, view)
}

func (p *program) sayPurge(found []store.Purgeable, deleted bool) {
	if !deleted {
		var list []int64
		for _, x := range found {
			list = append(list, x.Number)
		}
		p.say("Purges %s: every word of it, with its history.", numbers(list))
		return
	}
	p.say("Purges %s deleted before, and what stood there before each change. Undo takes back nothing done before this.",
		counted(len(found), "thing", "things"))
}

func (p *program) sureToPurge() (bool, error) {
	if !p.mayAsk() {
		return false, needsAnswer("add --yes", "purge asks first, and --no-input leaves nobody to answer")
	}
	asker, err := p.asker()
	if err != nil {
		return false, err
	}
	sure, err := asker.Confirm(p.ctx, "Remove it for good, from mull's own backups, too?", false)
	if err == nil && !sure {
		p.say("Nothing was removed.")
	}
	return sure, err
}

// purgeBackups removes mull's own backups that hold it, and finds what else may.
// removed is called before a fresh backup is made.
func (p *program) purgeBackups(s *store.Store, view *purgedJSON, everything bool, removed func()) error {
	shelves, err := p.shelves()
	if err != nil {
		return err
	}
	for _, shelf := range shelves {
		removed, err := shelf.RemovePurged(p.ctx, s, everything, p.journalKey)
		view.Backups = append(view.Backups, removed...)
		if err != nil {
			return fmt.Errorf("it is gone from the journal, and a backup could not be removed: %w", err)
		}
	}
	if err := p.removeUnfinished(); err != nil {
		return fmt.Errorf("it is gone from the journal, and an unfinished copy could not be removed: %w", err)
	}
	removed()
	if len(view.Backups) > 0 {
		if err := p.backupBefore(s, "fresh"); err != nil {
			p.say("It is gone from mull's own backups, too, and no fresh one could be made: %s.", store.Why(err))
		}
	}
	named, err := s.Backups(p.ctx)
	if err != nil {
		return err
	}
	beside, err := p.besideJournal()
	if err != nil {
		return err
	}
	view.Left = append(append(view.Left, named...), beside...)
	drafts, err := editor.Leftovers(p.draftDirs())
	for _, draft := range drafts {
		view.Left = append(view.Left, draft.Path)
	}
	return err
}

func (p *program) tellPurged(s *store.Store, view purgedJSON) error {
	if err := p.tell("Purged. Nothing of it is left in the journal's file."); err != nil {
		return err
	}
	p.sayCopies(view)
	shared, err := s.Receipts(p.ctx)
	if err != nil || len(shared) == 0 {
		return err
	}
	return p.tell("What you shared of it stays recorded: mull shares shows it.")
}
