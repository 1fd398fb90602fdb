package seal

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestRecoverySheet(t *testing.T) {
	key := testKey(t)
	sheet := RecoverySheet(key, "journal.db.age", "2026-11-19")
	for line := range strings.Lines(sheet) {
		if len(line) > 81 {
			t.Errorf("a line has %d columns, want 80 at most: %q", len(line)-1, line)
		}
	}
	groups := regexp.MustCompile(`(?m)^      ([A-Z0-9 ]+)$`).FindAllStringSubmatch(sheet, -1)
	if len(groups) != 3 {
		t.Fatalf("the sheet has %d rows of groups, want 3:\n%s", len(groups), sheet)
	}
	typed := groups[0][1] + " " + groups[1][1] + " " + groups[2][1]

	forms := map[string]string{
		"the whole sheet":    sheet,
		"Windows line ends":  strings.ReplaceAll(sheet, "\n", "\r\n"),
		"quoted in a mail":   "> " + strings.ReplaceAll(sheet, "\n", "\n> "),
		"the groups alone":   typed,
		"small letters":      strings.ToLower(typed),
		"no spaces":          strings.ReplaceAll(typed, " ", ""),
		"hyphens":            strings.ReplaceAll(typed, " ", "-"),
		"with the beginning": "age-secret-key-1 " + typed,
		"as age writes it":   key.Secret(),
		"O for 0":            strings.ReplaceAll(typed, "0", "O"),
		"B for 8":            strings.ReplaceAll(typed, "8", "B"),
		"1 for L":            strings.ReplaceAll(typed, "L", "1"),
		"one group a line":   strings.ReplaceAll(typed, " ", "\n"),
	}
	for name, text := range forms {
		got, err := ParseRecoverySheet(text)
		if err != nil || got.Secret() != key.Secret() {
			t.Errorf("%s: %v, want the key", name, err)
		}
	}
}

func TestRecoverySheetRefuses(t *testing.T) {
	secret := testKey(t).Secret()
	data := strings.TrimPrefix(secret, "AGE-SECRET-KEY-1")
	swapped := []byte(data)
	for i := range swapped[:len(swapped)-1] {
		if swapped[i] != swapped[i+1] {
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
			break
		}
	}
	for name, text := range map[string]string{
		"empty":           "",
		"prose":           "I cannot find it.",
		"a group short":   "AGE-SECRET-KEY-1" + data[:54],
		"letters swapped": "AGE-SECRET-KEY-1" + string(swapped),
		"a public key":    testKey(t).Recipient().String(),
		"a book":          strings.Repeat("x", maxKeyFile+1),
	} {
		_, err := ParseRecoverySheet(text)
		if !errors.Is(err, ErrSheet) {
			t.Errorf("%s: %v, want ErrSheet", name, err)
		}
		if err != nil && strings.Contains(err.Error(), data[:12]) {
			t.Errorf("%s: the error shows the key", name)
		}
	}
}

func FuzzParseRecoverySheet(f *testing.F) {
	key, err := NewKey()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(RecoverySheet(key, "j", "today"))
	f.Add(strings.Repeat("AGE-SECRET-KEY-1", 9))
	f.Fuzz(func(t *testing.T, text string) {
		key, err := ParseRecoverySheet(text)
		if err == nil && !strings.HasPrefix(key.Secret(), "AGE-SECRET-KEY-1") {
			t.Errorf("read a key that is none from %q", text)
		}
	})
}
