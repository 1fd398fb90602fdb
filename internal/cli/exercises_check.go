package cli

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: "report every fault of exercise files, with line and column", UsageText: "mull exercises check FILE...",
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usage("mull exercises check my-friday.yaml", "check wants a file")
			}
			return p.checkFiles(c.Args().Slice())
		}),
	}
}

// checkedJSON is what check found in files. Fields are added, never renamed.
type checkedJSON struct {
	Files []checkedFile `json:"files"`
}

type checkedFile struct {
	File      string       `json:"file"`
	Exercise  string       `json:"exercise"` // empty where it could not be read
	Title     string       `json:"title"`
	Questions int          `json:"questions"`
	Faults    []checkFault `json:"faults"`
	Warnings  []checkFault `json:"warnings"` // of a file that could be installed
}

// checkFault has no line where the file as a whole does not do.
type checkFault struct {
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Problem string `json:"problem"`
}

func (p *program) checkFiles(names []string) error {
	fields := checkedJSON{[]checkedFile{}}
	faulty := false
	for _, name := range names {
		file := checkedFile{File: name, Faults: []checkFault{}, Warnings: []checkFault{}}
		x, warnings, err := p.readWarned(name)
		file.Warnings = placedFaults(warnings)
		if err == nil {
			file.Exercise, file.Title, file.Questions = x.ID, x.Title, len(x.Questions)
			err = p.fitsHere(x)
		}
		if err != nil {
			faulty = true
			file.Faults = faultsOf(err)
		}
		fields.Files = append(fields.Files, file)
	}
	if err := p.tellChecked(fields); err != nil {
		return err
	}
	if faulty {
		return quiet{exitUsage}
	}
	return nil
}

// faultsOf lists what is wrong with a file: each fault in it, or why it cannot
// be read or installed.
func faultsOf(err error) []checkFault {
	var faults exercise.Faults
	if !errors.As(err, &faults) {
		return []checkFault{{Problem: err.Error()}}
	}
	return placedFaults(faults)
}

func placedFaults(faults exercise.Faults) []checkFault {
	list := make([]checkFault, len(faults))
	for i, f := range faults {
		list[i] = checkFault{f.Line, f.Column, f.Problem}
	}
	return list
}

func (p *program) tellChecked(fields checkedJSON) error {
	if p.json {
		return p.write(fields)
	}
	for _, file := range fields.Files {
		if len(file.Faults) == 0 {
			if err := p.tell("%s: %s, %s. mull exercises add %s installs it.", file.File, file.Title, count(file.Questions, "question"), file.File); err != nil {
				return err
			}
		}
		for _, w := range file.Warnings {
			warning := exercise.Fault{File: file.File, Line: w.Line, Column: w.Column, Problem: "warning: " + w.Problem}
			if err := p.tell("%s", warning); err != nil {
				return err
			}
		}
		for _, f := range file.Faults {
			text := f.Problem // which names a file that cannot be read
			switch {
			case f.Line > 0:
				text = exercise.Fault{File: file.File, Line: f.Line, Column: f.Column, Problem: f.Problem}.String()
			case file.Exercise != "":
				text = file.File + ": " + f.Problem
			}
			if err := p.tell("%s", text); err != nil {
				return err
			}
		}
	}
	return nil
}

// readWarned reads a file as a stranger's: nothing in it is trusted. It also
// returns what the file may say by mistake.
func (p *program) readWarned(name string) (*exercise.Exercise, exercise.Faults, error) {
	data, err := p.readFile(name)
	if err != nil {
		return nil, nil, err
	}
	return exercise.ReadWarned(name, data)
}

// fitsHere says of a file without faults whether this journal would install it.
func (p *program) fitsHere(x *exercise.Exercise) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	err = p.mayAdd(s, x)
	if refused := (*fault)(nil); errors.As(err, &refused) {
		return fmt.Errorf("%w; %s", err, refused.hint)
	}
	return err
}
