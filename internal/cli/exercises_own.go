package cli

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/store"
)

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
	if err := p.mayAdd(s, x); err != nil {
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

// mayAdd refuses a file that may not be installed. One of the version that is
// there may be the older of the two, unless it asks the same.
func (p *program) mayAdd(s *store.Store, x *exercise.Exercise) error {
	present, err := p.mayInstall(s, x)
	if err != nil || present == nil || x.Version > present.Version || sameQuestions(x, present) {
		return err
	}
	return usage(fmt.Sprintf("if the file is the newer one, raise the version in it to %d", present.Version+1),
		"%s is installed as version %d, and the file is version %d, too, but another text", x.ID, present.Version, x.Version)
}

// sameQuestions says whether two files are the same exercise but for comments.
func sameQuestions(x, y *exercise.Exercise) bool {
	return bytes.Equal(exercise.Encode(x), exercise.Encode(y))
}

// mayInstall refuses an id that mull comes with, and a version below the one
// that is there, which it returns.
func (p *program) mayInstall(s *store.Store, x *exercise.Exercise) (present *exercise.Exercise, err error) {
	if shipped(x.ID) {
		return nil, usage("change the id in the file, for instance to my-"+x.ID, "%s is an exercise mull comes with", x.ID)
	}
	source, found, err := ownSource(p.ctx, s, x.ID)
	if err != nil || !found {
		return nil, err
	}
	if present, err = exercise.Read(x.ID+".yaml", source); err != nil {
		return nil, err
	}
	if x.Version < present.Version {
		return nil, usage("raise the version in the file", "%s is installed as version %d, and the file has version %d", x.ID, present.Version, x.Version)
	}
	return present, nil
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
			if p.json {
				return p.write(ownJSON{Exercise: id, Removed: true})
			}
			return p.tell("Removed: %s. What was written with it stays readable; mull undo brings it back.", id)
		}),
	}
}
