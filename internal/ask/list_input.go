package ask

import (
	"context"
	"slices"
	"strings"
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
	rows  []entry  // what letters may find
	now   string   // what filters the list at the moment
	hint  string   // stands above the list while nothing does
	head  *string  // what survey writes there
	typed string   // what it was filtered by when a row was taken
	own   []string // of many: words typed that are in no row
	lines int      // how many the list takes on the screen at most
	line  bool     // of many: commas were typed, so Enter ends the list as it ends a line
	next  string   // what survey gets before the next key
	ended bool     // of many: Ctrl-D was pressed
	err   error
}

func (l *listInput) Fd() uintptr { return l.t.tty.Fd() }

func (l *listInput) Read(p []byte) (int, error) {
	if sent := l.next; sent != "" {
		l.next = ""
		return copy(p, sent), nil
	}
	for {
		k, err := l.t.keys.next(l.ctx)
		if err == nil {
			err = l.leaves(k)
		}
		if err == nil && k.name == keySuspend {
			if err = l.suspend(); err == nil {
				return copy(p, drawAgain), nil
			}
		}
		if err != nil {
			l.err = err
			return 0, err
		}
		if sent := l.translate(k); sent != "" {
			*l.head = l.heading()
			return copy(p, sent), nil
		}
	}
}

func (l *listInput) leaves(k key) error {
	switch {
	case k.name == keyInterrupt:
		return ErrInterrupted
	case k.name == keyEndOfInput && !l.many && l.now == "":
		return ErrFinished
	case k.name == keyRune && k.r == '<' && l.back && l.now == "" && !k.pasted:
		return errBack
	}
	return nil
}

// clearFilter is what survey empties the filter on.
const clearFilter = "\x18"

// translate writes a key as survey knows it, or "" for none.
func (l *listInput) translate(k key) string {
	if k.pasted && (k.name == keyEnter || k.name == keyTab) {
		k = key{name: keyRune, r: ' ', pasted: true} // what is pasted chooses nothing
	}
	switch k.name {
	case keyRune:
		return l.letter(k)
	case keyEnter:
		if l.now != "" {
			l.typed = l.now
		}
		if l.many && l.now != "" {
			if l.line {
				l.next = "\r"
			}
			return l.take()
		}
		return "\r"
	case keyEndOfInput:
		if l.many && l.now == "" {
			l.ended = true // what is marked is an answer; nothing marked is an empty prompt
			return "\r"
		}
	case keyBackspace:
		if l.now == "" && len(l.own) > 0 {
			l.own = l.own[:len(l.own)-1]
			return clearFilter
		}
		if l.now == "" {
			return ""
		}
		_, size := utf8.DecodeLastRuneInString(l.now)
		l.now = l.now[:len(l.now)-size]
		return "\x7f"
	case keyKillBefore, keyKillWord:
		l.now = ""
		return clearFilter
	case keyUp:
		return "\x1b[A"
	case keyDown, keyTab:
		return "\x1b[B"
	}
	return ""
}

// take marks the row that letters found, or takes them as own words.
func (l *listInput) take() string {
	found := l.found()
	words := strings.TrimSpace(strings.ReplaceAll(l.now, noBreak, " "))
	l.now = ""
	switch {
	case found:
		return " "
	case l.ownWelcome() && words != "":
		if !slices.Contains(l.own, words) {
			l.own = append(l.own, words)
		}
		return clearFilter
	}
	return " "
}

func (l *listInput) letter(k key) string {
	switch r := k.r; {
	case r == ',' && l.many && !l.labelGoesOn(","):
		if l.now == "" {
			return ""
		}
		l.line = true
		return l.take()
	case r == ' ' && l.many && l.line && l.now == "":
		return "" // the space after a comma
	case r == '?' && !k.pasted:
		return "?"
	case r == '<' && l.now == "":
		return ""
	case r == ' ' && l.many && !k.pasted && !l.goesOn():
		if l.now != "" {
			l.typed, l.now = l.now, ""
		}
		return " "
	case r == ' ' && l.many:
		// A space marks a row whatever was typed; this one does not.
		l.now += " "
		return noBreak
	}
	l.now += string(k.r)
	return string(k.r)
}

// noBreak is a space that survey takes for a letter.
const noBreak = "\u00a0"

// goesOn says whether a space belongs to the words being typed: to those of a
// row, as in "at ease", or to own words that are in no row.
func (l *listInput) goesOn() bool {
	if l.now == "" || strings.HasSuffix(l.now, " ") {
		return false
	}
	found, own := false, false
	if l.labelGoesOn(" ") {
		return true
	}
	for _, row := range l.rows {
		own = own || row.kind == ownWords
		found = found || row.kind == option && row.shows(l.now)
	}
	return own && !found
}

// labelGoesOn says whether what is typed goes on with a sign in the words of
// some row.
func (l *listInput) labelGoesOn(sign string) bool {
	return l.now != "" && slices.ContainsFunc(l.rows, func(row entry) bool {
		return row.kind == option && strings.Contains(row.finds, strings.ToLower(l.now)+sign)
	})
}

// mend puts the reason why reading ended in place of what survey made of it.
func (l *listInput) mend(err error) error {
	if l.err != nil {
		return l.err
	}
	return err
}
