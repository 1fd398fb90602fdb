// Reads the words of a day: relative ones, weekdays, dates with a month's name.

package period

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// errForm says that tokens are no date; whoever read the text words it.
var errForm = errors.New("not a date")

// dates reads tokens as a day, as of today.
type dates struct {
	today  Day
	toward Direction
}

func (d dates) read(t []token) (phrase, error) {
	for len(t) > 1 && t[0].is("on", "by", "until", "till", "for", "since") {
		t = t[1:]
	}
	if len(t) == 0 {
		return phrase{}, errForm
	}
	for _, form := range []func([]token) (phrase, error){d.signed, d.named, d.relative, d.weekday, d.edge, d.date, d.partOfDay} {
		if p, err := form(t); err == nil || !errors.Is(err, errForm) {
			return p, err
		}
	}
	return phrase{}, errForm
}

// signed reads +4d, +2w, +4 and -3d.
func (d dates) signed(t []token) (phrase, error) {
	if t[0].sign == 0 || len(t) < 2 {
		return phrase{}, errForm
	}
	n, u, rest, found := amount(t[1:])
	if !found {
		u = unitDay
		n, rest, found = count(t[1:])
	}
	if !found || len(rest) > 0 {
		return phrase{}, errForm
	}
	return fixed(d.today.plus(t[0].sign*n, u)), nil
}

// wordsOf joins tokens that are all words.
func wordsOf(t []token) string {
	var words []string
	for _, one := range t {
		if one.word == "" {
			return ""
		}
		words = append(words, one.word)
	}
	return strings.Join(words, " ")
}

// named reads the days that have a name of their own.
func (d dates) named(t []token) (phrase, error) {
	switch wordsOf(t) {
	case "today", "tonight", "now", "this morning", "this afternoon", "this evening", "end day", "end today", "eod":
		return fixed(d.today), nil
	case "yesterday", "last night":
		return fixed(d.today - 1), nil
	case "tomorrow", "tmrw", "tmr", "tomorow", "tommorow", "tommorrow":
		return fixed(d.today + 1), nil
	case "day before yesterday":
		return fixed(d.today - 2), nil
	case "day after tomorrow", "overmorrow":
		return fixed(d.today + 2), nil
	case "christmas eve":
		return phrase{month: time.December, date: 24}, nil
	case "christmas", "christmas day", "xmas":
		return phrase{month: time.December, date: 25}, nil
	case "boxing day":
		return phrase{month: time.December, date: 26}, nil
	case "new years eve", "new year eve":
		return phrase{month: time.December, date: 31}, nil
	case "new year", "new years", "new years day", "new year day":
		return phrase{month: time.January, date: 1}, nil
	}
	return phrase{}, errForm
}

// partOfDay reads friday morning, tomorrow evening and yesterday at lunchtime.
func (d dates) partOfDay(t []token) (phrase, error) {
	last := len(t) - 1
	if last == 0 || !t[last].is("morning", "afternoon", "evening", "night", "lunchtime", "noon") {
		return phrase{}, errForm
	}
	if t[last-1].is("at") {
		last--
	}
	if last == 0 {
		return phrase{}, errForm
	}
	return d.read(t[:last])
}

// relative reads so many units from a day: 3 days ago, a week ago, in 2 weeks,
// a week from friday, 2 days after christmas, a week on tuesday, friday week.
func (d dates) relative(t []token) (phrase, error) {
	last := len(t) - 1
	if n, u, rest, found := amount(t); found {
		switch {
		case len(rest) == 0 && d.toward == Future:
			return fixed(d.today.plus(n, u)), nil
		case len(rest) == 1 && rest[0].is("ago", "back"):
			return fixed(d.today.plus(-n, u)), nil
		case len(rest) > 1 && rest[0].is("ago"):
			return d.from(rest[1:], -n, u, d.toward)
		case len(rest) == 2 && rest[0].is("from") && rest[1].is("now"):
			return fixed(d.today.plus(n, u)), nil
		case len(rest) > 1 && rest[0].is("from", "after"):
			return d.from(rest[1:], n, u, Future)
		case len(rest) > 1 && rest[0].is("before"):
			return d.from(rest[1:], -n, u, d.toward)
		case len(rest) > 0 && (u == unitWeek || u == unitFortnight):
			return d.from(rest, n, u, Future) // a week on tuesday
		}
		return phrase{}, errForm
	}
	switch u, rest, found := calendarUnit(t); {
	case t[0].is("in", "within"):
		if n, u, rest, found := amount(t[1:]); found && (len(rest) == 0 || len(rest) == 1 && rest[0].is("time")) {
			return fixed(d.today.plus(n, u)), nil
		}
	case found && len(rest) > 1 && rest[0].is("after", "from"):
		return d.from(rest[1:], 1, u, Future) // the day after christmas
	case found && len(rest) > 1 && rest[0].is("before"):
		return d.from(rest[1:], -1, u, d.toward)
	case last > 0 && t[last].is("week"):
		if p, err := d.read(t[:last]); err == nil && (p.weekday != nil || p.known && t[0].is("today", "tomorrow")) && last == 1 {
			return d.from(t[:last], 1, unitWeek, Future)
		}
	}
	return phrase{}, errForm
}

// from reads the day that an amount counts from.
func (d dates) from(t []token, n int, u unit, toward Direction) (phrase, error) {
	p, err := dates{d.today, toward}.read(t)
	if err != nil {
		return p, err
	}
	day, err := p.resolve("that day", toward, d.today)
	if err != nil {
		return p, err
	}
	return fixed(day.plus(n, u)), nil
}

// weekdayAt reads a weekday that is a token.
func weekdayAt(t token) (time.Weekday, bool) {
	if t.word == "" {
		return 0, false
	}
	return ParseWeekday(t.word)
}

// which are the words that choose one of several periods or days, and how far
// they move.
func which(t token) (move int, found bool) {
	switch {
	case t.is("this", "current"):
		return 0, true
	case t.is("last", "past", "previous", "prev"):
		return -1, true
	case t.is("next", "following"):
		return 1, true
	}
	return 0, false
}

// weekday reads fri, this, next and last friday, friday next week and friday
// of last week.
func (d dates) weekday(t []token) (phrase, error) {
	monday := Of(KindWeek, d.today).From
	inWeek := func(weekday time.Weekday, weeks int) phrase {
		return fixed(monday + Day((int(weekday)+6)%7+7*weeks))
	}
	if weekday, found := weekdayAt(t[0]); found {
		switch {
		case len(t) == 1:
			return phrase{weekday: &weekday}, nil
		case len(t) == 3 && t[2].is("week"):
			if move, found := which(t[1]); found {
				return inWeek(weekday, move), nil
			}
		}
		return phrase{}, errForm
	}
	move, chosen := which(t[0])
	switch {
	case !chosen && t[0].is("coming") && len(t) == 2:
		if weekday, found := weekdayAt(t[1]); found {
			day, _ := phrase{weekday: &weekday}.search(Future, d.today)
			return fixed(day), nil
		}
	case !chosen:
	case len(t) == 3 && t[1].is("week", "weeks"):
		if weekday, found := weekdayAt(t[2]); found {
			return inWeek(weekday, move), nil
		}
	case len(t) == 2:
		if weekday, found := weekdayAt(t[1]); found {
			return d.chosenWeekday(weekday, move, inWeek), nil
		}
	}
	return phrase{}, errForm
}

func (d dates) chosenWeekday(weekday time.Weekday, move int, inWeek func(time.Weekday, int) phrase) phrase {
	switch move {
	case 1:
		return inWeek(weekday, 1)
	case -1:
		day, _ := phrase{weekday: &weekday}.search(Past, d.today-1)
		return fixed(day)
	}
	p := inWeek(weekday, 0)
	if d.toward == Future && p.day < d.today {
		return inWeek(weekday, 1)
	}
	return p
}

// edge reads the first, middle and last day of a period: end of month, start of
// next week, last day of november, mid-december, month end.
func (d dates) edge(t []token) (phrase, error) {
	short := map[string]unit{"eow": unitWeek, "eom": unitMonth, "eoq": unitQuarter, "eoy": unitYear}
	if kind, found := short[t[0].word].kind(); found && len(t) == 1 {
		return d.end(Of(kind, d.today)), nil
	}
	last := len(t) - 1
	if u, rest, found := calendarUnit(t); found && len(rest) == 1 && rest[0].is("end") {
		if kind, known := u.kind(); known && u != unitDay {
			return d.end(Of(kind, d.today)), nil // month end
		}
	}
	if last < 1 {
		return phrase{}, errForm
	}
	rest := t[1:]
	if len(rest) > 1 && t[0].is("first", "last") && rest[0].is("day") {
		rest = rest[1:]
	} else if t[0].is("last") {
		return phrase{}, errForm
	}
	if month, named := parseMonth(rest[0].word); named && len(rest) == 1 {
		switch {
		case t[0].is("start", "beginning", "first"):
			return phrase{month: month, date: 1}, nil
		case t[0].is("mid", "middle"):
			return phrase{month: month, date: 15}, nil
		}
	}
	of, found := periods{d.today, d.toward, ""}.read(rest)
	if !found || of.Kind == KindDay || of.Kind == KindSpan {
		return phrase{}, errForm
	}
	_, chosen := which(rest[0])
	switch {
	case t[0].ordinal && t[0].number >= 1 && t[0].number <= of.Days() && of.Kind == KindMonth && (chosen || rest[0].is("month")):
		return fixed(of.From + Day(t[0].number-1)), nil // 15th of next month
	case t[0].is("start", "beginning", "first"):
		return fixed(of.From), nil
	case t[0].is("last"):
		return fixed(of.To), nil
	case t[0].is("end"):
		return d.end(of), nil
	case t[0].is("mid", "middle") && of.Kind == KindMonth:
		return fixed(of.From + 14), nil
	case t[0].is("mid", "middle"):
		return fixed(of.From + Day((of.Days()-1)/2)), nil
	}
	return phrase{}, errForm
}

// end is the last day of a period; of a week its Friday, unless that is over.
func (d dates) end(of Period) phrase {
	if friday := of.From + 4; of.Kind == KindWeek && (!of.Holds(d.today) || friday >= d.today) {
		return fixed(friday)
	}
	return fixed(of.To)
}

// date reads dates: 24 June, June 24th 2026, 2026 June 24, 24.6., the 24th, and
// any of them with a weekday.
func (d dates) date(t []token) (phrase, error) {
	weekday, dated := weekdayAt(t[0])
	if dated && len(t) > 1 {
		t = t[1:]
		if t[0].digits == 1 || t[0].digits == 2 {
			t = slices.Clone(t)
			t[0].ordinal = true // fri 20
		}
	} else if last := len(t) - 1; last > 0 {
		if weekday, dated = weekdayAt(t[last]); dated {
			t = t[:last]
		}
	}
	p, err := d.plainDate(t)
	if err == nil && dated {
		p.weekday = &weekday
	}
	return p, err
}

func (d dates) plainDate(t []token) (phrase, error) {
	if len(t) == 1 {
		switch {
		case t[0].figures != "":
			return figuresDate(t[0].figures)
		case t[0].ordinal && t[0].number >= 1 && t[0].number <= 31:
			return phrase{date: t[0].number}, nil
		}
		return phrase{}, errForm
	}
	year, rest, yearFound := 0, t, false
	if y, ok := t[0].year(); ok {
		year, rest, yearFound = y, t[1:], true
	} else {
		year, rest, yearFound = d.yearAfter(t, 2)
	}
	if len(rest) != 2 {
		return phrase{}, errForm
	}
	month, ok := parseMonth(rest[0].word)
	number := rest[1]
	if !ok {
		month, ok = parseMonth(rest[1].word)
		number = rest[0]
	}
	date, numbered := number.number, number.digits == 1 || number.digits == 2
	if number.word != "" {
		date, numbered = ordinalWord(number.word)
	}
	if !ok || !numbered {
		return phrase{}, errForm
	}
	if !yearFound {
		return dateOf(fmt.Sprintf("%d %s", date, month), 0, int(month), date)
	}
	if year < 1900 || year > 2200 {
		return fixed(MaxDay + 1), nil
	}
	return dateOf(fmt.Sprintf("%d %s %d", date, month, year), year, int(month), date)
}

// ordinalWord reads first to twentieth and thirtieth.
func ordinalWord(word string) (int, bool) {
	list := strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	if word == "thirtieth" {
		return 30, true
	}
	at := slices.Index(list, word)
	return at + 1, at >= 0
}

// yearAfter reads a year behind the first words of a date: 2025, '25, of two
// digits behind a month's name, last year.
func (d dates) yearAfter(t []token, words int) (year int, rest []token, found bool) {
	present, _, _ := d.today.Date()
	switch {
	case len(t) == words+2 && t[words+1].is("year"):
		if move, chosen := which(t[words]); chosen {
			return present + move, t[:words], true
		}
	case len(t) == words+1:
		if y, ok := t[words].year(); ok {
			return y, t[:words], true
		}
		if t[words].digits == 2 && !t[words].ordinal {
			return 2000 + t[words].number, t[:words], true
		}
	}
	return 0, t, false
}
