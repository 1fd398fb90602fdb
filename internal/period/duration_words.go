package period

// Lengths of time in words and digits: "2 hours", "half an hour", "1h 30m".

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestLength bounds how much of a text is read as a length.
const longestLength = 60

var errNoLength = errors.New("not a length of time")

// lengthReader reads amounts and units one after the other.
type lengthReader struct{ tokens []string }

// minutesInWords reads "2 hours", "half an hour", "an hour and a half",
// "1h 30m", "45 min" or "1.5h". Minutes after hours may lack their unit.
func minutesInWords(word string) (float64, error) {
	r := &lengthReader{lengthTokens(word)}
	r.skip("about", "around", "roughly", "approx", "approximately", "almost", "nearly", "some", "~", "ca", "circa")
	amount, err := r.amount()
	if err != nil {
		return 0, err
	}
	r.skip("of")
	r.skip("a", "an")
	unit, spelled := unitOf(r.peek()), len(r.peek()) > 1
	if unit == 0 {
		return 0, errNoLength
	}
	r.tokens = r.tokens[1:]
	total := amount * unit
	if unit == hour && len(r.tokens) > 0 {
		minutes, err := r.afterHours(spelled)
		if err != nil {
			return 0, err
		}
		total += minutes
	}
	if len(r.tokens) > 0 {
		return 0, errNoLength
	}
	return total, nil
}

// afterHours reads what follows hours: "30", "30m", "and a half", "and 5
// minutes".
// A number in words without a unit follows hours that are spelled out, and is
// no small one: "1h one on one" is an hour.
func (r *lengthReader) afterHours(spelled bool) (float64, error) {
	r.skip("and", "&", "+")
	if len(r.tokens) == 2 && r.tokens[0] == "a" {
		r.skip("a")
	}
	digits := r.peek() != "" && isDigits(r.peek())
	amount, err := r.amount()
	if err != nil {
		return 0, err
	}
	switch unit := unitOf(r.peek()); {
	case len(r.tokens) == 0 && amount < 1:
		return amount * hour, nil // an hour and a half
	case len(r.tokens) == 0 && !digits && (!spelled || amount < 10):
		return 0, errNoLength
	case unit == minute:
		r.tokens = r.tokens[1:]
	case len(r.tokens) > 0:
		return 0, errNoLength
	}
	if amount >= 60 {
		return 0, errNoLength // 1h90 is more likely a slip
	}
	return amount, nil
}

// amount reads a number in digits or words, with "and a half" where it follows.
func (r *lengthReader) amount() (float64, error) {
	first := r.peek()
	if first == "" {
		return 0, errNoLength
	}
	r.tokens = r.tokens[1:]
	value, err := number(first)
	if err != nil {
		var known bool
		if value, known = spokenNumbers[first]; !known {
			return 0, errNoLength
		}
		switch tens := value; {
		case first == "a" && r.peek() == "couple":
			r.tokens, value = r.tokens[1:], 2
		case (first == "a" || first == "one") && isPart(r.peek()):
			value, r.tokens = spokenNumbers[r.peek()], r.tokens[1:]
		case first == "three" && isPart(strings.TrimSuffix(r.peek(), "s")):
			r.tokens, value = r.tokens[1:], 0.75
		case tens >= 20 && spokenNumbers[r.peek()] >= 1 && spokenNumbers[r.peek()] < 10 && r.peek() != "a" && r.peek() != "an":
			value, r.tokens = tens+spokenNumbers[r.peek()], r.tokens[1:]
		}
		if first == "a" || first == "an" || isPart(first) {
			return value, nil
		}
	}
	if len(r.tokens) > 2 && r.tokens[0] == "and" && r.tokens[1] == "a" && isPart(r.tokens[2]) {
		value += spokenNumbers[r.tokens[2]]
		r.tokens = r.tokens[3:]
	}
	return value, nil
}

func isDigits(word string) bool { return word[0] >= '0' && word[0] <= '9' }

func isPart(word string) bool { return word == "half" || word == "quarter" }

func (r *lengthReader) peek() string {
	if len(r.tokens) == 0 {
		return ""
	}
	return r.tokens[0]
}

func (r *lengthReader) skip(words ...string) {
	for _, word := range words {
		if r.peek() == word && len(r.tokens) > 1 {
			r.tokens = r.tokens[1:]
			return
		}
	}
}

// spokenNumbers are the numbers people write out when they say how long.
var spokenNumbers = map[string]float64{
	"a": 1, "an": 1, "half": 0.5, "quarter": 0.25, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
	"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "couple": 2,
	"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75,
}

const (
	minute = 1.0
	hour   = 60.0
)

// unitOf is how many minutes a unit has, or 0 for a word that is none.
func unitOf(word string) float64 {
	switch word {
	case "h", "hr", "hrs", "hour", "hours":
		return hour
	case "m", "min", "mins", "minute", "minutes", "'", "′":
		return minute
	}
	return 0
}

// lengthTokens divides a text at spaces, hyphens between letters, and where
// digits meet letters: "1h30m" is 1 h 30 m. Halves beside a number join it.
func lengthTokens(text string) []string {
	var tokens []string
	var last rune
	for i, r := range text {
		kind := tokenKind(r)
		switch {
		case unicode.IsSpace(r), r == '-' && betweenLetters(text, i):
			last = ' '
			continue
		case len(tokens) == 0, last == ' ', kind != tokenKind(last), kind == fractionToken:
			tokens = append(tokens, string(r))
		default:
			tokens[len(tokens)-1] += string(r)
		}
		last = r
	}
	return joinHalves(tokens)
}

func betweenLetters(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+1:])
	return unicode.IsLetter(before) && unicode.IsLetter(after)
}

const (
	letterToken = iota
	digitToken
	fractionToken
	otherToken
)

func tokenKind(r rune) int {
	switch {
	case r >= '0' && r <= '9', r == '.', r == ',', r == '/':
		return digitToken
	case strings.ContainsRune("½¼¾", r):
		return fractionToken
	case unicode.IsLetter(r):
		return letterToken
	}
	return otherToken
}

// joinHalves makes 1.5 of "1½", and drops the full stop after "min.".
func joinHalves(tokens []string) []string {
	var out []string
	for i, token := range tokens {
		n := len(out)
		switch {
		case (token == "½" || token == "1/2") && n > 0 && isWhole(out[n-1]):
			out[n-1] += ".5"
		case token == "¼" && n > 0 && isWhole(out[n-1]):
			out[n-1] += ".25"
		case token == "¾" && n > 0 && isWhole(out[n-1]):
			out[n-1] += ".75"
		case token == "." && n > 0 && unitOf(out[n-1]) > 0 && i == len(tokens)-1:
		default:
			out = append(out, token)
		}
	}
	return out
}

func isWhole(token string) bool { return strings.Trim(token, "0123456789") == "" }
