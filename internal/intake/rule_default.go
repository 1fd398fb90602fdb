package intake

// The rules mull comes with, read from the data in prompts.

import (
	"fmt"
	"strings"
	"sync"

	"mull/internal/exercise"
	"mull/prompts"
)

// DefaultRules returns the rules mull comes with, in the order they are tried.
// They are data: see calendar-words.yaml.
func DefaultRules() []Rule { return append([]Rule(nil), defaultRules()...) }

var defaultRules = sync.OnceValue(func() []Rule {
	rules, err := readRules("calendar-words.yaml", prompts.CalendarWords())
	if err != nil {
		panic(err) // a fault of the program's own file, which a test reads
	}
	return rules
})

func readRules(name string, source []byte) ([]Rule, error) {
	rows, err := exercise.ReadRows(name, source, "name", "category", "words", "when", "counting", "differs")
	if err != nil {
		return nil, err
	}
	rules := make([]Rule, len(rows))
	for i, row := range rows {
		if rules[i], err = ParseRule(ruleLine(row)); err != nil {
			return nil, fmt.Errorf("%s: rule %q: %w", name, row["name"], err)
		}
		rules[i].ID = row["name"]
	}
	return rules, nil
}

// ruleLine is a row of calendar-words.yaml as a rule in one line.
func ruleLine(row exercise.Row) string {
	var line []string
	for _, word := range row.Words("words") {
		line = append(line, quote(word))
	}
	line = append(line, row["when"], "->", row["category"])
	if row["counting"] != "" {
		line = append(line, "counting", row["counting"])
	}
	return strings.Join(line, " ")
}
