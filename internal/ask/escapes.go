package ask

import (
	"context"
	"strings"
)

// escape reads an escape sequence to its end; those it does not know, a report
// of the terminal among them, are passed over whole.
func (k *keys) escape(ctx context.Context) (key, error) {
	for {
		size, final := sequence(k.source.buffer)
		if size > 0 {
			body := string(k.source.buffer[:size])
			k.drop(size)
			return k.named(body, final), nil
		}
		more, err := k.source.fill(ctx, escapeWait)
		if err == ErrInterrupted {
			return key{}, err
		}
		if !more {
			k.drop(1)
			return key{name: keyOther}, nil
		}
	}
}

// sequence returns how long the escape sequence at the start of bytes is, and
// its last byte; 0 where it is not complete.
func sequence(bytes []byte) (size int, final byte) {
	if len(bytes) < 2 {
		return 0, 0
	}
	switch bytes[1] {
	case '[':
		for at := 2; at < len(bytes); at++ {
			if b := bytes[at]; b >= 0x40 && b <= 0x7e {
				return at + 1, b
			} else if b < 0x20 {
				// No sequence holds a control character; it is a key.
				return at, 0
			}
		}
		return 0, 0
	case 'O':
		if len(bytes) < 3 {
			return 0, 0
		}
		return 3, bytes[2]
	case 0x1b:
		return 1, 0
	}
	if bytes[1] < 0x20 {
		return 1, 0
	}
	return 2, 0
}

func (k *keys) named(body string, final byte) key {
	switch final {
	case 'A':
		return key{name: keyUp}
	case 'B':
		return key{name: keyDown}
	case 'C':
		return key{name: keyRight}
	case 'D':
		return key{name: keyLeft}
	case 'H':
		return key{name: keyHome}
	case 'F':
		return key{name: keyEnd}
	case '~':
	default:
		return key{name: keyOther}
	}
	switch strings.TrimSuffix(strings.TrimPrefix(body, "\x1b["), "~") {
	case "1", "7":
		return key{name: keyHome}
	case "4", "8":
		return key{name: keyEnd}
	case "3":
		return key{name: keyDelete}
	case "200":
		k.pasting = true
		return key{name: keyPaste}
	case "201":
		k.pasting = false
		return key{name: keyPasted}
	}
	return key{name: keyOther}
}
