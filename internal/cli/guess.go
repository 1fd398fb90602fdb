package cli

import (
	"fmt"
	"maps"
	"slices"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// guess asks one rough line for a week with gaps and spreads what it adds over
// the working days that have no guess of their own.
func (p *program) guess(of period.Period) error {
	if of.From > p.today() {
		return usage("", "week %s is still to come", of.Label)
	}
	if !p.mayAsk() {
		return needsAnswer("", "week --guess asks one line, and --no-input leaves nobody to answer")
	}
	s, err := p.open()
	if err != nil {
		return err
	}
	days, err := p.unguessed(s, of)
	if err != nil {
		return err
	}
	if len(days) == 0 {
		p.say("Every working day of week %s has its guess already. mull reflect --date DAY changes one.", of.Label)
		return p.showWeek(s, of, false)
	}
	totals, err := s.Totals(p.ctx, of.From, of.To)
	if err != nil {
		return err
	}
	given, err := p.askGuess(s, of, totals, days)
	if err != nil {
		return err
	}
	added := p.spread(given, totals, days)
	if len(added) == 0 {
		p.say("That adds nothing to what is known, so nothing was kept.")
		return p.showWeek(s, of, false)
	}
	_, err = s.Do(p.ctx, "week --guess", func(a *store.Act) error {
		for i := range added {
			if err := a.AddActivity(&added[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.showWeek(s, of, false)
}

// unguessed returns the working days up to today without an estimate.
func (p *program) unguessed(s *store.Store, of period.Period) ([]period.Day, error) {
	offs, err := s.Offs(p.ctx)
	if err != nil {
		return nil, err
	}
	var days []period.Day
	for day := of.From; day <= min(of.To, p.today()); day++ {
		if !offs.Workday(day) {
			continue
		}
		activities, err := s.OnDay(p.ctx, day)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(activities, func(x journal.Activity) bool { return x.Source == journal.Estimated }) {
			days = append(days, day)
		}
	}
	return days, nil
}

func (p *program) askGuess(s *store.Store, of period.Period, totals []store.DayTotal, days []period.Day) (map[string]any, error) {
	question, err := p.guessQuestion(s, of, days, len(totals) > 0)
	if err != nil {
		return nil, err
	}
	known := map[string]int{}
	for _, t := range totals {
		known[t.Category] += t.Minutes
	}
	notice := ask.Notice{}
	for _, category := range slices.Sorted(maps.Keys(known)) {
		notice.Known = append(notice.Known, ask.Known{Category: category, Minutes: known[category], Source: "known"})
	}
	asker, err := p.asker()
	if err != nil {
		return nil, err
	}
	reply, err := asker.Ask(p.ctx, ask.Screen{Questions: []*exercise.Question{question}, Notice: notice})
	if err != nil {
		return nil, err
	}
	given, _ := reply.Values[question.ID].(map[string]any)
	return given, nil
}

// guessQuestion is the question of the evening, asked of a week, of which some
// time may be there already.
func (p *program) guessQuestion(s *store.Store, of period.Period, days []period.Day, begun bool) (*exercise.Question, error) {
	x, err := p.exercise(reflectExercise)
	if err != nil {
		return nil, err
	}
	evening, found := x.Question(x.Records.Split)
	if !found {
		return nil, fmt.Errorf("%s asks for no split of the day", x.ID)
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return nil, err
	}
	question, err := x.Resolve(evening, knowledge, exercise.Answers{})
	if err != nil {
		return nil, err
	}
	question.Max = nil
	_, week := of.From.ISOWeek()
	asked := "How did you spend week %d, roughly?"
	if begun {
		asked = "What else did you do in week %d, roughly?"
	}
	question.Ask = fmt.Sprintf(asked, week) + " One line for the whole week; what it adds is spread over " + daysWithout(len(days)) + "."
	return question, nil
}

func daysWithout(n int) string {
	if n == 1 {
		return "the working day without a guess"
	}
	return fmt.Sprintf("the %d working days without a guess", n)
}

// quarterHour is what a guess is counted in, in seconds.
const quarterHour = 15 * 60

// spread turns a week's guess into estimates of its days. An estimate counts
// for a category beyond what is measured there that day, so each day's is its
// own measured time and an even part of what the guess adds, in quarter hours: a
// rough line for a week knows no single minutes.
func (p *program) spread(given map[string]any, totals []store.DayTotal, days []period.Day) []journal.Activity {
	var added []journal.Activity
	for _, category := range slices.Sorted(maps.Keys(given)) {
		known := map[period.Day]int{}
		minutes, _ := given[category].(float64)
		rest := int(minutes) * 60
		for _, t := range totals {
			if t.Category == category {
				known[t.Day] = t.Minutes * 60
				rest -= t.Minutes * 60
			}
		}
		if rest <= 0 {
			continue
		}
		quarters := max(1, (rest+quarterHour/2)/quarterHour)
		for i, day := range days {
			part := quarters / len(days)
			if i < quarters%len(days) {
				part++ // what is left over goes to the first days
			}
			if part == 0 {
				continue
			}
			added = append(added, journal.Activity{
				Day: day, Zone: p.zone.String(), Category: category, Source: journal.Estimated, Origin: "guess",
				Seconds: known[day] + part*quarterHour,
			})
		}
	}
	return added
}
