package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"mull/internal/editor"
	"mull/internal/report"
)

// display shows a view to a person, through a pager where it is longer than the
// screen of a terminal.
func (p *program) display(view report.View) error {
	if !p.mayPage() {
		return report.Write(p.Out, p.style(), view)
	}
	var text bytes.Buffer
	if err := report.Write(&text, p.style(), view); err != nil {
		return err
	}
	// One line is the prompt's.
	if bytes.Count(text.Bytes(), []byte("\n")) < p.Terminals.Height || !p.page(text.Bytes()) {
		_, err := p.Out.Write(text.Bytes())
		return err
	}
	return nil
}

// mayPage says whether somebody is at a screen that a pager can draw on.
func (p *program) mayPage() bool {
	return p.Terminals.Out && p.Terminals.In && p.Terminals.Height > 0 && !p.plain && !p.noInput && !p.noPager
}

// page hands text to the pager and says whether it was shown. The text goes
// through a pipe, never through a file, and less is told to keep none.
func (p *program) page(text []byte) bool {
	words, err := p.pagerWords()
	if err != nil {
		p.say("The pager can't be used: %v.", err)
		return false
	}
	if words[0] == "cat" {
		return false
	}
	pager := exec.CommandContext(p.ctx, words[0], words[1:]...)
	pager.Stdin, pager.Stdout, pager.Stderr = bytes.NewReader(text), p.Terminals.Screen, p.Err
	pager.Env = append(pager.Environ(), "LESSHISTFILE=-", "LESSSECURE=1", "LESSCHARSET=utf-8")
	if err := pager.Start(); err != nil {
		return false
	}
	done := make(chan struct{})
	if p.OnSignal != nil {
		// Ctrl-C is the pager's while it has the screen.
		p.OnSignal(func() { <-done })
	}
	err = pager.Wait()
	close(done)
	// Whoever leaves a pager early has read enough: it ends well, or by a signal.
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		p.say("The pager %s failed (exit code %d), so here is the text.", words[0], exit.ExitCode())
		return false
	}
	return true
}

// pagerWords are the pager and its arguments. Quotes keep spaces, as for an editor.
func (p *program) pagerWords() ([]string, error) {
	for _, name := range []string{"MULL_PAGER", "PAGER"} {
		command := strings.TrimSpace(p.Getenv(name))
		if command == "" {
			continue
		}
		words, err := editor.Words(command)
		if err != nil {
			return nil, fmt.Errorf("%s is %s, and %w", name, command, err)
		}
		return words, nil
	}
	return []string{"less", "-R"}, nil
}
