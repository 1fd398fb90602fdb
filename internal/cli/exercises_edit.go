package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/store"
)

func (p *program) editExerciseCommand() *cli.Command {
	return &cli.Command{
		Name: "edit", Usage: "change an exercise of your own, or switch questions off in any", UsageText: "mull exercises edit EXERCISE [--off QUESTION] [--on QUESTION]",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "off", Usage: "do not ask `QUESTION` in this journal"},
			&cli.StringSliceFlag{Name: "on", Usage: "ask `QUESTION` again"},
		},
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("mull exercises", "edit wants the name of one exercise")
			}
			x, err := p.exercise(c.Args().First())
			if err != nil {
				return err
			}
			if len(c.StringSlice("off"))+len(c.StringSlice("on")) > 0 {
				return p.switchQuestions(x, c.StringSlice("off"), c.StringSlice("on"))
			}
			if shipped(x.ID) {
				return usage("mull exercises edit "+x.ID+" --off QUESTION", "%s comes with mull; single questions of it can be switched off", x.ID)
			}
			return p.rewrite(x)
		}),
	}
}

func (p *program) switchQuestions(x *exercise.Exercise, off, on []string) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	present, err := switchedOff(p.ctx, s, x.ID)
	if err != nil {
		return err
	}
	for _, question := range append(slices.Clone(off), on...) {
		if _, found := x.Question(question); !found {
			return noQuestion(x, question)
		}
	}
	present = slices.DeleteFunc(append(present, off...), func(q string) bool { return slices.Contains(on, q) })
	slices.Sort(present)
	present = slices.Compact(present)
	var value any
	if len(present) > 0 {
		value = present
	}
	if _, err := s.Do(p.ctx, "exercises edit", func(a *store.Act) error { return a.SetSetting(offPrefix+x.ID, value) }); err != nil {
		return err
	}
	if p.json {
		return p.write(offJSON{x.ID, append([]string{}, present...)})
	}
	if len(present) == 0 {
		return p.tell("Every question of %s is asked.", x.ID)
	}
	return p.tell("Not asked in %s: %s.", x.ID, strings.Join(present, ", "))
}

// noQuestion names the questions there are.
func noQuestion(x *exercise.Exercise, word string) error {
	var ids []string
	for _, q := range x.All() {
		ids = append(ids, q.ID)
	}
	hint := "its questions are " + strings.Join(ids, ", ")
	if near := exercise.Nearest(ids, word); near != "" {
		return usage(hint, "%s has no question %q; did you mean %s?", x.ID, word, near)
	}
	return usage(hint, "%s has no question %q", x.ID, word)
}

// offJSON is what is switched off. Fields are added, never renamed.
type offJSON struct {
	Exercise string   `json:"exercise"`
	Off      []string `json:"off"`
}

// rewrite opens an own exercise in the editor and installs what comes of it.
func (p *program) rewrite(x *exercise.Exercise) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	source, _, err := ownSource(p.ctx, s, x.ID)
	if err != nil {
		return err
	}
	before, err := exercise.Read(x.ID+".yaml", source)
	if err != nil {
		return err
	}
	if !p.mayAsk() {
		return needsAnswer("mull exercises add FILE", "edit opens an editor, and --no-input leaves nobody to write")
	}
	written, kept, err := p.edit(p.ctx, exerciseDraft(x.ID), string(source))
	if err != nil {
		return err
	}
	if written == strings.TrimSpace(string(source)) {
		p.say("Nothing changed.")
		return kept()
	}
	changed, err := p.rewritten(s, x, written)
	if err == nil {
		err = p.keepRewritten(s, changed, source, []byte(written))
	}
	if err != nil {
		return notInstalled(p.editing.Path, err)
	}
	if err := kept(); err != nil {
		return err
	}
	return p.tellChanged(before, changed)
}

// tellChanged says what an own exercise is now. In the editor one knows what is
// changed, so that the same version is taken here, unlike from a file.
func (p *program) tellChanged(before, changed *exercise.Exercise) error {
	if changed.Version == before.Version && !sameQuestions(before, changed) {
		p.say("It is version %d still. Raise the version before you give it to somebody, so that the two can be told apart.", changed.Version)
	}
	if p.json {
		return p.showExercise(changed.ID)
	}
	return p.tell("Kept: %s, version %d. Entries written before keep the words they were asked with.", changed.ID, changed.Version)
}

// rewritten reads what was written of an own exercise, and sees that it may
// take the place of the one before.
func (p *program) rewritten(s *store.Store, x *exercise.Exercise, written string) (*exercise.Exercise, error) {
	changed, err := exercise.Read(x.ID+".yaml", []byte(written))
	if err != nil {
		return nil, err
	}
	if changed.ID != x.ID {
		return nil, usage("", "the file has another id, %s, now; added as a file it stands beside %s", changed.ID, x.ID)
	}
	_, err = p.mayInstall(s, changed)
	return changed, err
}

// notInstalled says where a text lies that could not be installed, and how it
// is taken up.
func notInstalled(path string, err error) error {
	code, hint := exitUsage, "mend it there, then "+installFrom(path)
	if known := (*fault)(nil); errors.As(err, &known) {
		code = known.code
		if known.hint != "" {
			hint = known.hint + ", then " + installFrom(path)
		}
	}
	return &fault{code, hint, fmt.Errorf("%w\nnothing was installed; what you wrote is in %s", err, path)}
}
