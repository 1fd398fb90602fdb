package report

import (
	"cmp"
	"fmt"
)

// Rules are how imported time is sorted, in the order they are tried.
type Rules struct{ List []RuleLine }

// A RuleLine is one rule: with a number of the user's own, with a name one that
// came along.
type RuleLine struct {
	Number               int64
	Name, Text, Category string
}

// RulesJSON is the rules in JSON.
type RulesJSON struct {
	Rules []RuleJSON `json:"rules"`
}

// RuleJSON is one rule in JSON.
type RuleJSON struct {
	Number   *int64 `json:"number"` // null of those that came along
	Name     string `json:"name"`   // empty of one's own
	Rule     string `json:"rule"`
	Category string `json:"category"`
	Own      bool   `json:"own"`
}

// RuleAdded is what rules add did.
type RuleAdded struct {
	Number   int64  `json:"number"`
	Rule     string `json:"rule"`
	Category string `json:"category"`
	Sorted   int    `json:"sorted"` // pieces of time that were unsorted
}

// RuleTested is the rule an event falls under; unsorted has none.
type RuleTested struct {
	Category string `json:"category"`
	Rule     string `json:"rule"`
	Name     string `json:"name"`
	Number   *int64 `json:"number"`
}

// JSON returns the view that programs read.
func (r *Rules) JSON() RulesJSON {
	view := RulesJSON{Rules: []RuleJSON{}}
	for i := range r.List {
		l := &r.List[i]
		one := RuleJSON{Name: l.Name, Rule: l.Text, Category: l.Category, Own: l.Number > 0}
		if one.Own {
			one.Number = &l.Number
		}
		view.Rules = append(view.Rules, one)
	}
	return view
}

// Render writes the rules.
func (r *Rules) Render(p *Page) {
	table := &Table{Gap: 2, Columns: []Column{{Title: "rule", Right: true}, {Title: "what it sorts", Flex: true, Wrap: true}}}
	for _, l := range r.List {
		number := ""
		if l.Number > 0 {
			number = fmt.Sprint(l.Number)
		}
		table.Rows = append(table.Rows, []string{cmp.Or(number, l.Name), l.Text})
	}
	table.Render(p)
	p.Gap()
	p.Aside(0, "The first that fits decides. Those with a number are yours.")
}
