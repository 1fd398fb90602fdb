package ask

import (
	"context"
	"unicode/utf8"
)

// A listInput gives survey one key at a time, so that what is typed ahead stays
// for the next question, and keeps from it what it does not handle well:
// Ctrl-D, unknown sequences, keys that mark everything.
type listInput struct {
	t     *Terminal
	ctx   context.Context
	many  bool
	back  bool
	now   string // what filters the list at the moment
	typed string // what it was filtered by when a row was taken
	err   error
}

func (l *listInput) Fd() uintptr { return l.t.tty.Fd() }

func (l *listInput) Read(p []byte) (int, error) {
	for {
		k, err := l.t.keys.next(l.ctx)
		if err == nil {
			err = l.leaves(k)
		}
		if err != nil {
			l.err = err
			return 0, err
		}
		if sent := l.translate(k); sent != "" {
			return copy(p, sent), nil
		}
	}
}

func (l *listInput) leaves(k key) error {
	switch {
	case k.name == keyInterrupt:
		return ErrInterrupted
	case k.name == keyEndOfInput:
		return ErrEnded
	case k.name == keyRune && k.r == '<' && l.back && l.now == "":
		return errBack
	}
	return nil
}

// translate writes a key as survey knows it, or "" for none.
func (l *listInput) translate(k key) string {
	switch k.name {
	case keyRune:
		return l.letter(k.r)
	case keyEnter:
		if l.now != "" {
			l.typed = l.now
		}
		if l.many && l.now != "" {
			l.now = ""
			return " "
		}
		return "\r"
	case keyBackspace:
		if l.now == "" {
			return ""
		}
		_, size := utf8.DecodeLastRuneInString(l.now)
		l.now = l.now[:len(l.now)-size]
		return "\x7f"
	case keyUp:
		return "\x1b[A"
	case keyDown, keyTab:
		return "\x1b[B"
	}
	return ""
}

func (l *listInput) letter(r rune) string {
	switch {
	case r == '?':
		return "?"
	case r == '<' && l.now == "":
		return ""
	case r == ' ' && l.many:
		if l.now != "" {
			l.typed, l.now = l.now, ""
		}
		return " "
	}
	l.now += string(r)
	return string(r)
}

// mend puts the reason why reading ended in place of what survey made of it.
func (l *listInput) mend(err error) error {
	if l.err != nil {
		return l.err
	}
	return err
}
