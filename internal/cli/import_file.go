package cli

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"mull/internal/intake"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// importFile imports one file, in one act.
func (p *program) importFile(s *store.Store, from source, o importOptions) (report.ImportedFile, error) {
	done := report.ImportedFile{Name: filepath.Base(from.path)}
	name, batch, err := p.readImport(s, from, o, &done)
	if batch == nil || err != nil {
		return done, err
	}
	plan, err := p.planImport(s, batch, o)
	if err != nil {
		return done, err
	}
	if !o.dryRun {
		if err := p.backupImport(s, plan); err != nil {
			return done, err
		}
		bar := p.progress("keeping "+done.Name, nil)
		bar.total = int64(len(plan.fresh))
		_, err := s.Do(p.ctx, "import", func(a *store.Act) error {
			if err := plan.keep(a, bar); err != nil || !plan.wrote {
				return err
			}
			return plan.remember(a, name)
		})
		bar.end()
		if err != nil {
			return done, err
		}
	}
	plan.tell(&done, o.dryRun)
	plan.tellMapped(&done)
	if unknown := batch.UnknownMoods; len(unknown) > 0 {
		done.Notices = append(done.Notices, moodsNotice(from.path, unknown))
	}
	return done, nil
}

// readImport reads a file, and returns by which name it is remembered. There is
// no batch where it is known whole, which it tells.
func (p *program) readImport(s *store.Store, from source, o importOptions, done *report.ImportedFile) (string, *intake.Batch, error) {
	if from.once != nil {
		if from.path == standardInput {
			done.Name = "standard input"
		}
		batch, err := intake.Read(p.ctx, done.Name, from.once, o.reading)
		return "", batch, unread(done.Name, err)
	}
	file, err := os.Open(from.path)
	if err != nil {
		return "", nil, unreadable(from.path, err)
	}
	defer file.Close()
	name := ""
	if len(o.rules) == 0 { // what --map sorts is looked at each time
		if name, err = p.seenName(file, o); err != nil {
			return "", nil, unreadable(from.path, err)
		}
	}
	if !o.dryRun {
		if seen, err := p.seenAgain(s, name); seen != nil || err != nil {
			if seen != nil {
				seen.tell(done)
			}
			return "", nil, err
		}
	}
	bar := p.progress("reading "+done.Name, file)
	batch, err := intake.Read(p.ctx, done.Name, bar, o.reading)
	bar.end()
	return name, batch, unread(done.Name, err)
}

// unread names the file that could not be used.
func unread(name string, err error) error {
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return err
}

// tell sums up what a plan brought, or would bring.
func (plan *importPlan) tell(done *report.ImportedFile, dryRun bool) {
	batch := plan.batch
	done.Format = string(batch.Format)
	done.New, done.Known = len(plan.fresh)+len(plan.entries), plan.known
	done.Changed, done.Gone = len(plan.changed)+len(plan.changedEntries), len(plan.gone)
	done.LeftOut, done.AllDay, done.Kept = plan.leftOut, plan.allDay, plan.kept
	done.Notices = batch.Notices
	for _, refused := range append(batch.Refused, plan.refused...) {
		done.Refused = append(done.Refused, report.RefusedRow(refused))
	}
	if batch.Outside > 0 {
		done.Notices = append(done.Notices, fmt.Sprintf("%d outside the days asked for", batch.Outside))
	}
	if words := wholeDaysTwice(batch); words != "" {
		done.Notices = append(done.Notices, words)
	}
	seconds := map[string]int{}
	for i := range batch.Activities {
		a := &batch.Activities[i]
		if a.Category == intake.LeaveOut || plan.noLength(a) {
			continue
		}
		done.Span(a.Day)
		seconds[a.Category] += a.Seconds
		if a.Category == intake.Unsorted {
			done.Unsorted++
		}
		if dryRun && len(done.Rows) < 5 {
			done.Rows = append(done.Rows, *a)
		}
	}
	for i := range batch.Entries {
		done.Span(batch.Entries[i].Day)
		done.Entries++
	}
	for _, category := range slices.SortedFunc(maps.Keys(seconds), func(x, y string) int {
		return cmp.Or(cmp.Compare(seconds[y], seconds[x]), cmp.Compare(x, y))
	}) {
		done.Minutes = append(done.Minutes, report.CategoryMinutes{Category: category, Minutes: period.Minutes(seconds[category])})
	}
}

// noLength says whether an activity brings no time: an event of whole days that
// no rule gives any.
func (plan *importPlan) noLength(a *journal.Activity) bool { return !a.Clocked() && a.Seconds == 0 }
