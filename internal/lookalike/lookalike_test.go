package lookalike

import (
	"strings"
	"testing"
)

func TestAlike(t *testing.T) {
	for _, pair := range [][2]string{
		{"Ana", "Аna"}, {"Ana", "Аnа"}, {"ANA", "аna"}, {"Ana", "Ａｎａ"}, {"Ana", "Αna"},
		{"Renée", "Rene\u0301e"}, {"Ana", "A\u200bna"}, {"Ana", "An\u3164a"}, {"Ana", "A\ufe0fna"},
		{"Ilse", "llse"}, {"Ilse", "1lse"}, {"Otto", "0tto"}, {"Arno", "Amo"}, {"Peter", "Реtеr"},
		{"Tom", "ΤΟΜ"}, {"Ana S", "Ana\u00a0S"}, {"Rosa", "Rоѕа"}, {"Hanne", "Наnnе"},
	} {
		if !Alike(pair[0], pair[1]) || !Alike(pair[1], pair[0]) {
			t.Errorf("%q and %+q aren't found alike", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{
		{"Ana", "ANA"}, {"Ana", "Anna"}, {"Ana", "Ruth"}, {"Renée", "Renee"}, {"Анна", "Яна"}, {"Jan", "Jon"},
		{"李", "王"}, {"Ana", "Ana S"}, {"Peter", "Petra"}, {"", "a"},
	} {
		if Alike(pair[0], pair[1]) {
			t.Errorf("%q and %q are taken for alike", pair[0], pair[1])
		}
	}
}

func TestOdd(t *testing.T) {
	for name, want := range map[string]string{
		"Аna": "mixes Latin and Cyrillic letters (А is U+0410)", "Αna": "Latin and Greek",
		"Ａna": "unusual form of \"A\" (U+FF21)", "An\u3164a": "invisible character (U+3164)", "ﬁn": "unusual form of \"fi\"",
		"A\u200bna": "invisible character (U+200B)",
	} {
		if got := Odd(name); !strings.Contains(got, want) {
			t.Errorf("%+q: %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"Ana", "Анна", "Renée", "Rene\u0301e", "李 Wei", "Søren", "Μαρία", "O’Neill", "Anne-Marie", "Đặng", "Nguyễn"} {
		if got := Odd(name); got != "" {
			t.Errorf("%q: %s", name, got)
		}
	}
}

// Every line of the table is a character, what it looks like, and its name.
func TestTable(t *testing.T) {
	lines := 0
	for line := range strings.Lines(confusables) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		lines++
		fields := strings.Fields(line)
		if len(fields) < 3 || len([]rune(fields[0])) != 1 || len([]rune(fields[1])) != 1 || fields[0] == fields[1] {
			t.Errorf("the line %q", line)
		}
	}
	if table := read(); len(table) != lines || lines < 80 {
		t.Errorf("%d lines make %d characters", lines, len(table))
	}
}

func TestDifference(t *testing.T) {
	for pair, want := range map[[2]string]string{
		{"Аna", "Ana"}:              "character 1 is U+0410, not U+0041",
		{"aNа", "Ana"}:              "character 3 is U+0430, not U+0061",
		{"Rene\u0301", "Ren\u00e9"}: "character 4 is U+0065, not U+00E9",
		{"Ana\u3164", "Ana"}:        "it also has U+3164",
		{"Ana", "Ana\u3164"}:        "it doesn't have U+3164",
		{"ANA", "Ana"}:              "",
	} {
		if got := Difference(pair[0], pair[1]); got != want {
			t.Errorf("%+q: %q, want %q", pair, got, want)
		}
	}
}
