package cli

import (
	"errors"
	"slices"
	"strconv"

	"github.com/urfave/cli/v2"

	"mull/internal/store"
)

func (p *program) deleteCommand() *cli.Command {
	return &cli.Command{
		Name:      "delete",
		Usage:     "delete entries and activities by their numbers; undo restores them",
		UsageText: "mull delete NUMBER...",
		Description: `   mull delete 12
   mull delete 12 14 15`,
		Action: p.action(func(c *cli.Context) error {
			wanted, err := numbersOf(c)
			if err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			gone, err := p.delete(s, wanted)
			if err != nil {
				return err
			}
			if p.json {
				return p.write(deletedJSON{gone})
			}
			slices.Sort(gone)
			return p.tell("Deleted %s. mull undo brings it back.", numbers(gone))
		}),
	}
}

// deletedJSON lists the numbers that are gone, those that belonged to others
// included. Fields are added, never renamed.
type deletedJSON struct {
	Deleted []int64 `json:"deleted"`
}

func numbersOf(c *cli.Context) ([]int64, error) {
	return numbersFrom(c, "an entry or a piece of time", "mull list shows the numbers")
}

// numbersFrom reads the arguments as numbers of what has a list of its own;
// hint names the command that shows it.
func numbersFrom(c *cli.Context, what, hint string) ([]int64, error) {
	if c.NArg() == 0 {
		return nil, usage(hint, "%s wants a number", c.Command.Name)
	}
	var list []int64
	for _, arg := range c.Args().Slice() {
		n, found := parseNumber(arg)
		if !found {
			return nil, usage(hint, "%q is not the number of %s", arg, what)
		}
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list, nil
}

func number(arg string) (int64, error) {
	n, found := parseNumber(arg)
	if !found {
		return 0, usage("mull list shows the numbers", "%q is not the number of an entry or a piece of time", arg)
	}
	return n, nil
}

func parseNumber(arg string) (int64, bool) {
	n, err := strconv.ParseInt(arg, 10, 64)
	return n, err == nil && n > 0
}

const nothingDeleted = "; nothing was deleted"

// delete removes everything named in one act, or nothing.
func (p *program) delete(s *store.Store, wanted []int64) ([]int64, error) {
	if s.Unmade() {
		return nil, p.noSuch(s, wanted[0], nothingDeleted)
	}
	var gone []int64
	var missing int64
	_, err := s.Do(p.ctx, "delete", func(a *store.Act) error {
		for _, n := range wanted {
			if slices.Contains(gone, n) {
				continue
			}
			more, err := deleteOne(a, n)
			if errors.Is(err, store.ErrNothing) {
				missing = n // what became of it is read once the act is over: there is one connection
				return err
			}
			if err != nil {
				return err
			}
			gone = append(gone, more...)
		}
		return nil
	})
	if missing != 0 {
		return nil, p.noSuch(s, missing, nothingDeleted)
	}
	return gone, err
}

// deleteOne removes an entry with the time it owns, or an activity with the
// entry that owns it, since the two are one thing told twice.
func deleteOne(a *store.Act, n int64) ([]int64, error) {
	entry, err := a.Entry(n)
	if errors.Is(err, store.ErrNothing) {
		activity, err := a.Activity(n)
		if err != nil {
			return nil, err
		}
		if activity.Entry == 0 {
			return []int64{n}, a.DeleteActivity(n)
		}
		if entry, err = a.Entry(activity.Entry); err != nil {
			return nil, err
		}
		if entry.About != n {
			return []int64{n}, a.DeleteActivity(n)
		}
	} else if err != nil {
		return nil, err
	}
	gone := []int64{entry.Number}
	owned, err := a.Owned(entry.Number)
	if err != nil {
		return nil, err
	}
	for _, x := range owned {
		gone = append(gone, x.Number)
	}
	return gone, a.DeleteEntry(entry.Number)
}
