// Everyday phrases for days, periods and times of day, with what each means.

package period

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// Today is Thursday 19 November 2026. Where a phrase means one day in both
// directions, the second is left out; a dash is a weekday that doesn't agree.
var dayPhrases = []struct{ text, past, future string }{
	{"today", "2026-11-19", ""}, {"Today", "2026-11-19", ""}, {"TONIGHT", "2026-11-19", ""}, {"this evening", "2026-11-19", ""}, {"this morning", "2026-11-19", ""},
	{"yesterday", "2026-11-18", ""}, {"yesterday evening", "2026-11-18", ""}, {"last night", "2026-11-18", ""}, {"tomorrow", "2026-11-20", ""},
	{"tomorrow morning", "2026-11-20", ""}, {"the day before yesterday", "2026-11-17", ""}, {"day before yesterday", "2026-11-17", ""},
	{"day after tomorrow", "2026-11-21", ""}, {"The day after tomorrow", "2026-11-21", ""},
	{"friday", "2026-11-13", "2026-11-20"}, {"Fri", "2026-11-13", "2026-11-20"}, {"fri.", "2026-11-13", "2026-11-20"}, {"on Friday", "2026-11-13", "2026-11-20"},
	{"by friday", "2026-11-13", "2026-11-20"}, {"thursday", "2026-11-19", "2026-11-26"}, {"thu", "2026-11-19", "2026-11-26"}, {"thurs", "2026-11-19", "2026-11-26"},
	{"mon", "2026-11-16", "2026-11-23"}, {"Tues", "2026-11-17", "2026-11-24"}, {"weds", "2026-11-18", "2026-11-25"}, {"sun", "2026-11-15", "2026-11-22"},
	{"saturday", "2026-11-14", "2026-11-21"}, {"monday evening", "2026-11-16", "2026-11-23"},
	{"next friday", "2026-11-27", ""}, {"Next Friday", "2026-11-27", ""}, {"next mon", "2026-11-23", ""}, {"next sunday", "2026-11-29", ""},
	{"friday next week", "2026-11-27", ""}, {"next week friday", "2026-11-27", ""}, {"tuesday of next week", "2026-11-24", ""},
	{"last friday", "2026-11-13", ""}, {"last thursday", "2026-11-12", ""}, {"past monday", "2026-11-16", ""}, {"friday last week", "2026-11-13", ""}, {"monday of last week", "2026-11-09", ""},
	{"this friday", "2026-11-20", ""}, {"this monday", "2026-11-16", "2026-11-23"}, {"coming friday", "2026-11-20", ""}, {"friday this week", "2026-11-20", ""},
	{"+4d", "2026-11-23", ""}, {"+4", "2026-11-23", ""}, {"+ 4 days", "2026-11-23", ""}, {"+2w", "2026-12-03", ""}, {"+1m", "2026-12-19", ""}, {"-3d", "2026-11-16", ""},
	{"in 3 days", "2026-11-22", ""}, {"in three days", "2026-11-22", ""}, {"in 2 weeks", "2026-12-03", ""}, {"In two weeks' time", "2026-12-03", ""}, {"in a week", "2026-11-26", ""},
	{"in a week's time", "2026-11-26", ""}, {"in a fortnight", "2026-12-03", ""}, {"in a month", "2026-12-19", ""}, {"in 3 months", "2027-02-19", ""}, {"in a year", "2027-11-19", ""},
	{"in a couple of days", "2026-11-21", ""}, {"in 2 working days", "2026-11-23", ""}, {"3 days from now", "2026-11-22", ""}, {"a week from today", "2026-11-26", ""},
	{"a week from friday", "2026-11-27", ""}, {"a week on Tuesday", "2026-12-01", ""}, {"friday week", "2026-11-27", ""}, {"a week tomorrow", "2026-11-27", ""},
	{"3 days ago", "2026-11-16", ""}, {"3d-ago", "2026-11-16", ""}, {"3d ago", "2026-11-16", ""}, {"0d-ago", "2026-11-19", ""}, {"365d-ago", "2025-11-19", ""},
	{"a week ago", "2026-11-12", ""}, {"one week ago", "2026-11-12", ""}, {"2 weeks ago", "2026-11-05", ""}, {"a fortnight ago", "2026-11-05", ""}, {"a month ago", "2026-10-19", ""},
	{"two days ago", "2026-11-17", ""}, {"a couple of days ago", "2026-11-17", ""}, {"a year ago", "2025-11-19", ""}, {"3 business days ago", "2026-11-16", ""},
	{"the day after christmas", "2026-12-26", "2026-12-26"}, {"2 days before 24 June", "2026-06-22", "2027-06-22"},
	{"24 June", "2026-06-24", "2027-06-24"}, {"June 24", "2026-06-24", "2027-06-24"}, {"24 Jun", "2026-06-24", "2027-06-24"}, {"Jun. 24", "2026-06-24", "2027-06-24"},
	{"24th of June", "2026-06-24", "2027-06-24"}, {"the 24th of June", "2026-06-24", "2027-06-24"}, {"June 24th", "2026-06-24", "2027-06-24"}, {"June the 24th", "2026-06-24", "2027-06-24"},
	{"24 JUNE", "2026-06-24", "2027-06-24"}, {"24jun", "2026-06-24", "2027-06-24"}, {"24-Jun", "2026-06-24", "2027-06-24"}, {"on 24 june", "2026-06-24", "2027-06-24"},
	{"1st December", "2025-12-01", "2026-12-01"}, {"first of December", "2025-12-01", "2026-12-01"}, {"2nd of Jan", "2026-01-02", "2027-01-02"}, {"3rd Sept", "2026-09-03", "2027-09-03"},
	{"19 Nov", "2026-11-19", "2026-11-19"}, {"20 Nov", "2025-11-20", "2026-11-20"}, {"29 February", "2024-02-29", "2028-02-29"},
	{"24 June 2025", "2025-06-24", ""}, {"June 24, 2025", "2025-06-24", ""}, {"24th June, 2025", "2025-06-24", ""}, {"24-Jun-2025", "2025-06-24", ""}, {"24/Jun/2025", "2025-06-24", ""},
	{"24 Jun '25", "2025-06-24", ""}, {"24 Jun 25", "2025-06-24", ""}, {"2025 June 24", "2025-06-24", ""}, {"24 June last year", "2025-06-24", ""}, {"24 June next year", "2027-06-24", ""},
	{"24.6.", "2026-06-24", "2027-06-24"}, {"24.6", "2026-06-24", "2027-06-24"}, {"24.06.", "2026-06-24", "2027-06-24"}, {"6.7.", "2026-07-06", "2027-07-06"},
	{"24.6.2025", "2025-06-24", ""}, {"24.06.25", "2025-06-24", ""}, {"24. 6. 2025", "2025-06-24", ""}, {"24. June", "2026-06-24", "2027-06-24"},
	{"24/6", "2026-06-24", "2027-06-24"}, {"6/24", "2026-06-24", "2027-06-24"}, {"24/06/2025", "2025-06-24", ""}, {"6/24/2025", "2025-06-24", ""}, {"6/24/25", "2025-06-24", ""},
	{"24 / 6", "2026-06-24", "2027-06-24"}, {"24-6", "2026-06-24", "2027-06-24"}, {"24-06-2025", "2025-06-24", ""}, {"6/6", "2026-06-06", "2027-06-06"},
	{"2026/06/24", "2026-06-24", ""}, {"2026-6-24", "2026-06-24", ""}, {"2026.06.24", "2026-06-24", ""}, {"20260624", "2026-06-24", ""}, {" 2026-06-24 ", "2026-06-24", ""},
	{"Wed 24 June", "2026-06-24", "-"}, {"Thursday, June 24", "-", "2027-06-24"}, {"Friday 20 November", "-", "2026-11-20"}, {"Fri 20 Nov 2026", "2026-11-20", ""}, {"Wed 24.6.", "2026-06-24", "-"},
	{"20 November (Fri)", "-", "2026-11-20"}, {"Friday the 13th", "2026-11-13", "-"}, {"fri 20", "-", "2026-11-20"}, {"Wednesday, the 24th of June", "2026-06-24", "-"},
	{"the 24th", "2026-10-24", "2026-11-24"}, {"24th", "2026-10-24", "2026-11-24"}, {"on the 1st", "2026-11-01", "2026-12-01"}, {"the 31st", "2026-10-31", "2026-12-31"},
	{"15th of next month", "2026-12-15", ""}, {"the 1st of this month", "2026-11-01", ""},
	{"end of month", "2026-11-30", ""}, {"end of the month", "2026-11-30", ""}, {"month end", "2026-11-30", ""}, {"EOM", "2026-11-30", ""}, {"end of next month", "2026-12-31", ""},
	{"end of last month", "2026-10-31", ""}, {"end of year", "2026-12-31", ""}, {"end of the quarter", "2026-12-31", ""}, {"end of the week", "2026-11-20", ""}, {"end of next week", "2026-11-27", ""},
	{"end of June", "2026-06-30", "2027-06-30"}, {"end of November", "2026-11-30", ""}, {"start of next week", "2026-11-23", ""}, {"beginning of December", "2025-12-01", "2026-12-01"},
	{"last day of the month", "2026-11-30", ""}, {"first day of next month", "2026-12-01", ""}, {"mid-December", "2025-12-15", "2026-12-15"}, {"end of q1", "2026-03-31", "2027-03-31"},
	{"christmas", "2025-12-25", "2026-12-25"}, {"New Year's Eve", "2025-12-31", "2026-12-31"},
}

func TestDayPhrases(t *testing.T) {
	today := NewDay(2026, 11, 19)
	for _, tt := range dayPhrases {
		future := tt.future
		if future == "" {
			future = tt.past
		}
		for toward, want := range map[Direction]string{Past: tt.past, Future: future} {
			got, err := ParseDate(tt.text, today, toward)
			if want == "-" {
				if err == nil || !strings.Contains(err.Error(), ", not a ") {
					t.Errorf("ParseDate(%q, %d) = %v, %v, want an error about the weekday", tt.text, toward, got, err)
				}
				continue
			}
			if err != nil || got.String() != want {
				t.Errorf("ParseDate(%q, %d) = %v, %v, want %s", tt.text, toward, got, err, want)
			}
		}
	}
	if len(dayPhrases) < 120 {
		t.Errorf("%d phrases", len(dayPhrases))
	}
}

// What next, last and this mean at both ends of a week.
func TestWeekdaysAroundAWeekend(t *testing.T) {
	for _, tt := range []struct{ today, text, past, future string }{
		{"2026-11-20", "friday", "2026-11-20", "2026-11-27"}, {"2026-11-20", "next friday", "2026-11-27", "2026-11-27"}, {"2026-11-20", "this friday", "2026-11-20", "2026-11-20"},
		{"2026-11-20", "last friday", "2026-11-13", "2026-11-13"}, {"2026-11-20", "end of the week", "2026-11-20", "2026-11-20"},
		{"2026-11-21", "next friday", "2026-11-27", "2026-11-27"}, {"2026-11-21", "last friday", "2026-11-20", "2026-11-20"}, {"2026-11-21", "end of week", "2026-11-22", "2026-11-22"},
		{"2026-11-22", "next monday", "2026-11-23", "2026-11-23"}, {"2026-11-22", "this friday", "2026-11-20", "2026-11-27"},
		{"2026-11-23", "next monday", "2026-11-30", "2026-11-30"}, {"2026-11-23", "last monday", "2026-11-16", "2026-11-16"}, {"2026-11-23", "sunday", "2026-11-22", "2026-11-29"},
		{"2026-12-31", "tomorrow", "2027-01-01", "2027-01-01"}, {"2026-01-31", "in a month", "2026-02-28", "2026-02-28"}, {"2026-03-31", "a month ago", "2026-02-28", "2026-02-28"},
	} {
		today := must(ParseDay(tt.today))
		past, pastErr := ParseDate(tt.text, today, Past)
		future, err := ParseDate(tt.text, today, Future)
		if pastErr != nil || err != nil || past.String() != tt.past || future.String() != tt.future {
			t.Errorf("on %s %q is %v and %v (%v, %v), want %s and %s", tt.today, tt.text, past, future, pastErr, err, tt.past, tt.future)
		}
	}
}

// A bad date gets a message that shows what would be right.
func TestDayPhrasesRefused(t *testing.T) {
	today := NewDay(2026, 11, 19)
	for text, want := range map[string]string{
		"6/7": "could be 6 July or 7 June: write 6 Jul or 7 Jun", "06/07/2026": "could be 6 July or 7 June", "12-11": "could be 12 November or 11 December",
		"24/13": "isn't a day of the calendar", "31 June": "isn't a day of the calendar", "31/6": "isn't a day of the calendar", "30 Feb 2027": "isn't a day of the calendar", "29.2.2026": "isn't a day of the calendar",
		"Tue 24 June 2026": "24 June 2026 is a Wednesday, not a Tuesday", "Fri 19 Nov": "19 November 2026 is a Thursday, not a Friday",
		"next week": `"next week" is 7 days: write one of them, such as 23 Nov 2026`, "november": "is 30 days", "W46": "is 7 days", "the weekend": "is 2 days",
		"": "write 24 June", "soon": "write 24 June", "24": "write 24 June", "t": "write", "th": "write", "mo": "write", "monday!": "write", "mondays": "write", "-3d-ago": "write",
		"+3d-ago": "write", "d-ago": "write", "99999999999999999999d-ago": "write", "99999d-ago": "outside the years 1900 to 2200", "2026-11-19Z": "write", "2026-11-19T10:00": "write",
		"32nd": "write", "0 June": "isn't a day", "24 juny": "write", "friday saturday": "write", "in": "write", "in days": "write", "ago": "write", "+": "write", "-": "write", "'": "write", "the": "write",
		"24 June 1850": "outside the years", "24-06-26": "write", "1.2.3.4": "write", "day after": "write", "week ago": "write", "٢٤ June": "write", strings.Repeat("a", 500): "write",
	} {
		if got, err := ParseDate(text, today, Past); err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 300 {
			t.Errorf("ParseDate(%q) = %v, %v, want an error with %q", text, got, err, want)
		}
	}
	var form *FormError
	if _, err := ParseDate("6/7", today, Past); errors.As(err, &form) {
		t.Error("an ambiguous date passes for no date at all")
	}
	if _, err := ParseDate("next tuesday or so", today, Past); !errors.As(err, &form) {
		t.Errorf("words that are no date: %v", err)
	}
}

func TestPeriodPhrases(t *testing.T) {
	today := NewDay(2026, 11, 19)
	for _, tt := range []struct {
		kind       Kind // empty where the words say it
		text, want string
	}{
		{KindWeek, "46", "2026-W46"}, {KindWeek, "W46", "2026-W46"}, {KindWeek, "w 46", "2026-W46"}, {KindWeek, "wk46", "2026-W46"}, {KindWeek, "week 46", "2026-W46"}, {KindWeek, "50", "2025-W50"},
		{KindWeek, "53", "2020-W53"}, {KindWeek, "46 2025", "2025-W46"}, {KindWeek, "W46 2025", "2025-W46"}, {KindWeek, "2025 W46", "2025-W46"}, {KindWeek, "2025W46", "2025-W46"}, {KindWeek, "46/2025", "2025-W46"},
		{KindWeek, "46 last year", "2025-W46"}, {KindWeek, "last", "2026-W46"}, {KindWeek, "last week", "2026-W46"}, {KindWeek, "previous", "2026-W46"}, {KindWeek, "before last", "2026-W45"},
		{KindWeek, "the week before last", "2026-W45"}, {KindWeek, "2 weeks ago", "2026-W45"}, {KindWeek, "a week ago", "2026-W46"}, {KindWeek, "this week", "2026-W47"}, {KindWeek, "next", "2026-W48"},
		{KindWeek, "of 9 November", "2026-W46"}, {KindWeek, "commencing 9 Nov", "2026-W46"}, {KindWeek, "24 June", "2026-W26"}, {KindWeek, "6/24", "2026-W26"}, {KindWeek, "last monday", "2026-W47"},
		{KindWeek, "yesterday", "2026-W47"}, {KindWeek, "LAST", "2026-W46"}, {KindWeek, "2026-w46", "2026-W46"},
		{KindMonth, "november", "2026-11"}, {KindMonth, "Nov", "2026-11"}, {KindMonth, "nov.", "2026-11"}, {KindMonth, "11", "2026-11"}, {KindMonth, "12", "2025-12"}, {KindMonth, "december", "2025-12"},
		{KindMonth, "last november", "2025-11"}, {KindMonth, "last october", "2026-10"}, {KindMonth, "this december", "2026-12"}, {KindMonth, "november 2024", "2024-11"}, {KindMonth, "Nov '24", "2024-11"},
		{KindMonth, "2024 november", "2024-11"}, {KindMonth, "11/2024", "2024-11"}, {KindMonth, "2024/11", "2024-11"}, {KindMonth, "11 2024", "2024-11"}, {KindMonth, "2026-1", "2026-01"}, {KindMonth, "november last year", "2025-11"},
		{KindMonth, "last", "2026-10"}, {KindMonth, "last month", "2026-10"}, {KindMonth, "2 months ago", "2026-09"}, {KindMonth, "month before last", "2026-09"}, {KindMonth, "24 June", "2026-06"}, {KindMonth, "sept", "2026-09"},
		{KindQuarter, "4", "2026-Q4"}, {KindQuarter, "q4", "2026-Q4"}, {KindQuarter, "Q 4", "2026-Q4"}, {KindQuarter, "q4 2025", "2025-Q4"}, {KindQuarter, "4 2025", "2025-Q4"}, {KindQuarter, "Q4/2025", "2025-Q4"},
		{KindQuarter, "2025 Q4", "2025-Q4"}, {KindQuarter, "q3", "2026-Q3"}, {KindQuarter, "four", "2026-Q4"}, {KindQuarter, "fourth", "2026-Q4"}, {KindQuarter, "4th quarter 2025", "2025-Q4"}, {KindQuarter, "last", "2026-Q3"},
		{KindQuarter, "last q4", "2025-Q4"}, {KindQuarter, "q4 last year", "2025-Q4"}, {KindQuarter, "q4 25", "2025-Q4"}, {KindQuarter, "last quarter", "2026-Q3"}, {KindQuarter, "august", ""},
		{KindYear, "2025", "2025"}, {KindYear, "25", "2025"}, {KindYear, "'25", "2025"}, {KindYear, "last", "2025"}, {KindYear, "last year", "2025"}, {KindYear, "this year", "2026"}, {KindYear, "2 years ago", "2024"},
		{KindDay, "24", "2026-10-24"}, {KindDay, "last", "2026-11-18"}, {KindDay, "last friday", "2026-11-13"}, {KindDay, "24 June", "2026-06-24"},
		{"", "november", "2026-11"}, {"", "last november", "2025-11"}, {"", "week 46", "2026-W46"}, {"", "W46", "2026-W46"}, {"", "week 46 2025", "2025-W46"}, {"", "week W46", "2026-W46"}, {"", "month nov", "2026-11"},
		{"", "month 11", "2026-11"}, {"", "month last november", "2025-11"}, {"", "quarter 4", "2026-Q4"}, {"", "quarter q4 2025", "2025-Q4"}, {"", "q4", "2026-Q4"}, {"", "Q3 2025", "2025-Q3"}, {"", "third quarter", "2026-Q3"},
		{"", "last week", "2026-W46"}, {"", "week last", "2026-W46"}, {"", "last month", "2026-10"}, {"", "last quarter", "2026-Q3"}, {"", "last year", "2025"}, {"", "this month", "2026-11"}, {"", "month", "2026-11"},
		{"", "2 weeks ago", "2026-W45"}, {"", "3 days ago", "2026-11-16"}, {"", "yesterday", "2026-11-18"}, {"", "friday", "2026-11-13"}, {"", "24 June", "2026-06-24"}, {"", "year to date", "2026"}, {"", "ytd", "2026"},
		{"", "last 7 days", "2026-11-13..2026-11-19"}, {"", "past 2 weeks", "2026-11-06..2026-11-19"}, {"", "last 3 months", "2026-08-20..2026-11-19"}, {"", "last weekend", "2026-11-14..2026-11-15"},
		{"", "mon..wed", "2026-11-16..2026-11-18"}, {"", "monday to friday", "2026-11-16..2026-11-20"}, {"", "1 Nov to 15 Nov", "2026-11-01..2026-11-15"}, {"", "1 Nov - 15 Nov", "2026-11-01..2026-11-15"},
		{"", "from 2 Nov until yesterday", "2026-11-02..2026-11-18"}, {"", "september to november", "2026-09-01..2026-11-30"}, {"", "2026-11-01..2026-11-03", "2026-11-01..2026-11-03"},
	} {
		got, err := Parse(tt.kind, tt.text, today)
		if tt.kind == "" {
			got, err = ParseAny(tt.text, today)
		}
		if got.Label != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s %q is %+v, %v, want %s", tt.kind, tt.text, got, err, tt.want)
		}
	}
}

// What is wrong with a period is said, with what would be right.
func TestPeriodPhrasesRefused(t *testing.T) {
	today := NewDay(2026, 11, 19)
	for _, tt := range []struct {
		kind       Kind
		text, want string
	}{
		{KindWeek, "54", "there's no week 54"}, {KindWeek, "53 2025", "2025 has no week 53"}, {KindQuarter, "5", "there's no quarter 5"}, {KindMonth, "13", "there's no month 13"},
		{KindWeek, "november", "is a month, not a week: write 46, last, 2026-W47 or a day in it"}, {KindMonth, "soon", "write november, 11, last or 2026-11"}, {KindQuarter, "x", "write q4, last or 2026-Q4"},
		{KindYear, "x", "write 2026 or last"}, {"", "x", "write november, week 46, q4"}, {"", "friday..monday..tuesday", "isn't a period"}, {"", "15 Nov 2026 to 1 Nov 2026", "2026-11-01 is before 2026-11-15"},
		{KindWeek, "6/7", "could be 6 July or 7 June"},
	} {
		_, err := Parse(tt.kind, tt.text, today)
		if tt.kind == "" {
			_, err = ParseAny(tt.text, today)
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %q: %v, want %q", tt.kind, tt.text, err, tt.want)
		}
	}
}

// Words of dates in any order are read or refused, never more: a phrase of our
// own vocabulary reaches further into the reader than random bytes do.
func TestWordsOfDatesInAnyOrder(t *testing.T) {
	vocabulary := strings.Fields("the of a an in on by ago from after before to next last this week weeks month quarter year day days friday mon june nov 24 24th 24.6. 6/24 2025 '25 46 w46 q4 w q end start mid first last second three couple working time now today tomorrow morning before-last weekend + - .. at noon 9 9am half past")
	random := rand.New(rand.NewPCG(1, 2))
	today := NewDay(2026, 11, 19)
	for range 4000 {
		var words []string
		for range 1 + random.IntN(5) {
			words = append(words, vocabulary[random.IntN(len(vocabulary))])
		}
		checkReading(t, strings.Join(words, " "), today)
	}
}

// checkReading reads a text as everything there is: whatever is read lies in
// the years mull has, and a period's label is read back as the period.
func checkReading(t *testing.T, text string, today Day) {
	t.Helper()
	for _, toward := range []Direction{Past, Future} {
		if day, err := ParseDate(text, today, toward); err == nil && (day < MinDay || day > MaxDay) {
			t.Errorf("ParseDate(%q) = %s", text, day)
		}
		if from, to, err := ParseRange(text, today, toward); err == nil && (from < MinDay || to > MaxDay || to < from) {
			t.Errorf("ParseRange(%q) = %s, %s", text, from, to)
		}
	}
	for _, kind := range Kinds() {
		if p, err := Parse(kind, text, today); err == nil {
			if back, err := Parse(kind, p.Label, today); err != nil || back != p {
				t.Errorf("Parse(%s, %q) = %+v, whose label reads as %+v, %v", kind, text, p, back, err)
			}
		}
	}
	if p, err := ParseAny(text, today); err == nil && (p.From < MinDay || p.To > MaxDay || p.To < p.From) {
		t.Errorf("ParseAny(%q) = %+v", text, p)
	}
	if day, clock, err := ParseMoment(text, today); err == nil && (day != 0 && day < MinDay || day > MaxDay || clock < 0 || clock > 1439) {
		t.Errorf("ParseMoment(%q) = %s %s", text, day, clock)
	}
}

func TestClockPhrases(t *testing.T) {
	for text, want := range map[string]string{
		"9": "9:00", "09": "9:00", "0": "0:00", "21": "21:00", "9:00": "9:00", "9.30": "9:30", "09.30": "9:30", "930": "9:30", "0930": "9:30", "1430": "14:30", "9am": "9:00", "9 am": "9:00", "9AM": "9:00",
		"9 a.m.": "9:00", "9:30 pm": "21:30", "9:30pm": "21:30", "9.30pm": "21:30", "9:30 P.M.": "21:30", "930pm": "21:30", "9p": "21:00", "12am": "0:00", "12pm": "12:00", "12:30 am": "0:30",
		"noon": "12:00", "Noon": "12:00", "12 noon": "12:00", "midday": "12:00", "midnight": "0:00", "at 9": "9:00", "at 9:15": "9:15", "9 o'clock": "9:00", "nine o'clock": "9:00", "six": "6:00", "six pm": "18:00",
		"half past nine": "9:30", "half past 9": "9:30", "half past nine pm": "21:30", "quarter past 10": "10:15", "quarter to 10": "9:45", "a quarter to ten": "9:45", "ten past 3": "3:10", "5 to 6": "5:55",
		"twenty to one": "12:40", "9 in the morning": "9:00", "6 in the evening": "18:00", "3 in the afternoon": "15:00", "  9 ": "9:00",
	} {
		if got, err := ParseClock(text); err != nil || got.String() != want {
			t.Errorf("ParseClock(%q) = %v, %v, want %s", text, got, err, want)
		}
	}
}

func TestMomentPhrases(t *testing.T) {
	today := NewDay(2026, 11, 19)
	for text, want := range map[string]string{
		"9:10": "none 9:10", "9:30 pm": "none 21:30", "yesterday 18:00": "2026-11-18 18:00", "yesterday at 6pm": "2026-11-18 18:00", "yesterday at 6 pm": "2026-11-18 18:00", "mon 9": "2026-11-16 9:00",
		"9am on monday": "2026-11-16 9:00", "9:30 pm yesterday": "2026-11-18 21:30", "18:00 yesterday": "2026-11-18 18:00", "20 Oct 9": "2026-10-20 9:00", "20 October, 9:30": "2026-10-20 9:30",
		"2026-11-17 noon": "2026-11-17 12:00", "half past nine on monday": "2026-11-16 9:30", "24.6. 9.30": "2026-06-24 9:30", "noon yesterday": "2026-11-18 12:00",
	} {
		day, clock, err := ParseMoment(text, today)
		got := "none " + clock.String()
		if day != 0 {
			got = day.String() + " " + clock.String()
		}
		if err != nil || got != want {
			t.Errorf("ParseMoment(%q) = %s, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "9 june", "24 june 2025", "yesterday", "someday 9:00", "monday 25:00"} {
		if day, clock, err := ParseMoment(text, today); err == nil {
			t.Errorf("ParseMoment(%q) = %v %v, want an error", text, day, clock)
		}
	}
}
