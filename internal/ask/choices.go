package ask

import (
	"fmt"
	"strings"

	"mull/internal/exercise"
)

// manyOptions is from when on a list is shown in columns, and cut to the words
// that are close.
const manyOptions = 16

// widestGrid is how wide short options are set in columns where lines have no end.
const widestGrid = 99

// choices lists the options of a question with their numbers. A long list is
// cut to the close ones unless all is set.
func choices(q *exercise.Question, columns int, all bool) []string {
	list := q.Options.List
	shown := len(list)
	if !all && len(list) > manyOptions {
		shown = q.Options.Close
	}
	digits := len(fmt.Sprint(len(list) + 1))
	entries := make([]string, 0, shown+1)
	longest := 0
	for at, option := range list[:shown] {
		label := clean(option.Label)
		if option.About != "" {
			label += " - " + clean(option.About)
		}
		entry := fmt.Sprintf("%*d  %s", digits, at+1, label)
		longest = max(longest, width(entry))
		entries = append(entries, entry)
	}
	other := fmt.Sprintf("%*d  something else (say)", digits, len(list)+1)
	var lines []string
	switch {
	case len(entries) > manyOptions && longest <= 28, shown < len(list):
		lines = grid(entries, min(columns, widestGrid))
		if len(entries) == 0 {
			lines = nil
		}
	default:
		for _, entry := range entries {
			lead := entry[:digits+2]
			lines = append(lines, strings.Split(strings.TrimSuffix(hang(lead, entry[digits+2:], columns), "\n"), "\n")...)
		}
	}
	if q.Other {
		lines = append(lines, other)
	}
	if shown < len(list) {
		lines = append(lines, fmt.Sprintf("? lists all %d; any of their words will do", len(list)))
	}
	return lines
}
