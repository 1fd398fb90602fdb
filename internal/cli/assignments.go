package cli

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) assignmentsCommand() *cli.Command {
	return &cli.Command{
		Name:      "assignments",
		Usage:     "list the exercises you gave or accepted, and their state",
		UsageText: "mull assignments [NAME]",
		Description: `   mull assignments
   mull assignments Ana

   With a name all there ever were; without one those that are open, and the
   newest others. As JSON all.`,
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 1); err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			var person store.Person
			if c.NArg() == 1 {
				if person, err = p.person(s, c.Args().First()); err != nil {
					return err
				}
			}
			return p.assignments(s, person)
		}),
	}
}

// assignmentJSON is an assignment. Fields are added, never renamed.
type assignmentJSON struct {
	Number   int64  `json:"number"`
	ID       string `json:"id"`
	Side     string `json:"side"` // given or taken
	Person   string `json:"person"`
	Exercise string `json:"exercise"`
	Title    string `json:"title"`
	Why      string `json:"why"`
	Due      string `json:"due"` // a date, or empty
	DueWords string `json:"due_words"`
	Every    string `json:"every"`
	See      string `json:"see"`
	State    string `json:"state"`
	Words    string `json:"words"` // said with the answer
	Date     string `json:"date"`
}

func (p *program) assignments(s *store.Store, person store.Person) error {
	list, more, err := p.assignmentList(s, person.Number)
	if err != nil {
		return err
	}
	people, err := p.byNumber(s)
	if err != nil {
		return err
	}
	fields := struct {
		Assignments []assignmentJSON `json:"assignments"`
	}{[]assignmentJSON{}}
	view := &report.Listing{
		Title: "Exercises given and taken", Empty: "Nobody gave or took an exercise yet.",
		Table: report.Table{Indent: 2, Columns: []report.Column{{Right: true}, {}, {Title: "exercise", Flex: true}, {Title: "when", Flex: true}, {Title: "state"}}},
	}
	for i := range list {
		one := p.assignmentView(&list[i], people[list[i].Person].Name)
		fields.Assignments = append(fields.Assignments, one)
		side := "to " + one.Person
		if !list[i].Given {
			side = "from " + one.Person
		}
		view.Table.Rows = append(view.Table.Rows, []string{fmt.Sprint(one.Number), side, one.Exercise, when(dueOf(&list[i]), p.today()), coaching.State(one.State).Words()})
	}
	if person.Number != 0 {
		view.Title, view.Empty = "Exercises with "+person.Name, person.Name+" was given none and gave none yet."
	}
	if more {
		view.Notes = []string{"These are open, or the newest. mull assignments NAME shows all with one person."}
	}
	return p.show(view, fields)
}

// assignmentList is all with one person, or in a practice of many years those
// that are open and the newest others; more says that there are others.
func (p *program) assignmentList(s *store.Store, person int64) (list []store.Assignment, more bool, err error) {
	if person != 0 || p.json {
		list, err = s.Assignments(p.ctx, person)
		return list, false, err
	}
	return s.LatestAssignments(p.ctx, listed)
}

func (p *program) assignmentView(x *store.Assignment, name string) assignmentJSON {
	view := assignmentJSON{
		Number: x.Number, ID: x.UUID, Side: "taken", Person: name, Exercise: x.Exercise, Title: x.Title, Why: x.Why,
		Due: dayText(x.Due), DueWords: x.DueWords, Every: x.Every, See: x.See,
		State: string(p.stateOf(x)), Words: x.Words, Date: x.Day.String(),
	}
	if x.Given {
		view.Side = "given"
	}
	return view
}
