package cli

import (
	"bytes"
	"cmp"
	"os/exec"
	"strings"

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

// page hands text to the pager and says whether there is one. The text goes
// through a pipe, never through a file, and less is told to keep none.
func (p *program) page(text []byte) bool {
	words := strings.Fields(cmp.Or(strings.TrimSpace(p.Getenv("MULL_PAGER")), p.Getenv("PAGER")))
	if len(words) == 0 {
		words = []string{"less", "-R"}
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
	_ = pager.Wait() // whoever leaves a pager early has read enough
	close(done)
	return true
}
