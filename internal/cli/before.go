package cli

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/report"
)

// opening says what is about to be asked.
func (p *program) opening(t *sitting, o doOptions, plan []*exercise.Question, asker ask.Asker) {
	x, day := t.exercise, t.entry.Day.Format("Monday 2 January")+yearIfOther(t.entry.Day, p.today())
	title, intro := sentence(x.TitleOn(t.journal.Past)), x.IntroOn(t.journal.Past)
	evening := x.ID == reflectExercise
	switch {
	case o.revisit != 0:
		asker.Say(fmt.Sprintf("%s From %s, and what became of it. Enter skips, ? helps.", title, p.dayName(t.entry.Day)))
		return
	case t.entry.Number != 0:
		asker.Say(fmt.Sprintf("%s From %s; it goes on where you left it. Enter skips, ? helps.", title, p.dayName(t.entry.Day)))
		return
	case evening && !o.more:
		asker.Say(day + ". " + prose(intro))
		return
	}
	asker.Say(day + ". " + title + " " + extent(t, plan))
	if intro != "" && !evening { // the intro describes the short form
		asker.Say("")
		asker.Say(prose(intro))
	}
}

// prose is the text of a file without the line ends inside its paragraphs, which are
// only where its author's line was full.
func prose(words string) string {
	paragraphs := strings.Split(strings.TrimSpace(words), "\n\n")
	for i, paragraph := range paragraphs {
		paragraphs[i] = strings.ReplaceAll(paragraph, "\n", " ")
	}
	return strings.Join(paragraphs, "\n\n")
}

// sentence ends a title that does not end by itself.
func sentence(title string) string {
	if end := strings.TrimRight(title, `"”`); strings.HasSuffix(end, "?") || strings.HasSuffix(end, "!") {
		return title
	}
	return title + "."
}

// extent says how many questions there are.
func extent(t *sitting, plan []*exercise.Question) string {
	_, of := t.exercise.Progress(plan, t.journal, t.entry.Answers, "")
	asides := slices.ContainsFunc(plan, func(q *exercise.Question) bool { return q.Aside })
	words := fmt.Sprintf("%d questions", of)
	if of == 1 {
		words = "One question"
	}
	if asides {
		words += " and a closing line"
	}
	return words + "; Enter skips, ? helps."
}

// sourceWord says in a word how a piece of time is known.
func sourceWord(x *journal.Activity) string {
	switch {
	case x.Source == journal.Imported && x.Origin == journal.Calendar:
		return "calendar"
	case x.Source == journal.Imported:
		return x.Origin
	}
	return string(x.Source)
}

// offer makes the one small offer an exercise ends with: to keep own words as an
// option, or the first of its own that holds. What was offered after the first
// sitting is not offered again at a revisit.
func (p *program) offer(t *sitting, asker ask.Asker, again bool) error {
	made, err := p.offerOption(t, func(words string) (bool, error) { return asker.Confirm(p.ctx, words, false) })
	if err != nil || made {
		return leaving(err)
	}
	for i := range t.exercise.Offers {
		offer := &t.exercise.Offers[i]
		if again && !looksBack(t.exercise, offer) {
			continue
		}
		holds, err := p.offered(t, offer)
		if err != nil {
			return err
		}
		if holds {
			return p.makeOffer(t, offer, asker)
		}
	}
	return nil
}

// looksBack says whether an offer follows from what is asked again.
func looksBack(x *exercise.Exercise, offer *exercise.Offer) bool {
	return slices.ContainsFunc(x.Revisits, func(r exercise.Revisit) bool {
		return slices.ContainsFunc(r.Questions, func(q exercise.Question) bool { return slices.Contains(offer.When.Questions(), q.ID) })
	})
}

func (p *program) offered(t *sitting, offer *exercise.Offer) (bool, error) {
	if !offer.When.Holds(t.entry.Answers) {
		return false, nil
	}
	if offer.Carry != "" && len(exercise.OwnWords(t.entry.Answers[offer.Carry])) == 0 {
		return false, nil
	}
	if offer.Ask != nil && t.entry.Answers[offer.Ask.ID] != nil {
		return false, nil
	}
	if h := offer.History; h != nil {
		return t.store.NotedOften(p.ctx, h.Measure, h.AtLeast, h.Once)
	}
	return true, nil
}

// makeOffer asks; whoever leaves here loses nothing, the entry is whole.
func (p *program) makeOffer(t *sitting, offer *exercise.Offer, asker ask.Asker) error {
	switch {
	case offer.Carry != "":
		return leaving(p.offerItems(t, offer, asker))
	case offer.Ask != nil:
		run := ask.Sitting{
			Exercise: t.exercise, Plan: []*exercise.Question{offer.Ask}, Journal: t.journal, Answers: t.entry.Answers,
			Keep: func(question string, value any) error { return t.keep(p, question, value) },
		}
		return leaving(run.Run(p.ctx, asker))
	}
	yes, err := asker.Confirm(p.ctx, p.offerWords(offer.Exercise), false)
	if err != nil || !yes {
		return leaving(err)
	}
	t.next = offer.Exercise
	return nil
}

// offerWords asks whether to go on with another exercise, by name and title.
func (p *program) offerWords(id string) string {
	x, err := p.exercise(id)
	if err != nil {
		return "Go on with " + id + "?"
	}
	return fmt.Sprintf("Go on with %s, %s?", id, p.style().Quote(x.Title))
}

func (p *program) offerItems(t *sitting, offer *exercise.Offer, asker ask.Asker) error {
	words := exercise.OwnWords(t.entry.Answers[offer.Carry])
	quoted := make([]string, len(words))
	for i, text := range words {
		quoted[i] = `"` + report.Clean(text) + `"`
	}
	yes, err := asker.Confirm(p.ctx, "Put "+strings.Join(quoted, " and ")+" on your list of things you carry?", false)
	if err != nil || !yes {
		return err
	}
	if err := t.write(p, t.carry(words)); err != nil {
		return err
	}
	asker.Say("On the list, private. mull due can drop it.")
	return nil
}

// leaving takes the end of input at an offer for a no.
func leaving(err error) error {
	if isLeaving(err) {
		return nil
	}
	return err
}
