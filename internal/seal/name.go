package seal

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the longest name of a person, in characters.
const maxName = 60

// CheckName says what is wrong with a person's name. Names come in files from
// other people and go on screens, into commands and file names: so letters,
// digits, single spaces and - ' . only, beginning with a letter or digit.
func CheckName(name string) error {
	switch {
	case name == "":
		return errors.New("a name is empty")
	case !utf8.ValidString(name):
		return errors.New("a name is not valid UTF-8")
	case utf8.RuneCountInString(name) > maxName:
		return fmt.Errorf("a name has %d characters; %d are enough", utf8.RuneCountInString(name), maxName)
	}
	marks := 0
	for i, r := range name {
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
		case i > 0 && marks > 0 && marks <= 2:
		case i > 0 && strings.ContainsRune(" -'’.", r):
		default:
			return fmt.Errorf("a name holds %+q; it may hold letters, digits, spaces and - ' . after the first letter", r)
		}
	}
	if strings.HasSuffix(name, " ") || strings.Contains(name, "  ") || strings.Contains(name, "..") {
		return fmt.Errorf("the name %q holds spaces or dots where a name has none", name)
	}
	return nil
}
