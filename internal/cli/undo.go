package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

func (p *program) undoCommand() *cli.Command {
	return &cli.Command{
		Name:      "undo",
		Usage:     "take back the last thing; again, the one before",
		UsageText: "mull undo",
		Description: `   mull undo

   What left with share, came with receive, or was done by restore, purge,
   forget or lock stays done. mull history NUMBER shows what stood in an entry.`,
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			undone, err := s.Undo(p.ctx)
			if err != nil {
				return err
			}
			if p.json {
				return p.write(undoJSON{undone.Kind, undone.At.In(p.zone).Format("2006-01-02T15:04:05Z07:00"), append([]int64{}, undone.Numbers...)})
			}
			line := fmt.Sprintf("Taken back: %s, %s", undone.Kind, undone.At.In(p.zone).Format("Monday 2 January 15:04"))
			if len(undone.Numbers) > 0 {
				line += " (" + numbers(undone.Numbers) + ")"
			}
			return p.tell("%s.", line)
		}),
	}
}

// undoJSON is what undo took back. Fields are added, never renamed.
type undoJSON struct {
	Command string  `json:"command"`
	At      string  `json:"at"`
	Numbers []int64 `json:"numbers"`
}

// numbers lists the first few numbers.
func numbers(list []int64) string {
	const most = 6
	var parts []string
	for i, n := range list {
		if i == most {
			parts = append(parts, fmt.Sprintf("and %d more", len(list)-most))
			break
		}
		parts = append(parts, fmt.Sprint(n))
	}
	return strings.Join(parts, ", ")
}
