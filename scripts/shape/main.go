// Command shape prints how the code is built, package by package: files, lines,
// the type with the most methods, the largest call cycle. With --cycles it also
// names the files of each cycle.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"mull/internal/testkit/shape"
)

func main() {
	cycles := flag.Bool("cycles", false, "name the files of each call cycle")
	flag.Parse()
	packages, err := shape.Measure(".", "./...")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	slices.SortFunc(packages, func(a, b shape.Package) int { return b.Lines - a.Lines })
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "lines\tfiles\tcycle\tmethods\t  package and type\t")
	files, lines := 0, 0
	for _, p := range packages {
		files, lines = files+p.Files, lines+p.Lines
		fmt.Fprintf(table, "%d\t%d\t%d\t%d\t  %s\t  %s\n", p.Lines, p.Files, len(p.Cycle), p.Methods, p.Path, p.Type)
	}
	fmt.Fprintf(table, "%d\t%d\t\t\t  all of %d packages\t\n", lines, files, len(packages))
	if err := table.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if *cycles {
		for _, p := range packages {
			if len(p.Cycle) > 0 {
				fmt.Printf("\n%s: %s\n", p.Path, strings.Join(p.Cycle, " "))
			}
		}
	}
}
