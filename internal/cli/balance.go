package cli

import (
	"cmp"
	"maps"
	"slices"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// periodsBeside is how many periods back a share is seen beside.
const periodsBeside = 12

// balance gathers what a period holds. It reads kept totals and the answers to
// questions with a role, no activities and no exercise.
func (p *program) balance(s *store.Store, of period.Period) (*report.Balance, error) {
	b := &report.Balance{Period: of, Now: p.here()}
	tracks, err := p.tracks(s)
	if err != nil {
		return nil, err
	}
	if err := p.gatherTime(s, b, tracks); err != nil {
		return nil, err
	}
	b.Entries, err = s.Entries(p.ctx, store.Filter{From: of.From, To: of.To})
	if err != nil {
		return nil, err
	}
	slices.Reverse(b.Entries)
	for _, gather := range []func(*store.Store, *report.Balance) error{p.gatherAnswers, p.gatherAims} {
		if err := gather(s, b); err != nil {
			return nil, err
		}
	}
	if p.json { // no screen shows them all
		if err := p.gatherMeasures(s, b); err != nil {
			return nil, err
		}
	}
	if err := p.gatherRunning(s, b, tracks); err != nil {
		return nil, err
	}
	today := p.today()
	b.Open = of.Holds(today) && !slices.ContainsFunc(b.Entries, func(e journal.Entry) bool { return e.Day == today && closesDay(&e) })
	b.Closed = closedDays(b.Entries)
	countDone(b)
	if err := p.gatherLastYear(s, b, tracks); err != nil {
		return nil, err
	}
	b.Begins, _, err = s.FirstDay(p.ctx)
	return b, err
}

// gatherTime reads the totals of the period and of the one before, and the sums
// of those further back, whose shares alone are seen beside it.
func (p *program) gatherTime(s *store.Store, b *report.Balance, tracks map[string]journal.Category) error {
	before, of := periodsBefore(b.Period), b.Period
	from := of.From
	if len(before) > 0 {
		from = before[len(before)-1].From
	}
	totals, err := s.Totals(p.ctx, from, of.To)
	if err != nil {
		return err
	}
	start, _ := slices.BinarySearchFunc(totals, of.From, func(t store.DayTotal, day period.Day) int { return cmp.Compare(t.Day, day) })
	within := totals[start:]
	if today := p.today(); of.Holds(today) {
		end, _ := slices.BinarySearchFunc(within, today+1, func(t store.DayTotal, day period.Day) int { return cmp.Compare(t.Day, day) })
		b.Ahead, within = report.MinutesOf(sumDays(within[end:], tracks)), within[:end]
	}
	b.Days, b.Categories = sumDays(within, tracks), sumCategories(within, tracks)
	if len(before) > 0 {
		further, err := s.Sums(p.ctx, of.Kind, before[0].From, from-1, ofTrack(tracks, journal.IC), ofTrack(tracks, journal.Leadership))
		if err != nil {
			return err
		}
		b.Before = sharesOf(before, append(partsOf(further), sumDays(totals[:start], tracks)...))
	}
	if slices.ContainsFunc(b.Days, func(d report.DaySum) bool { return d.Logged > 0 }) {
		timer, logged, err := s.TimedOrLogged(p.ctx, of.From, of.To)
		if err != nil {
			return err
		}
		b.Own = report.OwnTime(timer, logged)
	}
	return p.gatherPrevious(s, b, totals[:start], tracks)
}

// partsOf reads sums by track. What was timed by other programs is among what
// was logged in them, which no share tells apart.
func partsOf(sums []store.Sum) []report.DaySum {
	parts := make([]report.DaySum, len(sums))
	for i, d := range sums {
		parts[i] = report.DaySum{Day: d.Day, IC: d.First, Leadership: d.Second, Other: d.Minutes - d.First - d.Second,
			Logged: d.Minutes - d.Calendar - d.Estimated, Calendar: d.Calendar, Estimated: d.Estimated}
	}
	return parts
}

// periodsBefore are those whose shares a period is seen beside, oldest first.
func periodsBefore(of period.Period) []period.Period {
	if of.Kind == period.KindDay {
		return nil
	}
	before := make([]period.Period, periodsBeside)
	for i := range before {
		of = of.Before()
		before[periodsBeside-1-i] = of
	}
	return before
}

// sharesOf are the IC shares of periods, nil for one without time.
func sharesOf(periods []period.Period, days []report.DaySum) []*float64 {
	var shares []*float64
	for _, of := range periods {
		past := report.Balance{Period: of}
		for _, d := range days {
			if of.Holds(d.Day) {
				past.Days = append(past.Days, d)
			}
		}
		shares = append(shares, past.Sum().Share())
	}
	return shares
}

// gatherRunning adds the timer to the periods it runs in.
func (p *program) gatherRunning(s *store.Store, b *report.Balance, tracks map[string]journal.Category) error {
	running, err := p.running(s, tracks)
	if err != nil || running == nil || b.Period.To < running.Day || b.Period.From > p.today() {
		return err
	}
	b.Running = running
	return nil
}

// closesDay says whether an entry is the page a day is closed with.
func closesDay(e *journal.Entry) bool {
	return e.Exercise == reflectExercise && e.State != journal.Draft
}

func closedDays(entries []journal.Entry) int {
	days := map[period.Day]bool{}
	for i := range entries {
		if closesDay(&entries[i]) {
			days[entries[i].Day] = true
		}
	}
	return len(days)
}

func (p *program) tracks(s *store.Store) (map[string]journal.Category, error) {
	categories, err := s.Categories(p.ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]journal.Category, len(categories))
	for _, c := range categories {
		byID[c.ID] = c
	}
	return byID, nil
}

func sumDays(totals []store.DayTotal, tracks map[string]journal.Category) []report.DaySum {
	var days []report.DaySum
	for _, t := range totals {
		if len(days) == 0 || days[len(days)-1].Day != t.Day {
			days = append(days, report.DaySum{Day: t.Day})
		}
		d := &days[len(days)-1]
		switch tracks[t.Category].Track {
		case journal.IC:
			d.IC += t.Minutes
		case journal.Leadership:
			d.Leadership += t.Minutes
		default:
			d.Other += t.Minutes
		}
		d.Logged += t.Logged
		d.Calendar += t.Calendar
		d.Tracker += t.Tracker
		d.Estimated += t.Estimated
	}
	return days
}

func sumCategories(totals []store.DayTotal, tracks map[string]journal.Category) []report.CategorySum {
	sums := map[string]*report.CategorySum{}
	for _, t := range totals {
		c := sums[t.Category]
		if c == nil {
			c = &report.CategorySum{Track: tracks[t.Category].Track}
			c.Category = t.Category
			sums[t.Category] = c
		}
		c.Minutes += t.Minutes
		c.Logged += t.Logged
		c.Calendar += t.Calendar
		c.Tracker += t.Tracker
		c.Estimated += t.Estimated
	}
	list := make([]report.CategorySum, 0, len(sums))
	for _, id := range slices.Sorted(maps.Keys(sums)) {
		list = append(list, *sums[id])
	}
	slices.SortStableFunc(list, func(a, b report.CategorySum) int { return cmp.Compare(b.Minutes, a.Minutes) })
	return list
}

// roles the reports of a period look at.
var periodRoles = []string{"motive", "main", "open-item", "words", "energy", "chosen", "pleasant", "lived", "room", "timing", "did"}

// gatherAnswers reads motives, waiting, words, energy and the chosen sentence.
func (p *program) gatherAnswers(s *store.Store, b *report.Balance) error {
	answers, err := s.AnswersByRole(p.ctx, b.Period.From, b.Period.To, periodRoles...)
	if err != nil {
		return err
	}
	times, err := s.TimeOfEntries(p.ctx, b.Period.From, b.Period.To)
	if err != nil {
		return err
	}
	pieces := piecesOf(answers, times)
	words := map[string]int{}
	for _, a := range answers {
		switch a.Role {
		case "words":
			for _, word := range wordsOf(a.Value) {
				words[word]++
			}
		case "energy":
			if value, ok := a.Value.(float64); ok && a.Exercise == reflectExercise {
				b.Energy = append(b.Energy, report.DayValue{Day: a.Day, Value: value})
			}
		}
	}
	if err := p.gatherMotives(s, b, pieces, times); err != nil {
		return err
	}
	b.Words = countWords(words)
	p.gatherMoments(b, answers)
	gatherPlans(b, answers)
	if err := p.gatherValues(s, b, answers); err != nil {
		return err
	}
	return p.gatherScale(s, b, answers)
}

// wordsOf returns the words of an answer, own ones as they were written.
func wordsOf(value any) []string {
	var words []string
	for _, id := range exercise.IDs(value) {
		if id != exercise.OtherID {
			words = append(words, id)
		}
	}
	return append(words, exercise.OwnWords(value)...)
}

func countWords(counts map[string]int) []report.WordCount {
	var list []report.WordCount
	for word, n := range counts {
		list = append(list, report.WordCount{Word: word, N: n})
	}
	slices.SortFunc(list, func(a, b report.WordCount) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Word, b.Word))
	})
	return list
}
