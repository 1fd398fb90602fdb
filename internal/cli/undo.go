package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/store"
)

func (p *program) undoCommand() *cli.Command {
	return &cli.Command{
		Name:      "undo",
		Usage:     "undo your last change; again, the one before it",
		UsageText: "mull undo [--any-device]",
		Description: `   mull undo
   mull undo --any-device    the last change, also one made on another device

   What left with share, came with receive, or was done by restore, purge,
   forget or lock stays done. mull history NUMBER shows what stood in an entry.`,
		Flags: []cli.Flag{&cli.BoolFlag{Name: "any-device", Usage: "undo the last change, whichever device made it"}},
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			undo := s.Undo
			if c.Bool("any-device") {
				undo = s.UndoAny
			}
			undone, err := undo(p.ctx)
			if err != nil {
				return err
			}
			if p.json {
				return p.write(undoJSON{undone.Kind, undone.At.In(p.zone).Format("2006-01-02T15:04:05Z07:00"), append([]int64{}, undone.Numbers...), append([]string{}, undone.Stays...)})
			}
			return p.tell("%s", p.takenBack(undone))
		}),
	}
}

func (p *program) takenBack(undone *store.Undone) string {
	line := fmt.Sprintf("Taken back: %s, %s %s", undone.Kind, undone.At.In(p.zone).Format("Monday 2 January"), clockOf(undone.At.In(p.zone)))
	if len(undone.Numbers) > 0 {
		line += " (" + numbers(undone.Numbers) + ")"
	}
	line += "."
	if len(undone.Stays) > 0 {
		line += " Later letters stay (" + strings.Join(undone.Stays, ", ") + "): what went between two people does not come back. mull shares lists them."
	}
	return line
}

// undoJSON is what undo took back, and which kinds of letters after it stay.
// Fields are added, never renamed.
type undoJSON struct {
	Command string   `json:"command"`
	At      string   `json:"at"`
	Numbers []int64  `json:"numbers"`
	Stays   []string `json:"stays"`
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
