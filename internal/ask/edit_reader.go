package ask

import (
	"context"
	"errors"
	"io"
	"strings"
)

const (
	pasteOn    = "\x1b[?2004h" // the terminal marks what is pasted
	pasteOff   = "\x1b[?2004l"
	showCursor = "\x1b[?25h"
)

// editReader reads lines that are edited as they are typed.
type editReader Terminal

func (r *editReader) edits() bool { return true }

func (r *editReader) line(ctx context.Context, initial string, words []string) (string, error) {
	e := &edit{text: []rune(initial), words: words, list: r.list}
	r.list = false
	return r.run(ctx, e, func(k key) bool { return k.name == keyEnter && !k.pasted })
}

// lists says that the next line is a list with semicolons between.
func (r *editReader) lists(list bool) { r.list = list }

// text reads lines until one that holds only a full stop, or Ctrl-D. A first
// line that is empty or a command ends it too.
func (r *editReader) text(ctx context.Context, initial string) (string, error) {
	lines := strings.Split(initial, "\n")
	for at := range lines {
		lines[at] = escape(lines[at])
	}
	e := &edit{text: []rune(strings.Join(lines, "\n")), many: true}
	command, ended := "", false
	text, err := r.run(ctx, e, func(k key) bool {
		if k.name == keyEndOfInput && len(e.text) > 0 {
			return true
		}
		if k.name != keyEnter || k.pasted {
			return false
		}
		if whole := strings.TrimSpace(string(e.text)); endsText(whole, false, r.editor != nil) {
			command, ended = strings.TrimSuffix(whole, "."), true
			return true
		}
		if strings.TrimSpace(e.currentLine()) != "." {
			return false
		}
		e.remove(e.lineStart(), e.lineEnd())
		return true
	})
	whole := unescapeLines(text)
	if err != nil {
		return whole, err
	}
	if ended {
		return command, nil
	}
	return escape(strings.TrimSpace(whole)), nil
}

func unescapeLines(text string) string {
	lines := strings.Split(text, "\n")
	for at := range lines {
		lines[at] = unescape(lines[at])
	}
	return strings.Join(lines, "\n")
}

// run edits until done says that a key ends it. On an error it returns what
// was written until then.
func (r *editReader) run(ctx context.Context, e *edit, done func(key) bool) (string, error) {
	e.out, e.at = r.screen, len(e.text)
	release, err := (*Terminal)(r).hold()
	if err != nil {
		return "", err
	}
	defer release()
	defer func() { _, _ = io.WriteString(r.screen, pasteOff) }()
	if _, err := io.WriteString(r.screen, pasteOn); err != nil {
		return "", err
	}
	for {
		if len(r.keys.source.buffer) == 0 && !r.keys.pasting {
			e.cols, e.height = (*Terminal)(r).size()
			if err := e.draw(); err != nil {
				return string(e.text), err
			}
		}
		k, err := r.keys.next(ctx)
		switch {
		case err != nil:
		case k.name == keyInterrupt:
			err = ErrInterrupted
		case done(k):
			return r.finish(e)
		case k.name == keyEndOfInput && len(e.text) == 0:
			err = ErrEnded
		}
		if err != nil {
			_ = e.finish()
			return string(e.text), err
		}
		e.press(k)
	}
}

func (r *editReader) finish(e *edit) (string, error) {
	e.cols, e.height = (*Terminal)(r).size()
	if err := e.finish(); err != nil {
		return "", err
	}
	if e.invalid {
		return string(e.text), fault{errors.New("some of what came was not valid UTF-8 and was left out")}
	}
	return string(e.text), nil
}
