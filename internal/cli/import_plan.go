package cli

import (
	"mull/internal/exercise"
	"mull/internal/intake"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// An importPlan is what a file would change in the journal.
type importPlan struct {
	batch  *intake.Batch
	sorter *intake.Sorter
	rules  []store.Rule // of --map, kept with the file

	mapped *intake.Sorter // all rules of --map, known ones too; nil without
	sorted int            // unsorted before, and sorted by --map
	stays  int            // known and sorted otherwise than --map says

	fresh   []*journal.Activity
	changed []changedRow
	gone    []int64 // at the source

	entries        []*intake.Entry
	changedEntries []changedEntry
	forms          map[string]importForm // of the exercises they answer

	known   int
	kept    int // changed at the source, but also by the user
	leftOut int // by rules
	allDay  int // events of whole days, without minutes
	refused []intake.Refusal
	wrote   bool // something of it was written
}

type importForm struct {
	exercise *exercise.Exercise
	journal  exercise.Journal
}

type changedRow struct {
	number int64
	read   *journal.Activity
}

type changedEntry struct {
	number int64
	read   *intake.Entry
}

// planImport compares what a file holds with what was imported before.
func (p *program) planImport(s *store.Store, batch *intake.Batch, o importOptions) (*importPlan, error) {
	plan := &importPlan{batch: batch, forms: map[string]importForm{}}
	own, err := s.Rules(p.ctx)
	if err != nil {
		return nil, err
	}
	if plan.sorter, err = sorterOf(o.rules, own); err != nil {
		return nil, err
	}
	plan.rules = newRules(o.rules, own)
	if len(o.rules) > 0 {
		plan.mapped = intake.NewSorter(o.rules)
	}
	if plan.mapped != nil && o.dryRun {
		if err := p.wouldSort(s, plan); err != nil {
			return nil, err
		}
	}
	if len(batch.Activities)+len(batch.Covers) > 0 {
		if err := p.planActivities(s, plan, o); err != nil {
			return nil, err
		}
	}
	if len(batch.Entries) > 0 {
		return plan, p.planEntries(s, plan)
	}
	return plan, nil
}

func (p *program) planActivities(s *store.Store, plan *importPlan, o importOptions) error {
	origin := journal.Calendar // of which every event may have been called off
	if len(plan.batch.Activities) > 0 {
		origin = plan.batch.Activities[0].Origin
	}
	known, err := s.KnownActivities(p.ctx, origin)
	if err != nil {
		return err
	}
	dismissed, err := s.Dismissed(p.ctx, "activity", origin)
	if err != nil {
		return err
	}
	for i := range plan.batch.Activities {
		a := &plan.batch.Activities[i]
		if before, seen := known[a.Key]; seen {
			plan.compare(before, a)
			delete(known, a.Key)
			continue
		}
		plan.sorter.Apply(a)
		switch {
		case dismissed[a.Key]:
			plan.known++
		case a.Category == intake.LeaveOut:
			plan.leftOut++
		case plan.noLength(a):
			plan.allDay++
		default:
			plan.fresh = append(plan.fresh, a)
		}
	}
	plan.findGone(known, o.reading, p.today())
	return nil
}

// compare tells a known row from one that changed at its source. What the user
// changed since is theirs.
func (plan *importPlan) compare(before store.Known, a *journal.Activity) {
	same := before.Raw == store.HashOf(a.Raw) &&
		(!movable(a.Origin) || before.From.Equal(a.From) && before.To.Equal(a.To))
	switch {
	case same:
		plan.known++
		a.Category, a.Seconds = before.Category, before.Seconds
		plan.resort(before, a)
	case before.Touched:
		plan.known++
		plan.kept++
		a.Category, a.Seconds = before.Category, before.Seconds
	default:
		plan.sorter.Apply(a)
		plan.changed = append(plan.changed, changedRow{before.Number, a})
	}
}

// movable says whether the rows of an origin have an id of their own, so that
// their times can change while they stay the same. The others are known by
// their times.
func movable(origin string) bool {
	return origin == journal.Calendar || origin == string(intake.Watson)
}

// findGone finds what was imported of a series before and is not in it any
// more: a single meeting that was called off.
func (plan *importPlan) findGone(left map[string]store.Known, o intake.Options, today period.Day) {
	covers := map[string]bool{}
	for _, series := range plan.batch.Covers {
		covers[series] = true
	}
	to := o.To
	if to == 0 {
		to = today
	}
	for key, k := range left {
		if covers[intake.SeriesOf(key)] && k.Day >= o.From && k.Day <= to && !k.Touched {
			plan.gone = append(plan.gone, k.Number)
		}
	}
}

// keep writes the plan.
func (plan *importPlan) keep(a *store.Act, bar *progress) error {
	plan.wrote = len(plan.rules)+len(plan.fresh)+len(plan.gone)+len(plan.entries)+len(plan.changedEntries) > 0
	for i := range plan.rules {
		if err := a.AddRule(&plan.rules[i]); err != nil {
			return err
		}
	}
	if err := a.AddActivities(plan.fresh, bar.reached); err != nil {
		return err
	}
	for _, c := range plan.changed {
		if err := plan.update(a, c); err != nil {
			return err
		}
	}
	for _, number := range plan.gone {
		if err := a.DeleteActivity(number); err != nil {
			return err
		}
	}
	if plan.mapped != nil {
		var err error
		if plan.sorted, err = sortBy(a, plan.mapped); err != nil {
			return err
		}
		plan.wrote = plan.wrote || plan.sorted > 0
	}
	return plan.keepEntries(a)
}

// update brings a kept activity in line with its source. A category that no
// rule gave it, and a note of the user's own, stay.
func (plan *importPlan) update(a *store.Act, c changedRow) error {
	kept, err := a.Activity(c.number)
	if err != nil {
		return err
	}
	if !intake.Newer(kept, c.read) {
		return nil
	}
	facts := intake.FactsOf(kept)
	sorted, _ := plan.sorter.Sort(facts)
	if c.read.Category != intake.LeaveOut && (kept.Category == sorted || kept.Category == intake.Unsorted) {
		kept.Category = c.read.Category
	}
	if kept.Note == facts.Title {
		kept.Note = c.read.Note
	}
	kept.From, kept.To, kept.Seconds, kept.Day, kept.Zone, kept.Raw = c.read.From, c.read.To, c.read.Seconds, c.read.Day, c.read.Zone, c.read.Raw
	plan.wrote = true
	return a.SaveActivity(kept)
}
