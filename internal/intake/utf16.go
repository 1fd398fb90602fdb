package intake

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Order says in which order UTF-16 puts its bytes, or nil where the text
// is not UTF-16: by its mark, or because nearly every other byte is zero.
func utf16Order(first []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(first, []byte{0xff, 0xfe}):
		return binary.LittleEndian
	case bytes.HasPrefix(first, []byte{0xfe, 0xff}):
		return binary.BigEndian
	case len(first) < 8:
		return nil
	}
	var zeros [2]int
	for i, b := range first {
		if b == 0 {
			zeros[i%2]++
		}
	}
	most := len(first) / 2 * 3 / 4
	switch {
	case zeros[1] > most && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > most && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

// A utf16Reader turns UTF-16 to UTF-8 as it is read.
type utf16Reader struct {
	in    *bufio.Reader
	order binary.ByteOrder
	rest  []byte // encoded, not yet handed out
	held  rune   // a unit read too early
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.rest) < min(len(p), 4096) {
		r, err := u.rune()
		if err != nil {
			if len(u.rest) > 0 {
				break
			}
			return 0, err
		}
		u.rest = utf8.AppendRune(u.rest, r)
	}
	n := copy(p, u.rest)
	u.rest = u.rest[:copy(u.rest, u.rest[n:])]
	return n, nil
}

func (u *utf16Reader) rune() (rune, error) {
	first, err := u.unit()
	if err != nil || !utf16.IsSurrogate(first) {
		return first, err
	}
	second, err := u.unit()
	if err != nil {
		return utf8.RuneError, nil
	}
	both := utf16.DecodeRune(first, second)
	if both == utf8.RuneError {
		u.held = second
	}
	return both, nil
}

func (u *utf16Reader) unit() (rune, error) {
	if held := u.held; held != 0 {
		u.held = 0
		return held, nil
	}
	var pair [2]byte
	for i := range pair {
		b, err := u.in.ReadByte()
		if err != nil {
			return 0, err
		}
		pair[i] = b
	}
	return rune(u.order.Uint16(pair[:])), nil
}
