// Package unbroken finds what is copied from a screen: paths and commands, which no
// line end may divide.
package unbroken

import (
	"strings"
	"unicode"
)

// Words divides a line at its spaces, but not within a path or a command such as
// mull log 45m people --date mon.
func Words(line string) []string {
	words := strings.Split(line, " ")
	if !strings.Contains(line, "mull ") && !strings.ContainsAny(line, `/\`) {
		return words
	}
	var joined []string
	for i := 0; i < len(words); {
		n := 1
		switch bare := strings.TrimLeft(words[i], "(\"“"); {
		case bare == "mull":
			n = commandWords(words[i:])
		case beginsPath(bare):
			n = pathWords(words[i:])
		}
		joined = append(joined, strings.Join(words[i:i+n], " "))
		i += n
	}
	return joined
}

// Copied says whether a word, as Words returns it, is copied whole.
func Copied(word string) bool {
	bare := strings.TrimLeft(word, "(\"“")
	return strings.HasPrefix(bare, "mull ") || beginsPath(bare)
}

// commandWords is how many words a command takes, the first being mull. Of a
// sentence that goes on behind it, a word that could be an argument is taken along:
// that only makes a line a little shorter.
func commandWords(words []string) int {
	quoted := false
	for i, word := range words[1:] {
		ends := word != "" && strings.ContainsRune(".,;:)?”", rune(word[len(word)-1])) && !strings.HasSuffix(word, "...")
		switch {
		case quoted:
		case word == "":
			return i + 1
		case i == 0:
			if !unicode.IsLower(rune(word[0])) && word[0] != '-' {
				return 1
			}
		case !argument(word, words[i]):
			return i + 1
		}
		if strings.Count(word, `"`)%2 == 1 {
			quoted = !quoted
		}
		if ends && !quoted {
			return i + 2
		}
	}
	if quoted {
		return 1
	}
	return len(words)
}

// argument says whether a word after another may belong to a command: a flag and
// its value, a name in capitals, a number, a date, an id, a file, a quoted text, or
// a subcommand.
func argument(word, before string) bool {
	first := rune(word[0])
	bare := strings.TrimRight(word, ".,;:)?")
	switch {
	case unicode.IsDigit(first), first == '-', first == '"', first == '\'', first == '%', first == '[', first == '<', first == '>', first == '|':
		return true
	case unicode.IsUpper(first):
		return true
	case strings.ContainsAny(bare, `-./\=@_,`), strings.HasPrefix(before, "--") && !afterSwitch(word), before == "<", before == ">", before == "|":
		return true
	}
	for _, known := range strings.Fields("list show add edit remove rename set new check test drop done every all last today yesterday ic lead other " +
		"people direction running stakeholders learning admin day week month quarter year none csv markdown bash zsh fish cat") {
		if bare == known {
			return true
		}
	}
	return false
}

// afterSwitch says whether a word goes on with a sentence rather than being the
// value of the flag before it.
func afterSwitch(word string) bool {
	for _, known := range strings.Fields("says shows lists opens leaves takes turns asks seals finishes reads writes gives names sets starts adds prints needs then and or to for with on in is it") {
		if word == known {
			return true
		}
	}
	return false
}

// beginsPath says whether a word is a path, or the first word of one, or an address.
func beginsPath(word string) bool {
	for _, start := range []string{"/", "~/", "./", "../", `\\`, "https://", "http://"} {
		if strings.HasPrefix(word, start) && len(word) > len(start) {
			return true
		}
	}
	return len(word) > 3 && word[1] == ':' && (word[2] == '\\' || word[2] == '/') && unicode.IsLetter(rune(word[0]))
}

// longestGap is after how many words a path with spaces in it is looked for no more.
const longestGap = 4

// pathWords is how many words a path takes: of /home/Ana Doe/journal.db two.
func pathWords(words []string) int {
	n := 1
	for i := 1; i < len(words) && i < n+longestGap; i++ {
		before := words[i-1]
		if before == "" || words[i] == "" || strings.ContainsRune(".,;:)?!", rune(before[len(before)-1])) || words[i][0] == '-' || beginsPath(words[i]) {
			break
		}
		if strings.ContainsAny(words[i], `/\`) || hasEnding(words[i]) && i < n+2 {
			n = i + 1
		}
	}
	return n
}

// hasEnding says whether a word ends as the name of a file does.
func hasEnding(word string) bool {
	word = strings.TrimRight(word, ".,;:)?!")
	at := strings.LastIndexByte(word, '.')
	return at > 0 && len(word)-at > 2 && len(word)-at <= 6 && !strings.ContainsFunc(word[at+1:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
