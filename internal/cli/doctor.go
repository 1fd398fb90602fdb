package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/report"
)

func (p *program) doctorCommand() *cli.Command {
	return &cli.Command{
		Name:      "doctor",
		Usage:     "check the journal and its setup for problems",
		UsageText: "mull doctor [--fix]",
		Description: `   mull doctor
   mull doctor --fix        mends what can be mended without you

   It looks at the file and what is computed from it, at permissions, drafts
   and unfinished files, a synchronised folder, the clock, the room on the disk
   and the time zones, and names the command that mends what it finds.

   Looking writes nothing to the journal. Where something is damaged, doctor notes
   next to the journal that it takes no more writes, and names the newest good backup.
   --fix then sets the damaged parts aside, keeps the rest and saves the whole
   file as it was.

EXIT STATUS
   0 all is well; 1 something was found, and with --fix: is left`,
		Flags: []cli.Flag{&cli.BoolFlag{Name: "fix", Usage: "mend what can be mended"}},
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			return p.doctor(c.Bool("fix"))
		}),
	}
}

// A checkup is what was looked at and what came of it.
type checkup struct {
	name  string
	found []finding
}

// insideChecks are the checks that look into the journal.
var insideChecks = []string{"version", "schema", "content", "totals", "measures", "search", "questions", "clock", "purged"}

// unchecked names the checks of what is in a journal that could not be made: it
// could not be read, or nothing more is tried on it.
func unchecked(checks []checkup) []string {
	left := []string{}
	for _, name := range insideChecks {
		if !slices.ContainsFunc(checks, func(c checkup) bool { return c.name == name }) {
			left = append(left, name)
		}
	}
	if !slices.ContainsFunc(checks, func(c checkup) bool { return c.name == "file" && len(c.found) > 0 || c.name == "version" }) {
		return []string{} // there is no journal to look into
	}
	return left
}

// A finding is something that is not well, and the command that mends it.
type finding struct {
	what string
	mend string
	fix  func() error // nil where only the owner can
}

// Fields are added, never renamed.
type (
	doctorJSON struct {
		Journal string        `json:"journal"`
		Healthy bool          `json:"healthy"`
		Checks  []checkupJSON `json:"checks"`
		// Unchecked names the checks of what is in the journal that were not made.
		Unchecked []string `json:"unchecked"`
	}
	checkupJSON struct {
		Check string        `json:"check"`
		OK    bool          `json:"ok"`
		Found []findingJSON `json:"found"`
	}
	findingJSON struct {
		What  string `json:"what"`
		Mend  string `json:"mend"`
		Fixed bool   `json:"fixed"`
	}
)

func (p *program) doctor(fix bool) error {
	checks, err := p.checkups()
	if err != nil {
		return err
	}
	view := doctorJSON{Journal: p.path, Healthy: true, Checks: []checkupJSON{}, Unchecked: unchecked(checks)}
	for _, check := range checks {
		one := checkupJSON{Check: check.name, OK: true, Found: []findingJSON{}}
		for _, found := range check.found {
			line := findingJSON{What: found.what, Mend: found.mend}
			if fix && found.fix != nil {
				if err := found.fix(); err != nil {
					line.What += fmt.Sprintf(" (mending it failed: %v)", err)
				} else {
					line.Fixed = true
				}
			}
			one.OK = one.OK && line.Fixed
			one.Found = append(one.Found, line)
		}
		view.Healthy = view.Healthy && one.OK
		view.Checks = append(view.Checks, one)
	}
	if p.repaired {
		if err := p.checkRepaired(&view); err != nil {
			return err
		}
	}
	if err := p.show(doctorView(view), view); err != nil {
		return err
	}
	if err := p.tellMends(view); err != nil {
		return err
	}
	if !view.Healthy {
		return quiet{exitFailed}
	}
	return nil
}

func doctorView(view doctorJSON) report.View {
	list := &report.Listing{
		Title: view.Journal,
		Table: report.Table{Indent: 2, Columns: []report.Column{{Title: ""}, {Title: "", Flex: true, Wrap: true}}},
	}
	for _, check := range view.Checks {
		if len(check.Found) == 0 {
			list.Table.Rows = append(list.Table.Rows, []string{check.Check, "well"})
		}
		for i, found := range check.Found {
			name, what := check.Check, found.What
			if i > 0 {
				name = ""
			}
			if found.Fixed {
				what += "; mended"
			}
			list.Table.Rows = append(list.Table.Rows, []string{name, what})
		}
	}
	if len(view.Unchecked) > 0 {
		list.Table.Rows = append(list.Table.Rows, []string{"not checked", strings.Join(view.Unchecked, ", ")})
	}
	return list
}

// tellMends says once how each thing is mended, unwrapped, to be copied.
func (p *program) tellMends(view doctorJSON) error {
	if p.json {
		return nil
	}
	if view.Healthy && p.lossy {
		return p.tell("What was set aside isn't in the journal any more; the rest is well.")
	}
	if view.Healthy {
		return p.tell("All is well.")
	}
	said := map[string]bool{"": true}
	for _, check := range view.Checks {
		for _, found := range check.Found {
			if found.Fixed || said[found.Mend] {
				continue
			}
			said[found.Mend] = true
			if err := p.tell("To mend: %s", found.Mend); err != nil {
				return err
			}
		}
	}
	return nil
}
