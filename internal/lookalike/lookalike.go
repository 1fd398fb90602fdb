// Package lookalike finds names that look the same and aren't, and names whose
// characters hint at a trick.
package lookalike

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed confusables.txt
var confusables string

// Alike says whether two names that are not the same can be taken for each other.
// Names that differ only in capitals are the same.
func Alike(a, b string) bool {
	if strings.EqualFold(a, b) {
		return false
	}
	table := read()
	return skeleton(table, a) == skeleton(table, b)
}

// read returns the table of what looks like what.
func read() map[rune]rune {
	table := map[rune]rune{}
	for line := range strings.Lines(confusables) {
		fields := strings.Fields(line)
		if len(fields) < 3 || fields[0] == "#" {
			continue
		}
		from, to := []rune(fields[0]), []rune(fields[1])
		table[from[0]] = to[0]
	}
	return table
}

// skeleton is the same for names that look alike: compatibility forms are evened
// out, invisible characters dropped, letters replaced by the Latin ones they look
// like, and capitals folded.
func skeleton(table map[rune]rune, name string) string {
	replace := func(r rune) rune {
		if invisible(r) {
			return -1
		}
		if to, found := table[r]; found {
			return to
		}
		return r
	}
	name = strings.Map(replace, norm.NFKC.String(name))
	// Small letters have entries of their own, and lowering may undo composition.
	name = strings.Map(replace, strings.ToLower(name))
	// Capital I, small l and small i look the same in many fonts, rn like m.
	name = strings.NewReplacer("i", "l", "rn", "m").Replace(name)
	return norm.NFKC.String(strings.Join(strings.Fields(name), " "))
}

// invisible says whether a character shows nothing.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// Odd says what is unusual in a name: invisible characters, full-width and other
// unusual forms, or alphabets that have letters in common to the eye. It is empty for a
// name without any.
func Odd(name string) string {
	for _, r := range name {
		if invisible(r) {
			return fmt.Sprintf("has an invisible character (U+%04X)", r)
		}
	}
	for _, r := range name {
		if plain := norm.NFKC.String(string(r)); plain != norm.NFC.String(string(r)) {
			return fmt.Sprintf("has an unusual form of %q (U+%04X)", plain, r)
		}
	}
	return mixed(name)
}

// mixed names the alphabets of a name that mixes some, with a letter of the second.
func mixed(name string) string {
	scripts := []struct {
		name  string
		table *unicode.RangeTable
	}{{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek}, {"Armenian", unicode.Armenian}, {"Cherokee", unicode.Cherokee}, {"Coptic", unicode.Coptic}}
	var found []string
	var example rune
	for _, script := range scripts {
		for _, r := range name {
			if unicode.Is(script.table, r) {
				found, example = append(found, script.name), r
				break
			}
		}
	}
	if len(found) < 2 {
		return ""
	}
	return fmt.Sprintf("mixes %s letters (%c is U+%04X)", strings.Join(found, " and "), example, example)
}

// Difference says where a name first differs from another that looks like it.
func Difference(name, other string) string {
	a, b := []rune(name), []rune(other)
	for i := range min(len(a), len(b)) {
		if !strings.EqualFold(string(a[i]), string(b[i])) {
			return fmt.Sprintf("character %d is U+%04X, not U+%04X", i+1, a[i], b[i])
		}
	}
	switch {
	case len(a) > len(b):
		return fmt.Sprintf("it also has U+%04X", a[len(b)])
	case len(a) < len(b):
		return fmt.Sprintf("it doesn't have U+%04X", b[len(a)])
	}
	return ""
}
