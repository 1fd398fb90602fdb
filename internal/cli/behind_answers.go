package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// behindMotive lists the entries that name a reason, and says how many of them
// and how much time the table counts: those where it is the main one.
func (p *program) behindMotive(s *store.Store, of period.Period, word string) error {
	x, err := p.exercise(whyExercise)
	if err != nil {
		return err
	}
	question, _ := x.ByRole("motive")
	value, err := question.Parse(word)
	if err != nil {
		return unknownReason("motive", err)
	}
	motive := exercise.IDs(value)[0]
	view := &report.List{Now: p.here(), None: fmt.Sprintf("%s: no entry gives %s as a reason.", of.Label, motive)}
	var main, besides report.Pieces
	err = p.eachPiece(s, of, func(piece piece, item report.Item, seconds int) {
		if !slices.Contains(piece.motives, motive) {
			return
		}
		item.Title, besides.Count = "named besides", besides.Count+1
		if piece.main == motive {
			item.Title, besides.Count = "the main reason", besides.Count-1
			main.Count, main.Minutes = main.Count+1, main.Minutes+seconds // seconds until all are added
		}
		view.Items = append(view.Items, item)
	})
	if err != nil {
		return err
	}
	if len(view.Items) > 0 {
		note := fmt.Sprintf("The main reason of %s, %s.", counted(main.Count, "piece", "pieces"), period.FormatMinutes(period.Minutes(main.Minutes)))
		if besides.Count > 0 {
			note += fmt.Sprintf(" Named besides in %d, whose time counts where its main reason is.", besides.Count)
		}
		view.Notes = append(view.Notes, note)
	}
	return p.show(view, view.JSON())
}

// behindWaiting lists the pieces of hands-on work during which something was
// waiting.
func (p *program) behindWaiting(s *store.Store, of period.Period, _ string) error {
	view := &report.List{Now: p.here(), None: of.Label + ": no piece says that something was waiting."}
	asked := 0
	err := p.eachPiece(s, of, func(piece piece, item report.Item, _ int) {
		if piece.asked {
			asked++
		}
		if piece.waiting {
			view.Items = append(view.Items, item)
		}
	})
	if err != nil {
		return err
	}
	if len(view.Items) > 0 {
		view.Notes = append(view.Notes, fmt.Sprintf("%d of %s that %s whether something was.", len(view.Items), count(asked, "piece"), map[bool]string{true: "says", false: "say"}[asked == 1]))
	}
	return p.show(view, view.JSON())
}

// eachPiece goes through the hands-on pieces of a period that have a reason,
// newest first, with the counted seconds of each.
func (p *program) eachPiece(s *store.Store, of period.Period, do func(piece, report.Item, int)) error {
	answers, err := s.AnswersByRole(p.ctx, of.From, of.To, "motive", "main", "open-item", "timing", "did")
	if err != nil {
		return err
	}
	times, err := s.TimeOfEntries(p.ctx, of.From, of.To)
	if err != nil {
		return err
	}
	for _, piece := range slices.Backward(piecesOf(answers, times)) {
		entry, err := s.Entry(p.ctx, piece.entry)
		if err != nil {
			return err
		}
		item := report.Item{Entry: entry}
		if err := p.subjectOf(s, &item, times); err != nil {
			return err
		}
		do(piece, item, times[piece.entry].Seconds)
	}
	return nil
}

// behindMoment lists the check-ins of a corner of pleasant x energy.
func (p *program) behindMoment(s *store.Store, of period.Period, word string) error {
	if corners := report.Corners(); !slices.Contains(corners, word) {
		return usage("", "--moment wants one of %s, not %q", strings.Join(corners, ", "), word)
	}
	return p.behindEntries(s, of, fmt.Sprintf("%s: no check-in was %s.", of.Label, word), []string{"pleasant", "energy", "words"}, func(e *entryAnswers) bool {
		corner, ok := p.cornerOf(e)
		return ok && corner == word
	})
}

// behindValue lists the checks that rate a value.
func (p *program) behindValue(s *store.Store, of period.Period, word string) error {
	none := fmt.Sprintf("%s: no check rates %s.", of.Label, word)
	rated := map[string]bool{}
	err := p.behindEntries(s, of, none, []string{"lived", "room"}, func(e *entryAnswers) bool {
		found := false
		for _, role := range []string{"lived", "room"} {
			rows, _ := e.roles[role].(map[string]any)
			for value := range rows {
				rated[value], found = true, found || value == word
			}
		}
		return found
	})
	if near := exercise.Nearest(slices.Sorted(maps.Keys(rated)), word); err == nil && !rated[word] && near != "" {
		p.say("Did you mean %s?", near)
	}
	return err
}

// behindExercise lists the entries of an exercise, drafts left out.
func (p *program) behindExercise(s *store.Store, of period.Period, id string) error {
	if err := p.knownExercise(s, id); err != nil {
		return err
	}
	return p.behindHeads(s, of, store.Filter{Exercise: id}, fmt.Sprintf("%s: %s was not done.", of.Label, id))
}

// behindRevisits lists the entries that still ask again, and when.
func (p *program) behindRevisits(s *store.Store, of period.Period, _ string) error {
	return p.behindHeads(s, of, store.Filter{State: journal.Open}, of.Label+": no entry asks again.")
}

// behindHeads lists the entries of a period that a filter lets through, drafts
// left out.
func (p *program) behindHeads(s *store.Store, of period.Period, filter store.Filter, none string) error {
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	filter.From, filter.To = of.From, of.To
	entries, err := s.Entries(p.ctx, filter)
	if err != nil {
		return err
	}
	view := &report.List{Now: p.here(), None: none}
	for i := range entries {
		if e := &entries[i]; e.State != journal.Draft {
			item := report.Item{Entry: e, Title: titles[e.Asked]}
			if e.Revisit != 0 {
				item.Title += ", asks again " + e.Revisit.Format("2 Jan")
			}
			view.Items = append(view.Items, item)
		}
	}
	return p.show(view, view.JSON())
}

// behindEntries lists the entries of a period whose answers with some roles fit,
// newest first.
func (p *program) behindEntries(s *store.Store, of period.Period, none string, roles []string, fits func(*entryAnswers) bool) error {
	answers, err := s.AnswersByRole(p.ctx, of.From, of.To, roles...)
	if err != nil {
		return err
	}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	view := &report.List{Now: p.here(), None: none}
	for _, e := range slices.Backward(byEntry(answers)) {
		if !fits(e) {
			continue
		}
		entry, err := s.Entry(p.ctx, e.number)
		if err != nil {
			return err
		}
		view.Items = append(view.Items, report.Item{Entry: entry, Title: titles[entry.Asked]})
	}
	return p.show(view, view.JSON())
}
