package intake

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed rules.txt
var ruleText string

// DefaultRules returns the rules mull brings along, in the order they are
// tried. They are data: see rules.txt.
func DefaultRules() []Rule { return append([]Rule(nil), defaultRules()...) }

var defaultRules = sync.OnceValue(func() []Rule {
	rules, err := parseRules(ruleText)
	if err != nil {
		panic(err) // a fault of the program's own file, which a test reads
	}
	return rules
})

func parseRules(text string) ([]Rule, error) {
	var rules []Rule
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, rest, found := strings.Cut(line, ": ")
		if !found {
			return nil, fmt.Errorf("line %d: a rule begins with its name and a colon", number)
		}
		rule, err := ParseRule(rest)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		rule.ID = id
		rules = append(rules, rule)
	}
	return rules, nil
}
