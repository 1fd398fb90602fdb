package cli

import (
	"fmt"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// Options that reports know by their ids: of a question with the role timing,
// and of one with the role did.
const (
	beforeStarting = "before-starting"
	didIt          = "yes"
	handedOver     = "handed-over"
)

// planned says whether an entry is about work that wasn't begun, and was not
// done since: it names reasons, but for no piece of hands-on work.
func (e *entryAnswers) planned() bool {
	return e.option("timing") == beforeStarting && e.option("did") != didIt
}

// aboutPlan says what an entry about work that wasn't begun means: no time is
// saved, and it is asked about once more.
func aboutPlan(x *exercise.Exercise, entry *journal.Entry) string {
	timing, timed := x.ByRole("timing")
	did, asks := x.ByRole("did")
	if !timed || !asks || entry.Answers[timing.ID] != beforeStarting {
		return ""
	}
	value, asked := entry.Answers[did.ID]
	switch {
	case !asked && entry.Backfilled:
		return "No time is saved yet. You'll be asked whether you did it."
	case !asked:
		return "No time is saved yet. You'll be asked this evening or tomorrow whether you did it."
	case value == handedOver:
		return fmt.Sprintf("No time is saved. How often you hand work over: mull trend %s.%s", x.ID, did.ID)
	case value != didIt:
		return "No time is saved."
	}
	return ""
}

// behindPlanned lists the entries that were noted before starting.
func (p *program) behindPlanned(s *store.Store, of period.Period, _ string) error {
	none := of.Label + ": no hands-on work was noted before starting."
	return p.behindEntries(s, of, none, []string{"timing", "did"}, func(e *entryAnswers) bool {
		return e.option("timing") == beforeStarting
	})
}

// plannedOnly are the entries about work that wasn't begun, by number.
func plannedOnly(answers []journal.RoleAnswer) map[int64]bool {
	only := map[int64]bool{}
	for _, e := range byEntry(answers) {
		if e.planned() {
			only[e.number] = true
		}
	}
	return only
}

// gatherPlans counts what was noted before starting, and what became of it.
func gatherPlans(b *report.Balance, answers []journal.RoleAnswer) {
	for _, e := range byEntry(answers) {
		if e.option("timing") != beforeStarting {
			continue
		}
		b.Plans.Entries++
		switch e.option("did") {
		case didIt:
			b.Plans.Done++
		case handedOver:
			b.Plans.HandedOver++
		default:
			if _, asked := e.roles["did"]; asked {
				b.Plans.NotDone++
			}
		}
	}
}
