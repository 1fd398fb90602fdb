package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/store"
)

func (p *program) newCommand() *cli.Command {
	return &cli.Command{
		Name: "new", Usage: "write a commented template to ID.yaml", UsageText: "mull exercises new ID",
		Action: p.action(func(c *cli.Context) error {
			id := c.Args().First()
			if c.NArg() != 1 || id != exercise.Slug(id) || id == "" {
				return usage("mull exercises new my-friday", "new wants an id of lower-case letters, digits and hyphens")
			}
			if shipped(id) {
				return usage("mull exercises new my-"+id, "%s is an exercise mull comes with; choose another id", id)
			}
			name := id + ".yaml"
			file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if errors.Is(err, os.ErrExist) {
				return usage("mull exercises check "+name, "there is a file %s already; it is left as it is", name)
			}
			if err != nil {
				return fmt.Errorf("%s cannot be written: %w", name, err)
			}
			_, err = file.WriteString(strings.ReplaceAll(template, "ID", id))
			if err = errors.Join(err, file.Close()); err != nil {
				return err
			}
			return p.tell("%s is written. Change it, then: mull exercises check %s, mull exercises add %s", name, name, name)
		}),
	}
}

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: "report every fault of exercise files, with line and column", UsageText: "mull exercises check FILE...",
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usage("mull exercises check my-friday.yaml", "check wants a file")
			}
			faulty := false
			for _, name := range c.Args().Slice() {
				x, err := p.readExercise(name)
				if err != nil {
					faulty = true
					if err := p.tellFaults(name, err); err != nil {
						return err
					}
					continue
				}
				if err := p.tell("%s: %s, %d questions. mull exercises add %s installs it.", name, x.Title, len(x.Questions), name); err != nil {
					return err
				}
			}
			if faulty {
				return quiet{exitUsage}
			}
			return nil
		}),
	}
}

// readExercise reads a file as a stranger's: nothing in it is trusted.
func (p *program) readExercise(name string) (*exercise.Exercise, error) {
	data, err := p.readFile(name)
	if err != nil {
		return nil, err
	}
	return exercise.Read(name, data)
}

func (p *program) tellFaults(name string, err error) error {
	var faults exercise.Faults
	if !errors.As(err, &faults) {
		return p.tell("%s: %v", name, err)
	}
	for _, fault := range faults {
		if err := p.tell("%s", fault.String()); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) addCommand() *cli.Command {
	return &cli.Command{
		Name: "add", Usage: "install an exercise of your own", UsageText: "mull exercises add FILE",
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("mull exercises add my-friday.yaml", "add wants one file")
			}
			return p.install(c.Args().First())
		}),
	}
}

func (p *program) install(name string) error {
	data, err := p.readFile(name)
	if err != nil {
		return err
	}
	x, err := exercise.Read(name, data)
	if err != nil {
		return refuseFaults(err)
	}
	s, err := p.open()
	if err != nil {
		return err
	}
	if err := p.mayInstall(s, x); err != nil {
		return err
	}
	if err := p.keepOwn(s, "exercises add", x, data); err != nil {
		return err
	}
	if p.json {
		return p.showExercise(x.ID)
	}
	return p.tell("Installed: %s, version %d. mull do %s asks it; mull undo takes it back.", x.ID, x.Version, x.ID)
}

// refuseFaults makes every fault of a file the error, and says that nothing was
// installed.
func refuseFaults(err error) error {
	var faults exercise.Faults
	if !errors.As(err, &faults) {
		return err
	}
	return &fault{exitUsage, "nothing was installed; mend these and try again", err}
}

// mayInstall refuses an id that mull comes with, and a version below the one
// that is there.
func (p *program) mayInstall(s *store.Store, x *exercise.Exercise) error {
	if shipped(x.ID) {
		return usage("change the id in the file, for instance to my-"+x.ID, "%s is an exercise mull comes with", x.ID)
	}
	source, found, err := ownSource(p.ctx, s, x.ID)
	if err != nil || !found {
		return err
	}
	present, err := exercise.Read(x.ID, source)
	if err != nil {
		return err
	}
	if x.Version < present.Version {
		return usage("raise the version in the file", "%s is installed as version %d, and the file has version %d", x.ID, present.Version, x.Version)
	}
	return nil
}

func (p *program) keepOwn(s *store.Store, kind string, x *exercise.Exercise, source []byte) error {
	_, err := s.Do(p.ctx, kind, func(a *store.Act) error { return a.SetSetting(ownPrefix+x.ID, string(source)) })
	return err
}

func (p *program) removeCommand() *cli.Command {
	return &cli.Command{
		Name: "remove", Usage: "remove an exercise of your own; what was written with it stays", UsageText: "mull exercises remove EXERCISE",
		Action: p.action(func(c *cli.Context) error {
			id := c.Args().First()
			if c.NArg() != 1 {
				return usage("mull exercises", "remove wants the name of one exercise of your own")
			}
			if shipped(id) {
				return usage("mull exercises edit "+id+" --off QUESTION", "%s comes with mull; single questions of it can be switched off", id)
			}
			s, err := p.open()
			if err != nil {
				return err
			}
			if _, found, err := ownSource(p.ctx, s, id); err != nil || !found {
				return errors.Join(err, p.noExercise(s, id))
			}
			if _, err := s.Do(p.ctx, "exercises remove", func(a *store.Act) error { return a.SetSetting(ownPrefix+id, nil) }); err != nil {
				return err
			}
			return p.tell("Removed: %s. What was written with it stays readable; mull undo brings it back.", id)
		}),
	}
}

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
	s, err := p.open()
	if err != nil {
		return err
	}
	present, err := switchedOff(p.ctx, s, x.ID)
	if err != nil {
		return err
	}
	for _, question := range append(slices.Clone(off), on...) {
		if _, found := x.Question(question); !found {
			return p.knownQuestion(x.ID + "." + question)
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

// offJSON is what is switched off. Fields are added, never renamed.
type offJSON struct {
	Exercise string   `json:"exercise"`
	Off      []string `json:"off"`
}

// rewrite opens an own exercise in the editor and installs what comes of it.
func (p *program) rewrite(x *exercise.Exercise) error {
	s, err := p.open()
	if err != nil {
		return err
	}
	source, _, err := ownSource(p.ctx, s, x.ID)
	if err != nil {
		return err
	}
	if !p.mayAsk() {
		return needsAnswer("mull exercises add FILE", "edit opens an editor, and --no-input leaves nobody to write")
	}
	written, kept, err := p.edit(p.ctx, x.ID, string(source))
	if err != nil {
		return err
	}
	changed, err := exercise.Read(x.ID+".yaml", []byte(written))
	if err != nil {
		return refuseFaults(err)
	}
	if changed.ID != x.ID {
		return usage("mull exercises add FILE installs it beside the other", "the file has another id, %s, now", changed.ID)
	}
	if err := p.mayInstall(s, changed); err != nil {
		return err
	}
	if err := p.keepOwn(s, "exercises edit", changed, []byte(written)); err != nil {
		return err
	}
	if err := kept(); err != nil {
		return err
	}
	return p.tell("Kept: %s, version %d. Entries written before keep the words they were asked with.", changed.ID, changed.Version)
}

// template is what exercises new writes.
const template = `# An exercise of your own. It is data: nothing in it is ever run.
# mull exercises check ID.yaml   reports every fault
# mull exercises add ID.yaml     installs it, mull do ID asks it
id: ID
title: What it is called on the screen
version: 1
theme: own
purpose: What it is good for, in one sentence.
source: Where the idea comes from
when: when to take it up
every: 1w          # optional: 1d, 2w, 3m; mull exercises set ID turns it on
minutes: 5
privacy: personal  # ordinary, personal or private
questions:
  - id: how
    type: scale    # text longtext scale number yesno choice many split rank sort matrix ifthen date group
    ask: How did it go?
    min: 1
    max: 5
    low: badly
    high: well
    trend: true    # becomes a measure: ID.how
  - id: why
    type: many
    ask: What helped?
    max: 3
    options: [time, a clear aim, someone's help]
    other: true    # own words are welcome
  - id: words
    type: longtext
    ask: What do you want to remember of it?
    when: {question: how, at_most: 2}   # asked only then
`
