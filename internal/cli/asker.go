package cli

import (
	"context"
	"errors"
	"os"

	"mull/internal/ask"
	"mull/internal/editor"
	"mull/internal/store"
	"mull/prompts"
)

func isLeaving(err error) bool {
	return errors.Is(err, ask.ErrEnded) || errors.Is(err, ask.ErrInterrupted)
}

// shipped says whether mull comes with an exercise.
func shipped(id string) bool {
	_, found := prompts.Exercise(id)
	return found
}

// widgets says whether questions can be asked with lists to move in: both ends
// must be a terminal that answers.
func (p *program) widgets() bool { return p.Terminals.In && p.Terminals.Err && !p.plain }

// asker is who puts questions: widgets at a terminal, lines elsewhere.
func (p *program) asker() (ask.Asker, error) {
	if p.who != nil {
		return p.who, nil
	}
	var err error
	p.who, err = p.newAsker()
	return p.who, err
}

// newAsker returns who puts questions here.
func (p *program) newAsker() (ask.Asker, error) {
	if in, out, ok := p.ends(); ok && p.widgets() {
		terminal, err := ask.NewTerminal(ask.TerminalOptions{In: in, Out: out, Color: !p.noColor, Editor: p.edit})
		if err != nil {
			return nil, err
		}
		if p.OnSignal != nil {
			p.OnSignal(terminal.Stop)
		}
		return terminal, nil
	}
	plain := ask.NewPlain(ask.PlainOptions{
		In: p.In, Out: p.Err, Editor: p.edit, Terminal: p.Terminals.In, Piped: !p.Terminals.Err,
		Width: func() int { return p.style().Width },
	})
	if p.OnSignal != nil {
		p.OnSignal(plain.Stop)
	}
	return plain, nil
}

// ends returns standard input and the error stream where they are files.
func (p *program) ends() (in, out *os.File, ok bool) {
	in, okIn := p.In.(*os.File)
	out, okOut := p.Err.(*os.File)
	return in, out, okIn && okOut
}

// edit lets the person write a text in their own editor. The draft stays until
// what it returns says that the text is kept.
func (p *program) edit(ctx context.Context, name, text string) (string, func() error, error) {
	command := p.Getenv("VISUAL")
	if command == "" {
		command = p.Getenv("EDITOR")
	}
	dirs, err := p.draftPlaces()
	if err != nil {
		return "", nil, err
	}
	if p.editing == nil { // one for the whole run: it says once what it has to say
		p.editing = &editor.Session{Command: command, Out: p.Err, Err: p.Err, Warn: func(text string) { p.say("%s", text) }}
		p.editing.In, _ = p.In.(*os.File)
	}
	p.editing.Dirs = dirs
	if err := p.leftovers(); err != nil {
		return "", nil, err
	}
	written, kept, err := p.editing.Write(ctx, name, text)
	if errors.Is(err, editor.ErrNoEditor) {
		return "", nil, needsAnswer("export EDITOR=vi, or hand the text in by a pipe", "%v", err)
	}
	return written, kept, err
}

// finished lets go of the draft of a text that needs none any more, where the
// text came from an editor.
func finished(kept func() error) error {
	if kept == nil {
		return nil
	}
	return kept()
}

// draftPlaces are where a draft may lie: for a sealed journal nowhere on a disk.
func (p *program) draftPlaces() ([]string, error) {
	dirs := p.draftDirs()
	if !store.IsSealed(p.path) {
		return dirs, nil
	}
	if dirs = dirs[:len(dirs)-1]; len(dirs) == 0 { // the last is the journal's folder
		return nil, needsAnswer("type it here, or hand it in by a pipe: mull write -",
			"an editor wants a file, and there is no private folder in memory for it (XDG_RUNTIME_DIR)")
	}
	return dirs, nil
}
