package cli

import (
	"errors"
	"fmt"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// ask puts the questions to whoever is there.
func (p *program) ask(t *sitting, o doOptions) error {
	asker, err := p.asker()
	if err != nil {
		return err
	}
	plan, err := p.planOf(t, o.more)
	if err != nil {
		return err
	}
	if o.revisit != 0 {
		plan = t.again
	}
	p.opening(t, o, plan, asker)
	run := ask.Sitting{
		Exercise: t.exercise,
		Plan:     plan,
		Journal:  t.journal,
		Answers:  t.entry.Answers,
		Fixed:    t.given,
		Keep:     func(question string, value any) error { return t.keep(p, question, value) },
		Drop:     func(questions []string) error { return t.drop(p, questions) },
		Before:   func(q *exercise.Question) (ask.Notice, error) { return p.before(t, q) },
		Remember: func(word, category string) error {
			return p.rememberWord(t.store, word, category, func(save func(*store.Act) error) error { return t.write(p, save) })
		},
	}
	err = run.Run(p.ctx, asker)
	early := errors.Is(err, ask.ErrFinished) && o.revisit == 0
	if err != nil && !early {
		p.sayUnsaved(t, err)
		return p.interrupted(t, err)
	}
	if t.entry.Number != 0 {
		if err := t.write(p, t.finish); err != nil {
			return err
		}
		if err := p.sayDay(t, asker); err != nil {
			return err
		}
	}
	if early {
		p.sayEarly(t, plan, asker)
		return nil
	}
	if o.command == "reflect" {
		if err := p.askAgain(t, asker); err != nil {
			return err
		}
	}
	if t.entry.Number == 0 {
		return nil
	}
	if err := p.offer(t, asker, o.revisit != 0); err != nil {
		return err
	}
	asker.Say("")
	if t.next == "" {
		return nil
	}
	return p.goOn(t, o)
}

// sayUnsaved names the draft of an answer that couldn't be saved, if it was
// written in an editor. Where there is no entry yet, it can be saved as a page.
func (p *program) sayUnsaved(t *sitting, err error) {
	unsaved := &ask.Unsaved{}
	if !errors.As(err, &unsaved) {
		return
	}
	p.say("")
	p.sayLeft(func() error { return nil }, func(path string) string {
		if t.act == 0 {
			return pageFrom(path)
		}
		return answerFrom(t.entry.Number, unsaved.Question, path)
	})
}

// goOn starts the exercise that was offered and taken up, once what was written
// so far is shown.
func (p *program) goOn(t *sitting, o doOptions) error {
	if err := p.kept(t); err != nil {
		return err
	}
	next := o
	next.command, next.exercise, next.about, next.revisit, next.resume = "do", t.next, 0, 0, false
	t.shown = true
	return p.do(next)
}

// interrupted says what became of the answers given so far.
func (p *program) interrupted(t *sitting, err error) error {
	if !errors.Is(err, ask.ErrInterrupted) && !errors.Is(err, ask.ErrEnded) {
		return err
	}
	p.say("")
	if t.entry.Number == 0 {
		p.say(nothingSaved)
		return err
	}
	p.say("Saved as a draft. To continue: %s", p.continuing(t))
	return err
}

const nothingSaved = "Nothing was written, so nothing was saved."

// continuing is the command that goes on with a draft. At a terminal the
// exercise's own offers to; elsewhere nobody is there to say yes.
func (p *program) continuing(t *sitting) string {
	command := map[string]string{reflectExercise: "mull reflect", reviewExercise: "mull review", feelExercise: "mull feel"}[t.exercise.ID]
	switch {
	case !p.Terminals.In:
		return "mull do --resume"
	case command == "":
		return "mull do " + t.exercise.ID
	}
	return command
}

// sayDay says what the guess of a finished entry makes of its day.
func (p *program) sayDay(t *sitting, asker ask.Asker) error {
	split := t.exercise.Records.Split
	if split == "" || t.entry.Answers[split] == nil {
		return nil
	}
	totals, err := t.store.Totals(p.ctx, t.entry.Day, t.entry.Day)
	if err != nil {
		return err
	}
	minutes := 0
	for _, total := range totals {
		minutes += total.Minutes
	}
	asker.Say("")
	asker.Say("        Saved as your estimate. The day: " + period.FormatMinutes(minutes) + ".")
	return nil
}

// sayEarly says that whoever pressed Ctrl-D is done, and how the rest can still
// be answered.
func (p *program) sayEarly(t *sitting, plan []*exercise.Question, asker ask.Asker) {
	if t.entry.Number == 0 {
		return
	}
	done, of := t.exercise.Answered(plan, t.journal, givenOf(t.exercise, t.entry), t.entry.Answers)
	asker.Say("")
	asker.Say(fmt.Sprintf("Finished with %d of %s answered. To answer the rest: mull edit %d", done, count(of, "question"), t.entry.Number))
	asker.Say("")
}

// writeNone is no entry for a program that reads along: null, or headings alone.
func (p *program) writeNone() error {
	switch {
	case p.csv:
		return p.write([]report.EntryJSON{})
	case p.json:
		return p.write(nil)
	}
	return nil
}

// kept shows what a sitting became.
func (p *program) kept(t *sitting) error {
	if t.entry.Number == 0 {
		p.say(nothingSaved)
		return p.writeNone()
	}
	entry, err := t.store.Entry(p.ctx, t.entry.Number)
	if err != nil {
		return err
	}
	if p.json {
		return p.write(report.EntryOf(entry))
	}
	if err := p.closing(t, entry); err != nil {
		return err
	}
	return p.offerSets(t.store)
}
