// Reads a period as people write it: week 46, last november, q4 2025.

package period

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Parse reads a period of a kind as people type it: a label (2026-W47), its
// name or number (november, q4, 46, with a year or without), last, or any day
// in it. Without a year it is the latest that has begun. Empty text is the
// present one.
func Parse(kind Kind, text string, today Day) (Period, error) {
	of, err := readPeriod(text, today, kind)
	switch {
	case err != nil && !isForm(err):
		return Period{}, err
	case err != nil:
		return Period{}, &FormError{fmt.Sprintf("%q isn't a %s: write %s", shortened(text), kind, examples(kind, today))}
	case of.Kind == kind:
		return of, nil
	case of.Kind == KindDay:
		return Of(kind, of.From), nil
	}
	return Period{}, fmt.Errorf("%q is a %s, not a %s: write %s", shortened(text), of.Kind, kind, examples(kind, today))
}

// ParseAny reads a period whose kind shows in its words, for commands that take
// any kind: 2026-W47, last november, q4, 2026, yesterday, mon..wed, last 7 days.
func ParseAny(text string, today Day) (Period, error) {
	of, err := readPeriod(text, today, "")
	if err != nil && isForm(err) {
		err = &FormError{fmt.Sprintf("%q isn't a period: write november, week 46, q4, 2026, last month or 24 June", shortened(text))}
	}
	return of, err
}

func isForm(err error) bool {
	var form *FormError
	return errors.As(err, &form)
}

// examples are ways to write a period of a kind.
func examples(kind Kind, today Day) string {
	label := Of(kind, today).Label
	switch kind {
	case KindWeek:
		return "46, last, " + label + " or a day in it"
	case KindMonth:
		return "november, 11, last or " + label
	case KindQuarter:
		return "q4, last or " + label
	case KindYear:
		return label + " or last"
	}
	return "24 June, friday, yesterday or " + label
}

// readPeriod reads a period, a day or a range of days. A kind says what a bare
// number counts.
func readPeriod(text string, today Day, kind Kind) (Period, error) {
	text = strings.TrimSpace(text)
	if of, found := parseLabel(text); found {
		return of, nil
	}
	if from, to, found := strings.Cut(text, ".."); found {
		return parseRange(from, to, today)
	}
	list, ok := tokens(text)
	switch {
	case text == "" && kind != "":
		return Of(kind, today), nil
	case ok:
		if of, found := (periods{today, Past, kind}).read(list); found {
			return within(of, text)
		}
		if of, err := numberless(list, today, kind); err != nil {
			return of, err
		}
		if kind == KindDay && len(list) == 1 && list[0].digits > 0 && list[0].digits <= 2 {
			text += "." // day 24 is the 24th
		}
	}
	if from, to, found := cutRange(text); found {
		return parseRange(from, to, today)
	}
	day, err := ParseDate(text, today, Past)
	if err != nil {
		return Period{}, err
	}
	return Of(KindDay, day), nil
}

// within refuses what lies outside the years mull reads.
func within(of Period, text string) (Period, error) {
	if of, ok := bounded(of); ok {
		return of, nil
	}
	return Period{}, fmt.Errorf("%s is outside the years 1900 to 2200", shortened(text))
}

// cutRange cuts a range at its dots, or at "to" between two days.
func cutRange(text string) (from, to string, found bool) {
	if from, to, found = strings.Cut(text, ".."); found {
		return from, to, true
	}
	lower := strings.TrimPrefix(strings.ToLower(text), "from ")
	for _, between := range []string{" to ", " until ", " till ", " through ", " – ", " - "} {
		if from, to, found = strings.Cut(lower, between); found {
			return from, to, true
		}
	}
	return "", "", false
}

// ParseRange reads DAY..DAY, or one day, towards the past or the future. What
// the second leaves open is on or after the first.
func ParseRange(text string, today Day, toward Direction) (from, to Day, err error) {
	first, last, ranged := cutRange(text)
	if !ranged {
		first = text
	}
	if from, err = ParseDate(first, today, toward); err != nil || !ranged {
		return from, from, err
	}
	if to, err = ParseDateFrom(last, today, from); err != nil {
		return 0, 0, err
	}
	if to < from {
		return 0, 0, fmt.Errorf("%s is before %s", to, from)
	}
	return from, to, nil
}

// parseRange reads two days, or two periods, as one span.
func parseRange(fromText, toText string, today Day) (Period, error) {
	from, err := ParseFrom(fromText, today)
	if err != nil {
		return Period{}, err
	}
	if strings.Contains(toText, "..") {
		return Period{}, &FormError{}
	}
	to, err := ParseTo(toText, today, from)
	switch {
	case err != nil:
		return Period{}, err
	case to < from:
		return Period{}, fmt.Errorf("%s is before %s", to, from)
	}
	return Span(from, to), nil
}

// numberless says why a number can't be that of a period: there is no week 54.
func numberless(t []token, today Day, kind Kind) (Period, error) {
	n, year, of, found := periods{today, Past, kind}.numbered(t)
	if !found {
		return Period{}, nil
	}
	if year != 0 {
		return Period{}, fmt.Errorf("%d has no %s %d", year, of, n)
	}
	return Period{}, fmt.Errorf("there's no %s %d", of, n)
}

// periods reads tokens as a period, as of today. The kind, where there is one,
// is what a bare number counts and what last is one of.
type periods struct {
	today  Day
	toward Direction
	kind   Kind
}

func (p periods) read(t []token) (Period, bool) {
	for len(t) > 1 && t[0].is("in", "during", "for") {
		t = t[1:]
	}
	if of, found := p.weekOf(t); found {
		return of, true
	}
	if t[0].is("week", "month", "quarter", "year") && len(t) > 1 && p.kind == "" {
		// "week 46", "month november", "quarter last": what follows is one of them.
		if of, found := (periods{p.today, p.toward, Kind(t[0].word)}).read(t[1:]); found && of.Kind == Kind(t[0].word) {
			return of, true
		}
	}
	for _, form := range []func([]token) (Period, bool){p.chosen, p.ago, p.running, p.month, p.byNumber, p.weekend} {
		if of, found := form(t); found {
			return of, true
		}
	}
	return Period{}, false
}

// weekOf reads week of 9 November and week commencing 9 Nov.
func (p periods) weekOf(t []token) (Period, bool) {
	if !(p.kind == KindWeek || t[0].is("week", "wk", "w")) {
		return Period{}, false
	}
	rest := t
	if t[0].is("week", "wk", "w") {
		rest = t[1:]
	}
	if len(rest) > 1 && rest[0].is("commencing", "starting", "beginning", "ending") {
		rest = rest[1:]
	} else if len(rest) == len(t) || len(rest) < 2 {
		return Period{}, false
	}
	day, err := dates{p.today, p.toward}.date(rest)
	if err != nil {
		return Period{}, false
	}
	found, err := day.resolve("", p.toward, p.today)
	return Of(KindWeek, found), err == nil
}

// move is the period so many further on, or back.
func (p Period) move(n int) Period {
	for ; n > 0; n-- {
		p = p.After()
	}
	for ; n < 0; n++ {
		p = p.Before()
	}
	return p
}

// chosen reads this week, last month, next, the week before last.
func (p periods) chosen(t []token) (Period, bool) {
	move, found := which(t[0])
	if found && len(t) == 1 {
		return Of(p.kind, p.today).move(move), p.kind != ""
	}
	if kind, known := kindAt(t[0]); known && len(t) == 1 {
		return Of(kind, p.today), p.kind == "" || p.kind == kind
	}
	if found && len(t) == 2 {
		if kind, known := kindAt(t[1]); known {
			return Of(kind, p.today).move(move), true
		}
	}
	if len(t) >= 2 && len(t) <= 3 {
		kind, known := p.kind, p.kind != ""
		rest := t
		if len(t) == 3 {
			kind, known = kindAt(t[0])
			rest = t[1:]
		}
		switch words := wordsOf(rest); {
		case known && words == "before last":
			return Of(kind, p.today).move(-2), true
		case known && words == "after next":
			return Of(kind, p.today).move(2), true
		case known && words == "to date":
			return Of(kind, p.today), true
		}
	}
	to := map[string]Kind{"wtd": KindWeek, "mtd": KindMonth, "qtd": KindQuarter, "ytd": KindYear}
	if kind, known := to[t[0].word]; known && len(t) == 1 {
		return Of(kind, p.today), true
	}
	return Period{}, false
}

// kindAt reads the name of a kind longer than a day.
func kindAt(t token) (Kind, bool) {
	u, rest, found := calendarUnit([]token{t})
	if !found || len(rest) > 0 || len(t.word) < 2 {
		return "", false
	}
	kind, known := u.kind()
	return kind, known && kind != KindDay && !strings.HasSuffix(t.word, "s")
}

// ago reads 2 weeks ago, as the week that was; 3 days ago is a day.
func (p periods) ago(t []token) (Period, bool) {
	n, u, rest, found := amount(t)
	kind, known := u.kind()
	if !found || !known || kind == KindDay || len(rest) != 1 || !rest[0].is("ago", "back") {
		return Period{}, false
	}
	of := Of(kind, p.today.plus(-n, u))
	if p.kind != "" && p.kind != kind {
		of = Of(p.kind, p.today.plus(-n, u))
	}
	return of, true
}

// running reads last 7 days and past 3 months: so many, up to today.
func (p periods) running(t []token) (Period, bool) {
	move, found := which(t[0])
	if !found || move != -1 || p.kind != "" {
		return Period{}, false
	}
	n, u, rest, found := amount(t[1:])
	if !found || len(rest) > 0 || n < 1 {
		return Period{}, false
	}
	return Span(p.today.plus(-n, u)+1, p.today), true
}

// weekend reads weekend, this, last and next weekend as its two days.
func (p periods) weekend(t []token) (Period, bool) {
	move := 0
	if len(t) == 2 {
		var found bool
		if move, found = which(t[0]); !found {
			return Period{}, false
		}
		t = t[1:]
	}
	if len(t) != 1 || !t[0].is("weekend") || p.kind != "" {
		return Period{}, false
	}
	saturday := Of(KindWeek, p.today).From + Day(7*move) + 5
	return Span(saturday, saturday+1), true
}

// month reads november, nov 2025, last november, november last year, 11/2025.
func (p periods) month(t []token) (Period, bool) {
	if len(t) == 1 && t[0].figures != "" {
		return p.numberAndYear(t[0].figures)
	}
	move, chosen := which(t[0])
	if len(t) == 2 && chosen {
		if month, named := parseMonth(t[1].word); named {
			return p.chosenNumber(KindMonth, int(month), move)
		}
	}
	year, rest, dated := 0, t, false
	if y, ok := t[0].year(); ok {
		year, rest, dated = y, t[1:], true
	} else if len(t) != 2 || t[1].digits != 2 { // nov 25 is a day
		year, rest, dated = dates{p.today, p.toward}.yearAfter(t, 1)
	}
	if len(rest) != 1 {
		return Period{}, false
	}
	month, named := parseMonth(rest[0].word)
	if !named {
		return Period{}, false
	}
	if dated {
		return Of(KindMonth, NewDay(min(year, 9999), month, 1)), true
	}
	return p.nearest(KindMonth, func(of Period) bool { _, m, _ := of.From.Date(); return m == month })
}

// chosenNumber reads last november and last q4: the latest that is over. This
// november is this year's, next november begins after the present month.
func (p periods) chosenNumber(kind Kind, n, move int) (Period, bool) {
	present := Of(kind, p.today)
	if move == 0 {
		year, _, _ := p.today.Date()
		if kind == KindWeek {
			year, _ = p.today.ISOWeek()
		}
		return numberOf(kind, n, year)
	}
	of := present.move(move)
	for range furthest {
		if of.number() == n {
			return of, true
		}
		of = of.move(move)
	}
	return Period{}, false
}

// furthest is how many weeks a week 53 is away at the most.
const furthest = 53 * 8

// numberAndYear reads 11/2025, 2025/11 and, where the kind is known, 46/2025.
func (p periods) numberAndYear(text string) (Period, bool) {
	parts, separator, ok := figuresParts(text)
	if !ok || len(parts) != 2 || strings.HasSuffix(text, ".") {
		return Period{}, false
	}
	number, year := parts[0], parts[1]
	kind := cmp.Or(p.kind, KindMonth)
	if len(number) == 4 {
		number, year = year, number
		if separator == '-' {
			kind = KindMonth // 2026-11 is a label
		}
	}
	if len(year) != 4 || len(number) > 2 {
		return Period{}, false
	}
	return numberOf(kind, number4(number), number4(year))
}

// byNumber reads week 46, w46 2025, q4, 4th quarter, 2025 and what a kind makes
// of a bare number.
func (p periods) byNumber(t []token) (Period, bool) {
	if of, found := p.wholeYear(t); found {
		return of, true
	}
	if move, chosen := which(t[0]); chosen && len(t) > 1 {
		n, year, kind, found := p.numbered(t[1:])
		if !found || year != 0 {
			return Period{}, false
		}
		return p.chosenNumber(kind, n, move)
	}
	n, year, kind, found := p.numbered(t)
	if !found {
		return Period{}, false
	}
	if year != 0 {
		return numberOf(kind, n, year)
	}
	return p.nearest(kind, func(of Period) bool { return of.number() == n })
}

func (p periods) wholeYear(t []token) (Period, bool) {
	if len(t) != 1 {
		return Period{}, false
	}
	year, found := t[0].year()
	if !found && p.kind == KindYear && t[0].digits == 2 && !t[0].ordinal {
		year, found = 2000+t[0].number, true
	}
	return Of(KindYear, NewDay(min(year, 9999), 1, 1)), found
}

// numbered reads the number of a week, quarter or month and its year, or 0.
func (p periods) numbered(t []token) (n, year int, kind Kind, found bool) {
	if y, ok := t[0].year(); ok && len(t) > 1 {
		year, t = y, t[1:]
	} else if _, ok := t[len(t)-1].year(); ok && len(t) > 1 {
		year, t = t[len(t)-1].number, t[:len(t)-1]
	} else if last := len(t) - 2; last > 0 && t[last+1].is("year") {
		if move, chosen := which(t[last]); chosen {
			present, _, _ := p.today.Date()
			year, t = present+move, t[:last]
		}
	} else if len(t) == 3 && t[2].digits == 2 && !t[2].ordinal && t[0].word != "" {
		year, t = 2000+t[2].number, t[:2] // q4 25
	}
	kind = p.kind
	if len(t) == 2 {
		name, number := t[0], t[1]
		if name.word == "" || number.is("quarter", "month", "week") {
			name, number = number, name
		}
		switch name.word {
		case "w", "wk", "week":
			kind = KindWeek
		case "q", "qtr", "quarter":
			kind = KindQuarter
		case "month":
			kind = KindMonth
		default:
			return 0, 0, "", false
		}
		t = []token{number}
	}
	if len(t) != 1 || kind == "" || kind == KindYear || kind == KindDay {
		return 0, 0, "", false
	}
	if t[0].digits > 0 && t[0].digits <= 2 {
		return t[0].number, year, kind, true
	}
	if n, found = ordinalWord(t[0].word); found && n <= 12 {
		return n, year, kind, true
	}
	n, rest, found := count(t)
	return n, year, kind, found && len(rest) == 0 && n <= 12 && t[0].digits == 0
}

// number is the one a week, month or quarter has in its year.
func (p Period) number() int {
	switch p.Kind {
	case KindWeek:
		_, week := p.From.ISOWeek()
		return week
	case KindMonth:
		_, month, _ := p.From.Date()
		return int(month)
	case KindQuarter:
		_, month, _ := p.From.Date()
		return (int(month) + 2) / 3
	}
	return 0
}

// numberOf is the week, month or quarter of a year with a number, where there
// is one.
func numberOf(kind Kind, n, year int) (Period, bool) {
	if year > 9999 || n < 1 || n > 53 {
		return Period{}, false
	}
	var of Period
	switch kind {
	case KindWeek:
		of = Of(KindWeek, NewDay(year, 1, 4)+Day(7*(n-1))) // 4 January is always in week 1
		if isoYear, _ := of.From.ISOWeek(); isoYear != year {
			return Period{}, false
		}
	case KindMonth:
		of = Of(KindMonth, NewDay(year, time.Month(min(n, 12)), 1))
	case KindQuarter:
		of = Of(KindQuarter, NewDay(year, time.Month(min(3*n, 12)), 1))
	}
	return of, of.number() == n
}

// nearest is the latest period that has begun and is meant, or of a question
// about the future the first that isn't over.
func (p periods) nearest(kind Kind, meant func(Period) bool) (Period, bool) {
	of := Of(kind, p.today)
	for range furthest {
		if meant(of) {
			return of, true
		}
		if p.toward == Future {
			of = of.After()
		} else {
			of = of.Before()
		}
	}
	return Period{}, false
}

// ParseFrom reads the first day of a range: a day, or the first day of a period
// such as november or last week.
func ParseFrom(text string, today Day) (Day, error) {
	day, err := ParseDate(text, today, Past)
	if err == nil || !isForm(err) {
		return day, err
	}
	if of, periodErr := readPeriod(text, today, ""); periodErr == nil {
		return of.From, nil
	}
	return 0, err
}

// ParseTo reads the last day of a range that begins on a day: the latest such
// day, or where that is before the beginning the first after it.
func ParseTo(text string, today, from Day) (Day, error) {
	day, err := ParseDate(text, today, Past)
	switch {
	case err == nil && day < from:
		return ParseDateFrom(text, today, from)
	case err == nil || !isForm(err):
		return day, err
	}
	if of, periodErr := readPeriod(text, today, ""); periodErr == nil {
		return of.To, nil
	}
	return 0, err
}
