package ask

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	pasteOn    = "\x1b[?2004h" // the terminal marks what is pasted
	pasteOff   = "\x1b[?2004l"
	showCursor = "\x1b[?25h"
)

// editReader reads lines that are edited as they are typed.
type editReader Terminal

func (r *editReader) edits() bool { return true }

func (r *editReader) atTerminal() bool { return true }

func (r *editReader) line(ctx context.Context, initial string, words []string) (string, error) {
	e := &edit{text: []rune(initial), words: words, between: r.way.between}
	way := r.way
	r.way, r.lines = pasteWay{}, nil
	begun := 0 // where the line of the paste begins that is being read
	return r.run(ctx, e, func(k key) bool {
		if k.name != keyEnter || k.pasted {
			return false
		}
		if way.apart || e.tooShort() || !r.keys.inPaste(k) {
			if r.lines != nil {
				r.lines = append(r.lines, string(e.text[min(begun, e.at):e.at]))
			}
			return true
		}
		r.lines = append(r.lines, string(e.text[min(begun, e.at):e.at]))
		begun = e.at + max(utf8.RuneCountInString(e.between), 1)
		return false
	})
}

// pasting says how the line ends of a paste into the next line are taken.
func (r *editReader) pasting(way pasteWay) { r.way = way }

// pasted returns the lines that the last line was pasted as, where the terminal
// did not mark the paste; nil where it was typed.
func (r *editReader) pasted() []string { return r.lines }

// giveBack leaves lines to the prompts that follow.
func (r *editReader) giveBack(lines []string) { r.keys.source.giveBack(lines) }

// gather notes what was typed before the next prompt is shown.
func (r *editReader) gather() {
	if r.read {
		r.read = false
		r.keys.source.gather()
	}
}

// text reads lines until one that holds only a full stop, Ctrl-D, or two empty
// lines typed by hand. None of them ends it within a paste. A first line that is empty or a command ends it too.
func (r *editReader) text(ctx context.Context, initial string) (string, error) {
	lines := strings.Split(initial, "\n")
	for at := range lines {
		lines[at] = escape(lines[at])
	}
	e := &edit{text: []rune(strings.Join(lines, "\n")), many: true}
	command, ended := "", false
	empty := 0 // lines left empty by hand, one after the other
	text, err := r.run(ctx, e, func(k key) bool {
		if k.name == keyEndOfInput && len(e.text) > 0 {
			return true
		}
		if k.name != keyEnter || k.pasted {
			empty = 0
			return false
		}
		pasted := r.keys.inPaste(k)
		if empty++; pasted || k.ahead || e.at < len(e.text) || strings.TrimSpace(e.currentLine()) != "" {
			empty = 0
		}
		if whole, ok := e.short(longestCommand); ok && !pasted && endsText(whole, false, r.editor != nil) {
			command, ended = strings.TrimSuffix(whole, "."), true
			return true
		}
		if empty == endingLines {
			return true
		}
		if pasted || strings.TrimSpace(e.currentLine()) != "." {
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

// longestCommand bounds what a text that is a command can hold.
const longestCommand = 16

// longDraw is how long a text is whose drawing waits for more of a paste, which
// comes in many pieces.
const longDraw = 1 << 14

// endingLines is how many empty lines typed by hand end a text.
const endingLines = 2

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
	defer func() {
		r.read = true
		_, _ = io.WriteString(r.screen, pasteOff)
	}()
	if _, err := io.WriteString(r.screen, pasteOn); err != nil {
		return "", err
	}
	for {
		patience := time.Duration(0)
		if len(e.text) > longDraw {
			patience = pasteWait
		}
		if !r.keys.pasting && !r.keys.source.waiting(patience) {
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
		case k.name == keySuspend:
			if err = (*Terminal)(r).suspend(e.finish); err == nil {
				continue
			}
		case done(k):
			return r.finish(e)
		case k.name == keyEndOfInput && len(e.text) == 0:
			err = ErrFinished
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
	if e.tooMuch {
		return string(e.text), fault{errors.New("an answer holds 1 MB, and what came after that was left out; save it in a file and name the file here")}
	}
	return string(e.text), nil
}
