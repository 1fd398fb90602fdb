package lexicon

import (
	"strings"
	"unicode"
)

// tokens divides a phrase into lower-case words and numbers; apostrophes go.
func tokens(phrase string) []string {
	phrase = strings.ToLower(phrase)
	if strings.ContainsAny(phrase, "'’&") {
		phrase = strings.Map(func(r rune) rune {
			if strings.ContainsRune("'’&", r) {
				return -1 // parents' evening, M&A
			}
			return r
		}, phrase)
	}
	return strings.FieldsFunc(phrase, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// key joins words so that stand-up, stand up and standups are one: without
// what is between words, in the singular, in American spelling.
func key(words []string) string {
	var b strings.Builder
	for _, word := range words {
		b.WriteString(american(singular(word)))
	}
	return b.String()
}

// root is key without the endings of verbs: coded, coding and code are one.
func root(words []string) string {
	var b strings.Builder
	for _, word := range words {
		b.WriteString(stem(american(singular(word))))
	}
	return b.String()
}

// singular takes the plural ending from a word. What matters is only that both
// the list and what is typed go through it.
func singular(word string) string {
	switch n := len(word); {
	case n < 2 || !strings.HasSuffix(word, "s"), strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "us"), strings.HasSuffix(word, "is"):
		return word
	case n > 4 && strings.HasSuffix(word, "ies"):
		return word[:n-3] + "y"
	case n > 4 && (strings.HasSuffix(word, "ches") || strings.HasSuffix(word, "shes") || strings.HasSuffix(word, "xes") || strings.HasSuffix(word, "sses")):
		return word[:n-2]
	}
	return word[:len(word)-1]
}

// american spells a word as in America, where the two ways differ by rule.
func american(word string) string {
	if len(word) < 5 {
		return word
	}
	word = strings.Replace(word, "isation", "ization", 1)
	for _, end := range british {
		if head, found := strings.CutSuffix(word, end[0]); found && len(head) > 1 {
			return head + end[1]
		}
	}
	return word
}

// british are endings as they are spelled in Britain and in America.
var british = [...][2]string{
	{"ise", "ize"}, {"ised", "ized"}, {"ising", "izing"}, {"yse", "yze"}, {"ysed", "yzed"}, {"ysing", "yzing"},
	{"elling", "eling"}, {"elled", "eled"}, {"our", "or"}, {"tre", "ter"}, {"gramme", "gram"}, {"lment", "llment"},
}

// stem takes the endings of verbs from a word.
func stem(word string) string {
	for _, end := range [...]string{"ing", "ed"} {
		if head, found := strings.CutSuffix(word, end); found && len(head) > 2 {
			if n := len(head); n > 3 && head[n-1] == head[n-2] && !strings.ContainsRune("lsz", rune(head[n-1])) {
				head = head[:n-1]
			}
			word = head
			break
		}
	}
	if len(word) > 3 {
		word = strings.TrimSuffix(word, "e")
	}
	return word
}
