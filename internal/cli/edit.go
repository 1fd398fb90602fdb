package cli

import (
	"errors"
	"fmt"
	"maps"
	"strconv"

	"github.com/urfave/cli/v2"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

func (p *program) editCommand() *cli.Command {
	return &cli.Command{
		Name:      "edit",
		Usage:     "change an entry or an activity; its history has the earlier text",
		UsageText: "mull edit NUMBER [QUESTION [ANSWER]]",
		Description: `   mull edit 12
   mull edit 12 energy
   mull edit 12 energy 4
   mull edit 13 --length 1h15m --category people
   mull edit 13 --split 45m people
   mull edit 13 --split 10:15 stakeholders`,
		Flags: append([]cli.Flag{
			dateFlag(),
			&cli.StringFlag{Name: "answers", Usage: "take all answers anew from `FILE`, - for standard input"},
		}, activityFlags()...),
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usage("mull list shows the numbers", "edit wants a number")
			}
			n, err := number(c.Args().First())
			if err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			entry, err := s.Entry(p.ctx, n)
			if err == nil {
				return p.editEntry(c, s, entry)
			}
			if !errors.Is(err, store.ErrNothing) {
				return err
			}
			activity, err := s.Activity(p.ctx, n)
			if errors.Is(err, store.ErrNothing) {
				return p.noSuch(s, n, "")
			}
			if err != nil {
				return err
			}
			return p.editActivity(c, s, activity)
		}),
	}
}

func (p *program) editEntry(c *cli.Context, s *store.Store, entry *journal.Entry) error {
	for _, flag := range activityFlags() {
		if c.IsSet(flag.Names()[0]) {
			return usage("mull edit --help", "--%s changes a piece of time, and %d is an entry", flag.Names()[0], entry.Number)
		}
	}
	x, err := s.Asked(p.ctx, entry.Asked)
	if err != nil {
		return err
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return err
	}
	knowledge.Past = p.pastDay(entry.Day)
	t := &sitting{store: s, exercise: x, journal: knowledge, entry: entry, command: "edit"}
	day := entry.Day
	if c.IsSet("date") {
		if day, err = p.day(c); err != nil {
			return err
		}
	}
	answers, kept, err := p.editedAnswers(c, t)
	if err != nil {
		return err
	}
	if day == entry.Day && same(answers, entry.Answers) {
		p.say("Nothing changed.")
		return finished(kept)
	}
	number := entry.Number
	if err := p.saveEdited(t, day, answers); err != nil {
		p.sayLeft(kept, func(path string) string {
			if c.NArg() > 1 {
				return answerFrom(number, c.Args().Get(1), path)
			}
			return editAnew(number, path)
		})
		return err
	}
	if err := finished(kept); err != nil {
		return err
	}
	return p.changed(s, t.entry.Number)
}

func same(a, b exercise.Answers) bool {
	return maps.EqualFunc(a, b, func(x, y any) bool {
		first, errX := exercise.EncodeValue(x)
		second, errY := exercise.EncodeValue(y)
		return errX == nil && errY == nil && first == second
	})
}

// editedAnswers takes the changed answers from where they come: a file, one
// answer in the arguments, one question asked again, or the editor.
func (p *program) editedAnswers(c *cli.Context, t *sitting) (exercise.Answers, func() error, error) {
	args := c.Args().Slice()
	switch {
	case c.IsSet("answers"):
		answers, err := p.answersAnew(t, c.String("answers"))
		return answers, nil, err
	case len(args) > 3:
		return nil, nil, usage("mull edit --help", "%q is one word too many; put an answer with spaces in quotes", args[3])
	case len(args) == 1 && c.IsSet("date"):
		return t.entry.Answers, nil, nil
	case len(args) > 1:
		return p.oneAnswer(t, args[1:])
	case !p.mayAsk():
		return nil, nil, needsAnswer("mull edit NUMBER --answers FILE", "edit wants the answers, and --no-input leaves nobody to write them")
	}
	return p.answersInEditor(t)
}

func (p *program) answersAnew(t *sitting, name string) (exercise.Answers, error) {
	data, err := p.readFile(name)
	if err != nil {
		return nil, err
	}
	given, err := exercise.ReadAnswers(name, data)
	if err != nil {
		return nil, usage("", "%v", err)
	}
	return t.exercise.CheckAnswers(given, t.journal)
}

// oneAnswer changes one answer, to a word given or by asking again.
func (p *program) oneAnswer(t *sitting, args []string) (exercise.Answers, func() error, error) {
	q, found := questionNamed(t.exercise, args[0])
	if !found {
		return nil, nil, noQuestion(t.exercise, args[0])
	}
	answers := maps.Clone(t.entry.Answers)
	if len(args) == 1 {
		if !p.mayAsk() {
			return nil, nil, needsAnswer("mull edit NUMBER QUESTION ANSWER", "edit wants an answer, and --no-input leaves nobody to give it")
		}
		asker, err := p.asker()
		if err != nil {
			return nil, nil, err
		}
		run := ask.Sitting{Exercise: t.exercise, Journal: t.journal, Answers: answers, Keep: func(string, any) error { return nil }}
		kept, err := run.Revise(p.ctx, asker, q.ID)
		return answers, kept, err
	}
	asked, err := t.exercise.Resolve(q, t.journal, answers)
	if err != nil {
		return nil, nil, err
	}
	value, err := asked.Parse(args[1])
	if err != nil {
		return nil, nil, usage("mull exercises show "+t.exercise.ID, "%s: %v", q.ID, err)
	}
	answers[q.ID] = value
	if err := t.dropUnfit(q.ID, answers); err != nil {
		return nil, nil, err
	}
	for _, stale := range t.exercise.Stale(answers) {
		if stale == q.ID {
			return nil, nil, usage("mull show "+fmt.Sprint(t.entry.Number), "%s is not asked, since its condition does not hold", q.ID)
		}
		delete(answers, stale)
	}
	return answers, nil, nil
}

// questionNamed finds a question by its id, or by the number it has in
// mull exercises show.
func questionNamed(x *exercise.Exercise, word string) (*exercise.Question, bool) {
	if q, found := x.Question(word); found {
		return q, true
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		return nil, false
	}
	for i := range x.Questions {
		if q := &x.Questions[i]; !q.Joined && !q.Aside {
			n--
		}
		if n == 0 {
			return &x.Questions[i], true
		}
	}
	return nil, false
}

// dropUnfit takes out answers to questions whose options come from a changed
// one, where what was chosen is not among them any more.
func (t *sitting) dropUnfit(changed string, answers exercise.Answers) error {
	for _, q := range t.exercise.All() {
		if answers[q.ID] == nil || !t.exercise.ComesFrom(q, changed) {
			continue
		}
		asked, err := t.exercise.Resolve(q, t.journal, answers)
		if err != nil {
			return err
		}
		if _, err := asked.Check(answers[q.ID]); err != nil {
			delete(answers, q.ID)
		}
		if value, settled := t.exercise.Settled(asked); settled {
			answers[q.ID] = value
		}
	}
	return nil
}

// answersInEditor opens the whole entry as an answers file. One that does not
// fit is kept, and named.
func (p *program) answersInEditor(t *sitting) (exercise.Answers, func() error, error) {
	var questions []*exercise.Question
	for _, q := range t.exercise.All() {
		asked, err := t.exercise.Resolve(q, t.journal, t.entry.Answers)
		if err != nil {
			return nil, nil, err
		}
		questions = append(questions, asked)
	}
	text, err := exercise.WriteAnswers(questions, t.entry.Answers)
	if err != nil {
		return nil, nil, err
	}
	written, kept, err := p.edit(p.ctx, entryDraft(t.entry.Number), string(text))
	if err != nil {
		return nil, nil, err
	}
	if written == string(text) {
		return t.entry.Answers, kept, nil
	}
	given, err := exercise.ReadAnswers("the edited entry", []byte(written))
	if err != nil {
		return nil, nil, p.rejected(t.entry.Number, err)
	}
	answers, err := t.exercise.CheckAnswers(given, t.journal)
	if err != nil {
		return nil, nil, p.rejected(t.entry.Number, err)
	}
	return answers, kept, nil
}

// rejected says where an entry that does not fit lies, and how it is taken up.
func (p *program) rejected(n int64, err error) error {
	path := p.editing.Path
	return &fault{exitUsage, "mend it there, then " + editAnew(n, path),
		fmt.Errorf("%w\nnothing was stored; what you wrote is in %s", err, path)}
}

// saveEdited writes changed answers and what follows from them, as one act. What
// somebody else changed since they were read is saved, too.
func (p *program) saveEdited(t *sitting, day period.Day, answers exercise.Answers) error {
	read := t.entry
	for {
		meanwhile, err := t.overlapping(p, read, day, answers)
		if err != nil {
			return err
		}
		_, err = t.store.Do(p.ctx, t.command, func(a *store.Act) error { return t.putEdited(a, meanwhile) })
		if errors.Is(err, errOverlapped) {
			continue
		}
		if err == nil {
			meanwhile.say(p, t.entry.Number)
		}
		return err
	}
}

func (t *sitting) putEdited(a *store.Act, meanwhile overlap) error {
	if err := meanwhile.holds(a); err != nil {
		return err
	}
	if meanwhile.deleted != 0 {
		if err := t.bringBack(a); err != nil {
			return err
		}
	}
	before, err := a.Entry(t.entry.Number)
	if err != nil {
		return err
	}
	if err := a.SetAnswers(t.entry.Number, t.entry.Answers); err != nil {
		return err
	}
	if t.entry.State == journal.Draft {
		return a.SaveEntry(t.entry)
	}
	if err := a.FinishEdited(t.exercise, before, t.entry); err != nil {
		return err
	}
	return t.closeConcern(a)
}

// changed shows what an edit made.
func (p *program) changed(s *store.Store, n int64) error {
	if p.json {
		return p.showOne(s, n)
	}
	return p.tell("Changed %d. mull history %d shows what it was; mull undo takes it back.", n, n)
}
