package cli

import (
	"cmp"
	"fmt"
	"slices"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/intake"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// alike are unsorted pieces of time with the same title.
type alike struct {
	title   string
	pieces  []journal.Activity
	seconds int
}

// review asks what unsorted time was, most minutes first. Each answer is kept
// as it comes, all of them in one act.
func (p *program) review(s *store.Store) error {
	left, err := s.Imported(p.ctx, intake.Unsorted)
	if err != nil {
		return err
	}
	groups := byTitle(left)
	if len(groups) == 0 {
		p.say("Nothing is unsorted.")
		return nil
	}
	if !p.mayAsk() {
		return needsAnswer("mull rules add WORD CATEGORY", "import --review asks questions, and --no-input leaves nobody to answer")
	}
	asker, err := p.asker()
	if err != nil {
		return err
	}
	options, err := categoryOptions(p.ctx, s)
	if err != nil {
		return err
	}
	options = append(options, exercise.Option{ID: intake.LeaveOut, Label: intake.LeaveOut + ": no time at work"})
	r := &reviewing{store: s, asker: asker, options: options}
	for i, group := range groups {
		if err := p.reviewOne(r, group, i+1, len(groups)); err != nil {
			r.close(p)
			return leaving(err)
		}
	}
	r.close(p)
	return nil
}

// A reviewing is one sitting of questions about unsorted time.
type reviewing struct {
	store   *store.Store
	asker   ask.Asker
	options []exercise.Option
	act     int64
	sorted  int
	still   map[int64]bool // what is unsorted once a rule was made; nil before
}

func (r *reviewing) close(p *program) {
	if r.sorted > 0 {
		p.say("Sorted %s. mull undo takes it back.", pieces(r.sorted))
	}
}

func byTitle(list []journal.Activity) []*alike {
	byKey := map[string]*alike{}
	var groups []*alike
	for i := range list {
		facts := intake.FactsOf(&list[i])
		key := exercise.Slug(facts.Title)
		group := byKey[key]
		if group == nil {
			group = &alike{title: facts.Title}
			byKey[key] = group
			groups = append(groups, group)
		}
		group.pieces = append(group.pieces, list[i])
		group.seconds += list[i].Seconds
	}
	slices.SortStableFunc(groups, func(a, b *alike) int { return cmp.Compare(b.seconds, a.seconds) })
	return groups
}

func (p *program) reviewOne(r *reviewing, group *alike, at, of int) error {
	if r.still != nil {
		group.pieces = slices.DeleteFunc(group.pieces, func(x journal.Activity) bool { return !r.still[x.Number] })
	}
	if len(group.pieces) == 0 {
		return nil // a rule made meanwhile has sorted it
	}
	title := cmp.Or(group.title, "(no title)")
	question := &exercise.Question{ID: "category", Kind: "choice", Options: exercise.Options{List: r.options},
		Ask: fmt.Sprintf("%s, %s, %s. What was it?", p.style().Quote(report.Clean(title)), times(len(group.pieces)),
			period.FormatMinutes(period.Minutes(group.seconds))),
		Help: "Enter leaves it unsorted.",
	}
	reply, err := r.asker.Ask(p.ctx, ask.Screen{Questions: []*exercise.Question{question}, At: at, Of: of})
	if err != nil {
		return err
	}
	ids := exercise.IDs(reply.Values[question.ID])
	if len(ids) == 0 {
		return nil
	}
	rule, err := intake.ParseRule((intake.Rule{Words: []string{group.title}, Category: ids[0]}).String())
	if err == nil { // else the title has nothing that a rule could go by
		yes, err := r.asker.Confirm(p.ctx, fmt.Sprintf("Keep it as a rule, for all like this: %s?", rule), true)
		if err != nil {
			return err
		}
		if yes {
			return p.reviewRule(r, rule)
		}
	}
	return p.reviewKeep(r, func(a *store.Act) error {
		for i := range group.pieces {
			if err := recategorise(a, &group.pieces[i], ids[0]); err != nil {
				return err
			}
		}
		r.sorted += len(group.pieces)
		return nil
	})
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// reviewRule keeps a rule and sorts by it everything that is unsorted.
func (p *program) reviewRule(r *reviewing, rule intake.Rule) error {
	err := p.reviewKeep(r, func(a *store.Act) error {
		sorted, err := sortUnsorted(a, &store.Rule{Text: rule.String(), Category: rule.Category}, rule)
		r.sorted += sorted
		return err
	})
	if err != nil {
		return err
	}
	left, err := r.store.Imported(p.ctx, intake.Unsorted)
	r.still = map[int64]bool{}
	for i := range left {
		r.still[left[i].Number] = true
	}
	return err
}

// reviewKeep writes in the one act of the sitting.
func (p *program) reviewKeep(r *reviewing, write func(*store.Act) error) error {
	if r.act != 0 {
		return r.store.Continue(p.ctx, r.act, write)
	}
	act, err := r.store.Do(p.ctx, "import --review", write)
	r.act = act
	return err
}
