package cli

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/intake"
	"mull/internal/journal"
	"mull/internal/report"
	"mull/internal/store"
)

// mapped reads --map: each pair is a rule for a project, task, client or tag,
// kept with the first file.
func (p *program) mapped(s *store.Store, text string, format intake.Format) ([]intake.Rule, error) {
	var rules []intake.Rule
	for _, pair := range words(text) {
		word, into, found := strings.Cut(pair, "=")
		if !found || strings.TrimSpace(word) == "" {
			return nil, usage(`mull import FILE --map "Client A=stakeholders"`, "--map: %q wants a word, = and a category", pair)
		}
		category, err := p.ruleCategory(s, strings.TrimSpace(into))
		if err != nil {
			return nil, err
		}
		rule := intake.Rule{Tag: strings.TrimSpace(word), Origin: string(format), Category: category}
		// Read back now: a rule that cannot be would stand in the way of every import.
		if rule, err = intake.ParseRule(rule.String()); err != nil {
			return nil, usage(`mull import FILE --map "Client A=stakeholders"`, "--map: %q: %v", pair, err)
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

// newRules are the rules of --map that are not kept yet.
func newRules(mapped []intake.Rule, own []store.Rule) []store.Rule {
	var rules []store.Rule
	for _, rule := range mapped {
		text := rule.String()
		if !slices.ContainsFunc(own, func(r store.Rule) bool { return r.Text == text }) {
			rules = append(rules, store.Rule{Text: text, Category: rule.Category})
		}
	}
	return rules
}

// resort looks at a piece that is known and came as it is: where nothing had
// sorted it, the rules of --map do, as mull rules add would; what is sorted
// stays where the user found it.
func (plan *importPlan) resort(before store.Known, a *journal.Activity) {
	if plan.mapped == nil {
		return
	}
	category, rule := plan.mapped.Sort(intake.FactsOf(a))
	switch {
	case rule == nil, category == before.Category:
	case before.Category == intake.Unsorted:
		a.Category = category
	default:
		plan.stays++
	}
}

// wouldSort counts what the rules of --map sort of all that is unsorted.
func (p *program) wouldSort(s *store.Store, plan *importPlan) error {
	list, err := s.Imported(p.ctx, intake.Unsorted)
	for i := range list {
		if _, by := plan.mapped.Sort(intake.FactsOf(&list[i])); by != nil {
			plan.sorted++
		}
	}
	return err
}

// tellMapped says what became of the rules of --map.
func (plan *importPlan) tellMapped(done *report.ImportedFile) {
	if plan.mapped == nil {
		return
	}
	for i := range plan.rules {
		done.Rules = append(done.Rules, plan.rules[i].Text)
	}
	done.Sorted = plan.sorted
	say := func(format string, args ...any) { done.Notices = append(done.Notices, fmt.Sprintf(format, args...)) }
	if len(plan.rules) == 0 && plan.sorted == 0 {
		say("what --map says was a rule already; mull rules lists it")
	}
	if plan.stays > 0 {
		say("%d known before stay in the category they have, whatever --map says; mull edit NUMBER --category CATEGORY moves one", plan.stays)
	}
	if plan.batch.Format == intake.ICalendar {
		say("--map goes by projects and tags, which calendars do not have; mull rules add WORD CATEGORY goes by titles")
	}
}
