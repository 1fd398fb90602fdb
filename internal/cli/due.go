package cli

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/urfave/cli/v2"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// A dueThing is something open: nothing of it has to be done.
type dueThing struct {
	Number  int64  `json:"number"` // 0 of an exercise
	Kind    string `json:"kind"`   // revisit, item, draft, assignment, agreement, kept or exercise
	Since   string `json:"since"`  // the day it has been open from; empty where that isn't known
	Text    string `json:"text"`
	Command string `json:"command"`

	evening string // of what comes back the same evening, the question
	private bool   // Text is an answer that is kept private
}

// dueJSON lists what is open. Fields are added, never renamed.
type dueJSON struct {
	Due []dueThing `json:"due"`
}

func (p *program) dueCommand() *cli.Command {
	return &cli.Command{
		Name:      "due",
		Usage:     "list what is open; drop it or mark it as done",
		UsageText: "mull due [drop NUMBER... | done NUMBER...]",
		Description: `   mull due
   mull due done 14
   mull due drop 12`,
		Action: p.action(func(c *cli.Context) error {
			if word := c.Args().First(); word != "" {
				return usage("mull due --help", "due takes drop or done, not %q", word)
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			things, err := p.due(s)
			if err != nil {
				return err
			}
			return p.show(p.dueView(things), dueJSON{things})
		}),
		Subcommands: []*cli.Command{
			{Name: "drop", Usage: "drop an open item", UsageText: "mull due drop NUMBER...", Action: p.action(func(c *cli.Context) error {
				return p.settleDue(c, store.ItemDropped)
			})},
			{Name: "done", Usage: "mark an open item as done", UsageText: "mull due done NUMBER...", Action: p.action(func(c *cli.Context) error {
				return p.settleDue(c, store.ItemClosed)
			})},
		},
	}
}

func (p *program) dueView(things []dueThing) *report.Listing {
	view := &report.Listing{
		Title: "Open items",
		Empty: "Nothing is open.",
		Table: report.Table{Indent: 2, Columns: []report.Column{{Right: true}, {Title: "open since"}, {Title: "what", Flex: true, Wrap: true}, {Title: "command"}}},
	}
	for _, d := range things {
		number, since := "", ""
		if d.Number != 0 {
			number = strconv.FormatInt(d.Number, 10)
		}
		if day, err := period.ParseDay(d.Since); err == nil {
			since = day.Format("Mon 2 Jan") + yearIfOther(day, p.today())
		}
		view.Table.Rows = append(view.Table.Rows, []string{number, since, d.Text, d.Command})
	}
	if len(things) > 0 {
		view.Notes = []string{"Mark as done: mull due done NUMBER. Drop: mull due drop NUMBER."}
	}
	return view
}

// due gathers what is open: revisits whose day has come, items carried, drafts,
// and exercises turned on whose rhythm has come round.
func (p *program) due(s *store.Store) ([]dueThing, error) {
	things := []dueThing{}
	for _, gather := range []func(*store.Store) ([]dueThing, error){p.dueRevisits, p.dueItems, p.dueDrafts, p.dueAssignments, p.dueKept, p.dueExercises} {
		more, err := gather(s)
		if err != nil {
			return nil, err
		}
		things = append(things, more...)
	}
	return things, nil
}

func (p *program) dueRevisits(s *store.Store) ([]dueThing, error) {
	entries, err := s.Entries(p.ctx, store.Filter{State: journal.Open})
	if err != nil {
		return nil, err
	}
	var things []dueThing
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].Revisit > p.today() {
			continue
		}
		entry, err := s.Entry(p.ctx, entries[i].Number)
		if err != nil {
			return nil, err
		}
		x, err := s.Asked(p.ctx, entry.Asked)
		if err != nil {
			return nil, err
		}
		due, evening := dueNow(x, entry, p.here())
		if !due {
			continue
		}
		text, private := reminder(x, entry.Answers)
		things = append(things, dueThing{
			Number: entry.Number, Kind: "revisit", Since: entry.Revisit.String(),
			Text: text, Command: fmt.Sprintf("mull do --revisit %d", entry.Number),
			evening: evening, private: private,
		})
	}
	return things, nil
}

// dueItems lists what is carried; items whose own entry asks again stand there
// already.
func (p *program) dueItems(s *store.Store) ([]dueThing, error) {
	items, err := s.Items(p.ctx, store.ItemOpen)
	if err != nil {
		return nil, err
	}
	var things []dueThing
	for _, item := range items {
		if item.Entry != 0 {
			entry, err := s.Entry(p.ctx, item.Entry)
			if err != nil && !errors.Is(err, store.ErrNothing) {
				return nil, err
			}
			if err == nil && entry.State == journal.Open && entry.Revisit <= p.today() {
				continue
			}
		}
		things = append(things, dueThing{
			Number: item.Number, Kind: "item", Since: item.Day.String(), Text: item.Text,
			Command: fmt.Sprintf("mull due done %d", item.Number),
		})
	}
	return things, nil
}

func (p *program) dueDrafts(s *store.Store) ([]dueThing, error) {
	drafts, err := s.Entries(p.ctx, store.Filter{State: journal.Draft})
	if err != nil {
		return nil, err
	}
	var things []dueThing
	for _, draft := range drafts {
		things = append(things, dueThing{
			Number: draft.Number, Kind: "draft", Since: period.DayOf(draft.StartedAt.In(p.zoneOf(draft.Zone))).String(), Text: draft.Exercise + ", a draft",
			Command: "mull do --resume " + draft.Exercise,
		})
	}
	return things, nil
}

// settleDue closes or drops items, the revisits of entries, and drafts, in one
// act.
func (p *program) settleDue(c *cli.Context, state store.ItemState) error {
	wanted, err := numbersOf(c)
	if err != nil {
		return err
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	if s.Unmade() {
		return notFound("mull due lists what is open", "nothing open has the number %d", wanted[0])
	}
	_, err = s.Do(p.ctx, "due "+c.Command.Name, func(a *store.Act) error {
		for _, n := range wanted {
			if err := p.settleOne(a, n, state); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if p.json {
		return p.write(settledJSON{wanted, string(state)})
	}
	word := "Done"
	if state == store.ItemDropped {
		word = "Dropped"
	}
	return p.tell("%s: %s. mull undo brings it back.", word, numbers(wanted))
}

// settledJSON is what was closed or dropped. Fields are added, never renamed.
type settledJSON struct {
	Numbers []int64 `json:"numbers"`
	State   string  `json:"state"`
}

func (p *program) settleOne(a *store.Act, n int64, state store.ItemState) error {
	item, err := a.Item(n)
	if err == nil {
		item.State, item.ClosedDay = state, p.today()
		return a.SaveItem(item)
	}
	if !errors.Is(err, store.ErrNothing) {
		return err
	}
	if err := settleAssignment(a, n, state); !errors.Is(err, store.ErrNothing) {
		return err
	}
	entry, err := a.Entry(n)
	if errors.Is(err, store.ErrNothing) {
		return notFound("mull due lists what is open", "nothing open has the number %d", n)
	}
	if err != nil {
		return err
	}
	if entry.State == journal.Done {
		return notFound("mull due lists what is open", "entry %d is not open", n)
	}
	entry.State, entry.Revisit = journal.Done, 0
	if err := a.SaveEntry(entry); err != nil {
		return err
	}
	items, err := a.ItemsOf(n)
	if err != nil {
		return err
	}
	for _, item := range items {
		item.State, item.ClosedDay = state, p.today()
		if err := a.SaveItem(&item); err != nil {
			return err
		}
	}
	return nil
}
