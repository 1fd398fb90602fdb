package cli

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/store"
)

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
				if err == nil {
					err = p.fitsHere(name, x)
				}
				if err != nil {
					faulty = true
					if err := p.tellFaults(name, err); err != nil {
						return err
					}
					continue
				}
				if err := p.tell("%s: %s, %s. mull exercises add %s installs it.", name, x.Title, count(len(x.Questions), "question"), name); err != nil {
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

// fitsHere says of a file without faults whether this journal would install it.
func (p *program) fitsHere(name string, x *exercise.Exercise) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	err = p.mayInstall(s, x)
	if refused := (*fault)(nil); errors.As(err, &refused) {
		return fmt.Errorf("%s: %w; %s", name, err, refused.hint)
	}
	return err
}

func (p *program) tellFaults(name string, err error) error {
	var faults exercise.Faults
	if !errors.As(err, &faults) {
		return p.tell("%v", err)
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
	s, err := p.ready()
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
			s, err := p.ready()
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
