package seal

import (
	"errors"
	"fmt"
	"strings"
)

const (
	keyStart  = "AGESECRETKEY1" // of a secret key, its hyphens left out
	keyLength = 58              // letters and digits after it
)

// RecoverySheet returns a page to print: the key in groups, and how to open the
// journal with it by the age tool alone. journal is the file's name as its
// owner knows it, date a day in words of the caller's choice.
//
// Text made with it is as secret as the key.
func RecoverySheet(key *Key, journal, date string) string {
	secret := strings.TrimPrefix(key.Secret(), "AGE-SECRET-KEY-1")
	var rows []string
	for row := ""; secret != ""; {
		size := min(4, len(secret))
		row += " " + secret[:size]
		if secret = secret[size:]; len(row) >= 5*5 || secret == "" {
			rows = append(rows, "      "+strings.TrimSpace(row))
			row = ""
		}
	}
	return fmt.Sprintf(sheet, journal, date, strings.Join(rows, "\n"), journal, key.Recipient())
}

const sheet = `Recovery sheet for a mull journal

Journal   %s
Made on   %s

This key opens the journal when the passphrase is lost. Print this page, keep
it where you keep papers that matter, and delete the file it was printed from.
Whoever holds it can read everything.

    AGE-SECRET-KEY-1
%s

Capital or small letters, spaces and line ends do not matter. The letters B, I
and O and the digit 1 do not occur in the groups, so what looks like an O is a
zero and what looks like a 1 or an I is the letter L.

With mull: type the key into a file key.txt, then mull unlock --recovery key.txt
asks for a new passphrase. Without mull you need the free program age:

 1. Type the key into a file key.txt: all of it on one line, without spaces,
    beginning with AGE-SECRET-KEY-1.
 2. age --decrypt -i key.txt -o opened.db %s
 3. opened.db is now an ordinary SQLite database; any program for those reads
    it. It is no longer protected: delete it and key.txt when you are done.

To check that you typed it right: age-keygen -y key.txt answers
%s
`

// ErrSheet says that no key was found in what was typed from a sheet.
var ErrSheet = errors.New("the text holds no whole key")

// ParseRecoverySheet finds the key in a sheet, or in what a person typed from
// one: spaces, line ends, hyphens and small letters do not matter, the words
// before the groups may be left out, and letters that cannot occur are read as
// what they resemble. A key with a typing error is refused: it has a checksum.
func ParseRecoverySheet(text string) (*Key, error) {
	guard()
	if len(text) > maxKeyFile {
		return nil, fmt.Errorf("%w: it is too long for a recovery sheet", ErrSheet)
	}
	var b strings.Builder
	for _, r := range strings.ToUpper(text) {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	letters := b.String()
	if len(letters) == keyLength {
		letters = keyStart + letters
	}
	for rest, found := letters, true; found; {
		_, rest, found = strings.Cut(rest, keyStart)
		if !found || len(rest) < keyLength {
			continue
		}
		if key, err := ParseKey("AGE-SECRET-KEY-1" + resembling.Replace(rest[:keyLength])); err == nil {
			return key, nil
		}
	}
	if strings.Contains(letters, keyStart) {
		return nil, fmt.Errorf("%w: a group is missing or mistyped", ErrSheet)
	}
	return nil, fmt.Errorf("%w: it has %d letters and digits after AGE-SECRET-KEY-1, here are %d", ErrSheet, keyLength, len(letters))
}

var resembling = strings.NewReplacer("O", "0", "I", "L", "1", "L", "B", "8")
