package cli

import (
	"errors"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/report"
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
	}
	if err := run.Run(p.ctx, asker); err != nil {
		return p.interrupted(t, err)
	}
	if t.entry.Number != 0 {
		if err := t.write(p, t.finish); err != nil {
			return err
		}
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
		p.say("Nothing was written, so nothing is kept.")
		return err
	}
	p.say("Kept as a draft. mull do --resume goes on at the next question.")
	return err
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
		p.say("Nothing was written, so nothing is kept.")
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
