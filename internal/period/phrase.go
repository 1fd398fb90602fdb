// Breaks a phrase such as "Tue, the 24th of June" into tokens.

package period

import (
	"strconv"
	"strings"
	"time"
)

// A token is one piece of a phrase: a word, a whole number, a date in figures
// such as 24/6, or a leading sign.
type token struct {
	word    string // lower case; empty for numbers
	number  int
	digits  int    // how many a number was written with; 0 for words
	ordinal bool   // a number written as 24th
	figures string // 24/6, 24.6.2026, 2026-06-24
	sign    int    // of a leading + or -
}

// is says whether a token is one of some words.
func (t token) is(words ...string) bool {
	for _, word := range words {
		if t.word == word && word != "" {
			return true
		}
	}
	return false
}

// year is a number of four digits, or of two where they follow an apostrophe.
func (t token) year() (int, bool) {
	if t.digits == 4 && !t.ordinal {
		return t.number, true
	}
	return 0, false
}

// maxPhrase is far more than any date needs; longer text isn't one.
const maxPhrase = 80

// tokens reads a phrase, without "the", "of" and commas. It says false where
// something in it can't be part of a date.
func tokens(text string) ([]token, bool) {
	text = strings.ToLower(strings.TrimSpace(strings.NewReplacer("’", "'", ",", " ", "(", " ", ")", " ").Replace(text)))
	if text == "" || len(text) > maxPhrase {
		return nil, false
	}
	var list []token
	if text[0] == '+' || text[0] == '-' {
		list = append(list, token{sign: 44 - int(text[0])}) // '+' is 43, '-' is 45
		text = strings.TrimSpace(text[1:])
	}
	the := false
	for _, chunk := range joinFigures(strings.Fields(text)) {
		if chunk == "the" || chunk == "of" {
			the = the || chunk == "the" && len(list) == 0
			continue
		}
		more, ok := pieces(chunk)
		if !ok {
			return nil, false
		}
		list = append(list, more...)
	}
	if the && len(list) > 0 && list[0].digits > 0 {
		list[0].ordinal = list[0].digits <= 2 // the 24
	}
	return list, len(list) > 0
}

// pieces cuts up what stands between two spaces: 24jun, 3d-ago, 24/Jun/2026.
func pieces(chunk string) ([]token, bool) {
	if inFigures(chunk) {
		if number, err := digits(strings.TrimSuffix(chunk, ".")); err == nil {
			return []token{{number: number, digits: len(chunk) - 1, ordinal: true}}, len(chunk) <= 3 // 24. is 24th
		}
		return []token{{figures: chunk}}, true
	}
	if len(chunk) == len("20260624") && strings.Trim(chunk, figure) == "" {
		return []token{{figures: chunk[:4] + "-" + chunk[4:6] + "-" + chunk[6:]}}, true
	}
	chunk = strings.TrimSuffix(strings.ReplaceAll(chunk, "'s", "s"), "s'")
	var list []token
	for chunk != "" {
		one, length := piece(chunk)
		if length == 0 {
			return nil, false
		}
		if one != (token{}) {
			list = append(list, one)
		}
		chunk = chunk[length:]
	}
	return list, len(list) > 0
}

const (
	figure = "0123456789"
	letter = "abcdefghijklmnopqrstuvwxyz"
)

// run is how long a text is made of some characters.
func run(text, of string) int { return len(text) - len(strings.TrimLeft(text, of)) }

// piece reads the token at the front of a text and its length: 0 where there is
// none, and the empty token for what only divides.
func piece(text string) (token, int) {
	if n := run(text, letter); n > 0 {
		return token{word: text[:n]}, n
	}
	if text[0] == '\'' && len(text) == 3 && run(text[1:], figure) == 2 {
		year, _ := strconv.Atoi(text[1:])
		return token{number: 2000 + year, digits: 4}, 3 // '26
	}
	n := run(text, figure)
	if n == 0 {
		return token{}, min(1, run(text, "'-./"))
	}
	number, err := digits(text[:n])
	if err != nil {
		return token{}, 0
	}
	end := text[n : n+run(text[n:], letter)]
	if end == "st" || end == "nd" || end == "rd" || end == "th" {
		return token{number: number, digits: n, ordinal: true}, n + 2
	}
	return token{number: number, digits: n}, n
}

// inFigures says whether a text is numbers with dots, slashes or hyphens between
// them, and perhaps a dot behind.
func inFigures(text string) bool {
	numbers := 0
	for {
		n := run(text, figure)
		if n == 0 {
			return false
		}
		numbers++
		switch text = text[n:]; {
		case text == ".":
			return true
		case text == "":
			return numbers > 1
		case strings.IndexByte("./-", text[0]) < 0:
			return false
		}
		text = text[1:]
	}
}

// joinFigures puts together what is one date: 24. 6. 2026 and 24 / 6.
func joinFigures(chunks []string) []string {
	var joined []string
	for _, chunk := range chunks {
		last := len(joined) - 1
		if last >= 0 && strings.IndexByte(figure+"/", chunk[0]) >= 0 && run(joined[last], figure+"./") == len(joined[last]) &&
			(strings.HasSuffix(joined[last], ".") || strings.HasSuffix(joined[last], "/") || chunk[0] == '/') {
			joined[last] += chunk
			continue
		}
		joined = append(joined, chunk)
	}
	return joined
}

// ParseWeekday reads the name of a weekday, or at least three letters of it.
func ParseWeekday(word string) (time.Weekday, bool) {
	word = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(word)), ".")
	if word == "weds" {
		word = "wed"
	}
	if len(word) < 3 {
		return 0, false
	}
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		if strings.HasPrefix(strings.ToLower(weekday.String()), word) {
			return weekday, true
		}
	}
	return 0, false
}

// parseMonth reads the name of a month, or at least three letters of it.
func parseMonth(word string) (time.Month, bool) {
	if len(word) < 3 {
		return 0, false
	}
	for month := time.January; month <= time.December; month++ {
		if strings.HasPrefix(strings.ToLower(month.String()), word) {
			return month, true
		}
	}
	return 0, false
}

// count reads how many at the front of tokens: 3, a, three, a couple of.
func count(t []token) (n int, rest []token, found bool) {
	switch {
	case len(t) == 0:
		return 0, t, false
	case t[0].digits > 0 && !t[0].ordinal:
		return t[0].number, t[1:], true
	case t[0].is("a") && len(t) > 1 && t[1].is("couple"):
		return 2, t[2:], true
	case t[0].is("a", "an"):
		return 1, t[1:], true
	case t[0].is("couple"):
		return 2, t[1:], true
	}
	for i, word := range strings.Fields("one two three four five six seven eight nine ten eleven twelve") {
		if t[0].is(word) {
			return i + 1, t[1:], true
		}
	}
	return 0, t, false
}

// A unit is what days are counted in.
type unit int

const (
	noUnit unit = iota
	unitDay
	unitWorkday
	unitWeek
	unitFortnight
	unitMonth
	unitQuarter
	unitYear
)

// calendarUnit reads a unit at the front of tokens.
func calendarUnit(t []token) (u unit, rest []token, found bool) {
	if len(t) == 0 {
		return noUnit, t, false
	}
	if len(t) > 1 && t[0].is("business", "working", "work") && t[1].is("day", "days") {
		return unitWorkday, t[2:], true
	}
	switch t[0].word {
	case "d", "day", "days":
		u = unitDay
	case "workday", "workdays", "weekday", "weekdays":
		u = unitWorkday
	case "w", "wk", "wks", "week", "weeks":
		u = unitWeek
	case "fortnight", "fortnights":
		u = unitFortnight
	case "m", "mo", "mos", "mth", "mths", "month", "months":
		u = unitMonth
	case "q", "quarter", "quarters":
		u = unitQuarter
	case "y", "yr", "yrs", "year", "years":
		u = unitYear
	default:
		return noUnit, t, false
	}
	return u, t[1:], true
}

// kind is the period that lasts one unit.
func (u unit) kind() (Kind, bool) {
	switch u {
	case unitDay:
		return KindDay, true
	case unitWeek:
		return KindWeek, true
	case unitMonth:
		return KindMonth, true
	case unitQuarter:
		return KindQuarter, true
	case unitYear:
		return KindYear, true
	}
	return "", false
}

// amount reads so many units at the front of tokens: 3 days, a week, 2w.
func amount(t []token) (n int, u unit, rest []token, found bool) {
	n, rest, found = count(t)
	if !found {
		return 0, noUnit, t, false
	}
	u, rest, found = calendarUnit(rest)
	return n, u, rest, found
}

// maxAmount keeps sums of days far from overflowing; the years mull reads have
// fewer days.
const maxAmount = 200000

// plus returns the day so many units later, or earlier where n is negative. Of
// a month that is too short it is the last day.
func (d Day) plus(n int, u unit) Day {
	if n > maxAmount || n < -maxAmount {
		return MaxDay + 1
	}
	switch u {
	case unitDay:
		return d + Day(n)
	case unitWeek:
		return d + Day(7*n)
	case unitFortnight:
		return d + Day(14*n)
	case unitWorkday:
		return d.plusWorkdays(n)
	}
	months := map[unit]int{unitMonth: 1, unitQuarter: 3, unitYear: 12}[u] * n
	year, month, date := d.Date()
	first := NewDay(year, month+time.Month(months), 1)
	last := Of(KindMonth, first).To
	return min(first+Day(date-1), last)
}

// plusWorkdays counts days from Monday to Friday.
func (d Day) plusWorkdays(n int) Day {
	step := Day(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d += step
		if d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
			n--
		}
	}
	return d
}
