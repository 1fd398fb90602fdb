package cli

import (
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// valuesJSON is the own values with the last checks, oldest first. Fields are
// added, never renamed.
type valuesJSON struct {
	Since  string      `json:"since"` // when they were put in order; empty for never
	Values []valueJSON `json:"values"`
}

type valueJSON struct {
	Value string    `json:"value"`
	Label string    `json:"label"`
	Lived []float64 `json:"lived"`
	Room  []float64 `json:"room"`
}

// checksShown is how many checks of each value are shown.
const checksShown = 6

func (p *program) valuesCommand() *cli.Command {
	return &cli.Command{
		Name:      "values",
		Usage:     "show your 5 values: how you lived them, and the room for it",
		UsageText: "mull values",
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			fields, err := p.values(s)
			if err != nil {
				return err
			}
			return p.show(valuesView(fields), fields)
		}),
	}
}

func (p *program) values(s *store.Store) (valuesJSON, error) {
	fields := valuesJSON{Values: []valueJSON{}}
	last, err := s.LatestByRole(p.ctx, "value", period.MaxDay)
	if err != nil || last == nil {
		return fields, err
	}
	fields.Since = last.Day.String()
	mine, err := myValues(p.ctx, s)
	if err != nil {
		return fields, err
	}
	checks, err := s.AnswersByRole(p.ctx, period.MinDay, period.MaxDay, "lived", "room")
	if err != nil {
		return fields, err
	}
	for _, option := range mine {
		fields.Values = append(fields.Values, valueJSON{
			Value: option.ID, Label: option.Label,
			Lived: rowValues(checks, "lived", option.ID), Room: rowValues(checks, "room", option.ID),
		})
	}
	return fields, nil
}

// rowValues returns the last values of one row of a matrix, oldest first.
func rowValues(checks []journal.RoleAnswer, role, row string) []float64 {
	list := []float64{}
	for _, a := range checks {
		rows, _ := a.Value.(map[string]any)
		if value, ok := rows[row].(float64); ok && a.Role == role {
			list = append(list, value)
		}
	}
	return list[max(0, len(list)-checksShown):]
}

func valuesView(fields valuesJSON) *report.Listing {
	view := &report.Listing{
		Title: "Your values, lived, and the room there was.",
		Empty: "You have not put your values in order yet.",
		Table: report.Table{Indent: 2, Columns: []report.Column{{Title: "value", Flex: true}, {Title: "lived"}, {Title: "room"}}},
	}
	checked := false
	for _, v := range fields.Values {
		checked = checked || len(v.Lived)+len(v.Room) > 0
		view.Table.Rows = append(view.Table.Rows, []string{v.Label, series(v.Lived), series(v.Room)})
	}
	if len(fields.Values) == 0 {
		view.Hints = []report.Hint{{Command: "mull exercises", Does: "has one, forty cards, that puts them in order"}}
		return view
	}
	view.Notes = []string{"In order since " + fields.Since + ". 0 is not at all, 4 fully; the newest check stands last."}
	if !checked {
		view.Notes = append(view.Notes, "No check has been written yet.")
	}
	return view
}

func series(values []float64) string {
	if len(values) == 0 {
		return "-"
	}
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = exercise.Number(v)
	}
	return strings.Join(parts, " ")
}
