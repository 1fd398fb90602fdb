package seal

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"
	"sync"
)

var armourMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(BEGIN|END)\s+(AGE\s+ENCRYPTED\s+FILE|MULL\s+LETTER)`)
})

// unarmour finds the one armoured block in a text, whatever mail has done to
// the lines: quoted, indented, wrapped anew, ended the Windows way or written
// as quoted-printable. A bare age file is returned as it is.
func unarmour(data []byte) (block []byte, encrypted bool, err error) {
	if bytes.HasPrefix(data, []byte(intro)) {
		return data, true, nil
	}
	text := unquote(string(data))
	marks := armourMark().FindAllStringSubmatchIndex(text, -1)
	if len(marks) == 0 {
		return nil, false, refuse(ErrNotLetter, "")
	}
	body, label := "", ""
	for i := 0; i < len(marks); i += 2 {
		begin := marks[i]
		if text[begin[2]:begin[3]] != "BEGIN" {
			return nil, false, refuse(ErrCut, "its beginning is missing")
		}
		if i+1 == len(marks) || text[marks[i+1][2]:marks[i+1][3]] != "END" {
			return nil, false, refuse(ErrCut, "its last lines are missing")
		}
		end := marks[i+1]
		here, kind := bare(text[begin[1]:end[0]]), strings.Join(strings.Fields(text[begin[4]:begin[5]]), " ")
		// The same block twice is a mail with its attachment.
		if i > 0 && (here != body || kind != label) {
			return nil, false, refuse(ErrSeveral, "")
		}
		body, label = here, kind
	}
	block, decodeErr := base64.RawStdEncoding.Strict().DecodeString(body)
	if decodeErr != nil || len(block) == 0 {
		return nil, false, refuse(ErrDamaged, "its text was altered on the way")
	}
	return block, label != "MULL LETTER", nil
}

// unquote takes quote marks and indents off every line. No line of an armour
// begins with one of them.
func unquote(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ", "\u200b", "", "\ufeff", "").Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, " \t>|")
	}
	return strings.Join(lines, "\n")
}

// bare leaves only the base64 of a block: without the dashes of its marks, white
// space, padding, and what quoted-printable makes of those.
func bare(text string) string {
	text = strings.Trim(strings.TrimSpace(text), "-–— \t\n")
	text = strings.ReplaceAll(text, "=3D", "")
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '\n' || r == '=' {
			return -1
		}
		return r
	}, text)
}
