package ask

import (
	"context"
	"time"
	"unicode"
	"unicode/utf8"
)

type keyName int

const (
	keyRune keyName = iota
	keyEnter
	keyTab
	keyBackspace
	keyDelete
	keyUp
	keyDown
	keyLeft
	keyRight
	keyHome
	keyEnd
	keyKillBefore
	keyKillAfter
	keyKillWord
	keyInterrupt
	keyEndOfInput
	keySuspend
	keyInvalid // bytes that are no UTF-8
	keyPaste   // the beginning of a paste
	keyPasted  // the end of one
	keyOther   // anything else, passed over
)

// A key is one key pressed, or one character of a paste.
type key struct {
	name   keyName
	r      rune
	pasted bool // within a paste that the terminal marks
	ahead  bool // typed before its prompt was shown
}

// keys reads keys off a terminal in raw mode, one at a time, so that what is
// typed ahead stays for the next question.
type keys struct {
	source  *source
	pasting bool
	after   byte // the byte before, to read \r\n of a paste as one end of line
}

// escapeWait is how long the rest of an escape sequence may take; after it an
// escape is the key of that name.
const escapeWait = 50 * time.Millisecond

func (k *keys) next(ctx context.Context) (key, error) {
	if ctx.Err() != nil {
		return key{}, ErrInterrupted
	}
	for len(k.source.buffer) == 0 {
		if _, err := k.source.fill(ctx, 0); err != nil {
			return key{}, err
		}
		if !k.pasting {
			k.after = 0 // what comes by itself is a key of its own
		}
	}
	ahead := k.source.ahead > 0
	next, err := k.read(ctx)
	next.ahead = ahead
	return next, err
}

// pasteWait is how long the rest of a paste may take that the terminal does not
// mark: it comes in pieces.
const pasteWait = 30 * time.Millisecond

// longPaste is how many bytes in a row nobody types; whoever sends so many may
// pause for longer between two pieces.
const longPaste = 1000

// inPaste says whether an Enter belongs to a paste: the terminal says so, or
// text waits behind it, as it does behind none that was pressed by hand.
func (k *keys) inPaste(pressed key) bool {
	if pressed.pasted || pressed.ahead {
		return pressed.pasted
	}
	patience := time.Duration(0)
	switch burst := k.source.burst; {
	case burst > longPaste:
		patience = 10 * pasteWait
	case burst > 1:
		patience = pasteWait
	}
	return k.source.textWaits(patience)
}

// read takes the next key off what has come.
func (k *keys) read(ctx context.Context) (key, error) {
	first := k.source.buffer[0]
	before := k.after
	k.after = first
	switch {
	case first == 0x1b:
		return k.escape(ctx)
	case first < ' ' || first == 0x7f:
		k.drop(1)
		if first == '\n' && before == '\r' {
			return key{name: keyOther}, nil
		}
		return key{name: k.control(first), r: '\t', pasted: k.pasting}, nil
	}
	return k.character(ctx)
}

func (k *keys) drop(n int) { k.source.take(n) }

// character decodes one character, waiting for the rest of it.
func (k *keys) character(ctx context.Context) (key, error) {
	for !utf8.FullRune(k.source.buffer) {
		if more, err := k.source.fill(ctx, escapeWait); err == ErrInterrupted {
			return key{}, err
		} else if !more {
			break
		}
	}
	r, size := utf8.DecodeRune(k.source.buffer)
	k.drop(size)
	switch {
	case r == utf8.RuneError && size == 1:
		return key{name: keyInvalid, pasted: k.pasting}, nil
	case unicode.IsControl(r):
		return key{name: keyOther}, nil
	}
	return key{name: keyRune, r: r, pasted: k.pasting}, nil
}

// control names a control character. Within a paste only line ends and tabs
// mean something.
func (k *keys) control(b byte) keyName {
	switch b {
	case '\r', '\n':
		return keyEnter
	case '\t':
		return keyTab
	}
	if k.pasting && b != 0x03 {
		return keyOther
	}
	switch b {
	case 0x7f, 0x08:
		return keyBackspace
	case 0x01:
		return keyHome
	case 0x05:
		return keyEnd
	case 0x02:
		return keyLeft
	case 0x06:
		return keyRight
	case 0x10:
		return keyUp
	case 0x0e:
		return keyDown
	case 0x15:
		return keyKillBefore
	case 0x0b:
		return keyKillAfter
	case 0x17:
		return keyKillWord
	case 0x03:
		return keyInterrupt
	case 0x04:
		return keyEndOfInput
	case 0x1a:
		return keySuspend
	}
	return keyOther
}
