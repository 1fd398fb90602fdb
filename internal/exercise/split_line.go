package exercise

// How a line that shares out time is divided into parts: "meetings 3h, 2.5h
// coding", "coding: 2h and email 30m".

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"mull/internal/period"
)

// A Part is one part of a line that shares out time, as it was typed.
type Part struct {
	Typed   string
	Word    string   // what names the option
	ID      string   // the option, "" where the word names none
	Reading *Reading // how the word was read, where no option lists it
	Sign    byte     // '+' for what comes on top, '=' for a total, 0 where neither was typed
	Minutes float64
	Err     error // an *UnknownOption where only the word is not known
}

// SplitParts divides a typed line into its parts. A fault of one part is in its
// Err, so that all of them can be told at once.
func (q *Question) SplitParts(line string) []Part {
	var parts []Part
	for _, text := range paired(divide(line)) {
		parts = append(parts, q.partsOf(text)...)
	}
	return parts
}

// divide cuts a line at its commas, semicolons and line ends; the comma of
// "1,5h" stays.
func divide(line string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(line); i++ {
		if line[i] != ',' && line[i] != ';' && line[i] != '\n' || line[i] == ',' && decimalComma(line, i) {
			continue
		}
		parts = append(parts, line[start:i])
		start = i + 1
	}
	var out []string
	for _, part := range append(parts, line[start:]) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// paired puts together a length and a name that only a comma divides: "3h,
// meetings".
func paired(texts []string) []string {
	var out []string
	for i := 0; i < len(texts); i++ {
		if i+1 < len(texts) {
			one, two := amountsIn(partWords(texts[i])), amountsIn(partWords(texts[i+1]))
			if onlyAmount(texts[i], one) && len(two) == 0 || len(one) == 0 && onlyAmount(texts[i+1], two) {
				out = append(out, texts[i]+" "+texts[i+1])
				i++
				continue
			}
		}
		out = append(out, texts[i])
	}
	return out
}

func onlyAmount(text string, amounts []amount) bool {
	return len(amounts) == 1 && nameWithout(partWords(text), amounts[0]) == ""
}

// decimalComma says whether a comma stands within a number, as in "1,5 h": the
// number before it has no unit of its own.
func decimalComma(line string, at int) bool {
	before, after := at, at+1
	for before > 0 && isDigit(line[before-1]) {
		before--
	}
	for after < len(line) && isDigit(line[after]) {
		after++
	}
	if before == at || after == at+1 || before > 0 && !strings.ContainsRune(" \t:=+", rune(line[before-1])) {
		return false
	}
	unit := strings.TrimLeft(line[after:], " ")
	return strings.HasPrefix(unit, "h") || strings.HasPrefix(unit, "H")
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// partsOf reads one part, or the several that stand in it with only "and" or
// nothing between.
func (q *Question) partsOf(text string) []Part {
	if part, ok := q.labelFirst(text); ok {
		return []Part{part}
	}
	words := partWords(text)
	amounts := amountsIn(words)
	if len(amounts) == 0 && len(words) > 1 && strings.EqualFold(words[0], "hour") {
		words = append([]string{"an"}, words...)
		amounts = amountsIn(words)
	}
	switch {
	case len(amounts) == 0:
		return []Part{{Typed: text, Err: noAmount(text, words)}}
	case len(amounts) == 1:
		if cut := q.cutInAmount(words, amounts[0]); cut > 0 {
			return append(q.partsOf(strings.Join(words[:cut], " ")), q.partsOf(strings.Join(words[cut+1:], " "))...)
		}
		return []Part{q.part(text, nameWithout(words, amounts[0]), amounts[0])}
	}
	if cut := cutAtAnd(words, amounts); cut > 0 {
		return append(q.partsOf(strings.Join(words[:cut], " ")), q.partsOf(strings.Join(words[cut+1:], " "))...)
	}
	return q.severalParts(words, amounts)
}

// cutAtAnd returns where an "and" stands between the first two amounts, or 0.
func cutAtAnd(words []string, amounts []amount) int {
	for at := amounts[0].to; at < amounts[1].from; at++ {
		switch strings.ToLower(words[at]) {
		case "and", "then", "plus", "&", "/", "|":
			return at
		case "+": // a sign only where its amount follows: coding 1h + email 30m
			if at > 0 {
				return at
			}
		}
	}
	// In "1h coding + 30m email" the sign joins, since the first amount has none.
	if second := amounts[1]; second.sign == '+' && amounts[0].from == 0 && amounts[0].sign == 0 && second.from > amounts[0].to {
		return second.from
	}
	return 0
}

// cutInAmount returns where an "and" within a length divides two parts, each
// with its name: "meetings 2h and 30m email". Else it returns 0.
func (q *Question) cutInAmount(words []string, a amount) int {
	before, after := trimLinks(words[:a.from]), trimLinks(words[a.to:])
	if len(before) == 0 || len(after) == 0 {
		return 0
	}
	for at := a.from + 1; at < a.to-1; at++ {
		switch strings.ToLower(words[at]) {
		case "and", "&", "+":
		default:
			continue
		}
		_, errFirst := lengthOf(strings.Join(words[a.from:at], " "), 0)
		_, errSecond := lengthOf(strings.Join(words[at+1:a.to], " "), 0)
		_, _, first := q.Options.read(strings.Join(before, " "))
		_, _, second := q.Options.read(strings.Join(after, " "))
		if errFirst == nil && errSecond == nil && first && second {
			return at
		}
	}
	return 0
}

// labelFirst reads a part that begins with an option as it is listed: labels
// may hold anything, times of day too.
func (q *Question) labelFirst(text string) (Part, bool) {
	option, rest, found := cutOption(q.Options.List, text)
	if !found || rest == "" {
		return Part{}, false
	}
	sign := byte(0)
	if rest[0] == '+' || rest[0] == '=' {
		sign, rest = rest[0], strings.TrimSpace(rest[1:])
	}
	minutes, err := lengthOf(rest, sign)
	if err != nil {
		return Part{}, false
	}
	before := strings.TrimRight(strings.TrimSuffix(text, rest), " \t")
	if strings.HasSuffix(before, "=") {
		sign = '=' // cutOption takes it for what stands between
	}
	return Part{Typed: text, Word: option.ID, ID: option.ID, Sign: sign, Minutes: minutes}, true
}

// lengthOf reads an amount; a total may be nothing.
func lengthOf(text string, sign byte) (float64, error) {
	if sign == '=' && strings.Trim(text, "0") == "" && text != "" || sign == '=' && (text == "0h" || text == "0m") {
		return 0, nil
	}
	length, err := period.ParseDuration(text)
	return length.Minutes(), err
}

// An amount is where in the words of a part a length of time stands.
type amount struct {
	from, to int // words
	sign     byte
	minutes  float64
}

// partWords divides a part into words, with signs as words of their own.
func partWords(text string) []string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '=' || r == '+' || r == '(' || r == ')':
			b.WriteString(" " + string(r) + " ")
		case r == ':' && !betweenDigits(text, i):
			b.WriteString(" ")
		case r == '–' || r == '—':
			b.WriteString(" ")
		default:
			b.WriteRune(r)
		}
	}
	var words []string
	for _, word := range strings.Fields(b.String()) {
		if word != "-" && word != "(" && word != ")" && word != "->" {
			words = append(words, word)
		}
	}
	return words
}

func betweenDigits(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+1:])
	return unicode.IsDigit(before) && unicode.IsDigit(after)
}

// mostAmountWords bounds how many words say one length: "an hour and a half".
const mostAmountWords = 7

// amountsIn finds the lengths of time among words, the longest first.
func amountsIn(words []string) []amount {
	var found []amount
	for at := 0; at < len(words); {
		a, ok := amountAt(words, at)
		if !ok {
			at++
			continue
		}
		found = append(found, a)
		at = a.to
	}
	return found
}

func amountAt(words []string, at int) (amount, bool) {
	a := amount{from: at}
	if words[at] == "+" || words[at] == "=" {
		a.sign = words[at][0]
		at++
	}
	for n := min(mostAmountWords, len(words)-at); n > 0; n-- {
		text := strings.TrimSuffix(strings.Join(words[at:at+n], " "), ".")
		if minutes, err := lengthOf(text, a.sign); err == nil && !tornApart(words[at:], n) {
			a.minutes, a.to = minutes, at+n
			return a, true
		}
	}
	return a, false
}

// tornApart says whether the first n words end within another length, as "2h and
// half" does before "an hour of email".
func tornApart(words []string, n int) bool {
	if n < 2 || n == len(words) {
		return false
	}
	switch strings.ToLower(words[n-1]) {
	case "half", "quarter":
	default:
		return false
	}
	for _, unit := range []int{1, 2, 3} { // hour; an hour; of an hour
		if n+unit <= len(words) && strings.HasPrefix(strings.ToLower(words[n+unit-1]), "hour") {
			_, err := lengthOf(strings.Join(words[n-1:n+unit], " "), 0)
			return err == nil
		}
	}
	return false
}

// nameWithout is what the words say beside the amount.
func nameWithout(words []string, a amount) string {
	before := trimLinks(words[:a.from])
	return strings.Join(append(append([]string{}, before...), trimLinks(words[a.to:])...), " ")
}

// trimLinks drops the words that only join a name and an amount.
func trimLinks(words []string) []string {
	link := func(word string) bool {
		switch strings.ToLower(word) {
		case "for", "of", "and", "then", "took", "on", "about", "plus", "&", "+", "/", "|", "=", "was", "~", "doing", "in", "spent", "did", "had":
			return true
		}
		return false
	}
	for len(words) > 0 && link(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && link(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

// severalParts reads "coding 2h and email 30m", or with the amounts first.
func (q *Question) severalParts(words []string, amounts []amount) []Part {
	var parts []Part
	first := amounts[0].from == 0
	for i, a := range amounts {
		from, to := 0, a.from
		if i > 0 {
			from = amounts[i-1].to
		}
		if first {
			from, to = a.to, len(words)
			if i+1 < len(amounts) {
				to = amounts[i+1].from
			}
		}
		name := strings.Join(trimLinks(words[from:to]), " ")
		typed := strings.Join(words[min(from, a.from):max(to, a.to)], " ")
		parts = append(parts, q.part(typed, name, a))
	}
	return parts
}

// part reads what a name and an amount say together.
func (q *Question) part(typed, name string, a amount) Part {
	p := Part{Typed: typed, Word: name, Sign: a.sign, Minutes: a.minutes}
	if name == "" {
		p.Err = fmt.Errorf("%q needs what it was, such as people %s", typed, period.FormatMinutes(int(a.minutes)))
		return p
	}
	option, reading, found := q.Options.read(name)
	if !found {
		p.Err = unknownOption(q, name)
		return p
	}
	p.ID, p.Reading = option.ID, reading
	return p
}

// noAmount says that a part has no length of time, and what a bare number lacks.
func noAmount(text string, words []string) error {
	last := words
	if len(words) > 0 {
		last = words[len(words)-1:]
	}
	for _, word := range append(last, words[:min(1, len(words))]...) {
		if strings.Trim(word, "0123456789.,") == "" && word != "" {
			return fmt.Errorf("%q needs a unit: %sh or %sm", text, word, word)
		}
	}
	return fmt.Errorf("%q needs a length of time, such as 1h30", text)
}
