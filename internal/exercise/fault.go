package exercise

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Fault is one thing wrong in a file, where it stands, and what would be
// right. Line and Column count from 1, columns in characters.
type Fault struct {
	File         string
	Line, Column int
	Problem      string
}

func (f Fault) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Problem)
}

// Faults is everything wrong in a file, in the order of the file.
type Faults []Fault

// maxFaults keeps a hostile file from filling the screen.
const maxFaults = 100

// Error lists the faults one on a line.
func (f Faults) Error() string {
	lines := make([]string, 0, len(f))
	for i, fault := range f {
		if i == maxFaults {
			lines = append(lines, fmt.Sprintf("and %d more", len(f)-maxFaults))
			break
		}
		lines = append(lines, fault.String())
	}
	return strings.Join(lines, "\n")
}

// sorted puts faults in the order of the file and drops what is said twice.
func (f Faults) sorted() Faults {
	slices.SortStableFunc(f, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(f)
}

// visible keeps what a hostile file says from steering the terminal that shows
// its faults.
func visible(problem string) string {
	return strings.Map(func(r rune) rune {
		if forbidden(r) || r == '\n' {
			return '\uFFFD'
		}
		return r
	}, problem)
}
