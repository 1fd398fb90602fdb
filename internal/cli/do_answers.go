package cli

import (
	"errors"
	"io"
	"os"

	"mull/internal/exercise"
)

// fromFile answers a whole sitting from an answers file.
func (p *program) fromFile(t *sitting, name string) error {
	data, err := p.readFile(name)
	if err != nil {
		return err
	}
	given, err := exercise.ReadAnswers(name, data)
	if err != nil {
		return usage("", "%v", err)
	}
	for question, value := range t.entry.Answers {
		if _, said := given[question]; !said {
			given[question] = value
		}
	}
	answers, err := t.exercise.CheckAnswers(given, p.echoing(t.journal))
	if err != nil {
		return err
	}
	if t.entry.Number != 0 {
		return p.saveEdited(t, t.entry.Day, answers)
	}
	t.entry.Answers = answers
	return t.whole(p)
}

// maxFile is the largest answers file that is read.
const maxFile = 16 << 20

func (p *program) readFile(name string) ([]byte, error) {
	in := p.In
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, usage("", "the file %s cannot be read: %v", name, errors.Unwrap(err))
		}
		defer file.Close()
		in = file
	}
	data, err := readAll(io.Reader(in), maxFile)
	if name == "-" {
		p.typed.text = data
	}
	if err != nil {
		return nil, usage("is it the right file? answers and exercises are written by hand", "the file %s: %v", name, err)
	}
	return data, nil
}
