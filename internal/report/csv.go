package report

import (
	"encoding/csv"
	"io"
	"strings"
)

// CSV writes the table as comma-separated values with a line of headings, the
// totals left out: whoever reads the file adds up by itself. Cells that a
// spreadsheet would run as a formula get an apostrophe before them.
func (t *Table) CSV(w io.Writer) error {
	rows := t.all()
	if len(t.Total) > 0 {
		rows = rows[:len(rows)-1]
	}
	out := csv.NewWriter(w)
	for _, row := range rows {
		for i, cell := range row {
			row[i] = inert(cell)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// inert takes the meaning of a formula from a cell. A plain negative number is
// none.
func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if cell == "-" || cell[0] == '-' && strings.Trim(cell[1:], "0123456789.h") == "" {
		return cell
	}
	return "'" + cell
}
