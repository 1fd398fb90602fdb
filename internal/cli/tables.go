package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/report"
)

// tableFlag is on commands that show several tables.
func tableFlag() cli.Flag {
	return &cli.StringFlag{Name: "table", Usage: "with --csv, the table `NAME`: days, categories, words ..."}
}

// chooseTable reads --table, one of the tables of a view.
func (p *program) chooseTable(c *cli.Context, view any) error {
	p.table = c.String("table")
	names := report.Tables(view)
	switch {
	case p.table == "":
		return nil
	case !p.csv:
		return usage("mull "+c.Command.Name+" --csv --table "+names[0], "--table chooses what --csv writes")
	case !slices.Contains(names, p.table):
		return usage("", "--table wants %s, not %q", strings.Join(names, ", "), p.table)
	}
	return nil
}
