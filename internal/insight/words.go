package insight

import (
	"fmt"
	"math"
	"strconv"

	"mull/internal/english"
	"mull/internal/period"
)

// Words are a finding in sentences. A shown finding has a headline, rows of a
// small table, notes below it and a closing question; any other has a label and
// a short text beside it.
type Words struct {
	Headline    string
	Rows        []Row
	Notes       []string
	Ask         string
	Label, Text string
}

// A Row is one line of a finding's table.
type Row struct {
	Label string
	Cells []string
}

// Intro says in one or a few sentences what was looked at: the window, how much
// of it is written, how many questions there were and how many show something.
func (fs Findings) Intro() []string {
	from, to := spokenDay(fs.Window.From, fs.Window), spokenDay(fs.Window.To, fs.Window)
	window := fmt.Sprintf("%s full weeks, %s to %s.", spelled(fs.Window.Days()/7, true), from, to)
	switch fs.Window.Days() / 7 {
	case 0:
		return []string{"There is no full week yet; insights look back over full weeks."}
	case 1:
		window = fmt.Sprintf("One full week, %s to %s.", from, to)
	}
	shown := len(fs.In(Shown))
	result := fmt.Sprintf("%s show something.", spelled(shown, true))
	switch shown {
	case 0:
		result = "None shows a difference."
	case 1:
		result = "One shows something."
	}
	written := fmt.Sprintf("%s %d of %d workdays written.", window, fs.Written, fs.Workdays)
	if shown+len(fs.In(NoDifference)) == 0 {
		return []string{written, fmt.Sprintf("%s questions were put to the journal. None has enough to be compared yet.", spelled(len(fs.All), true))}
	}
	return []string{
		written,
		fmt.Sprintf("%s questions were put to the journal. %s Luck alone would show something in at most 1 journal of 20.", spelled(len(fs.All), true), result),
	}
}

// spokenDay writes a day of a window as 24 August, with the year where the
// window spans several.
func spokenDay(day period.Day, window period.Period) string {
	from, _, _ := window.From.Date()
	to, _, _ := window.To.Date()
	if from != to {
		return day.Format("2 January 2006")
	}
	return day.Format("2 January")
}

// aboutWhen says where in its month a day lies.
func aboutWhen(day period.Day) string {
	_, month, date := day.Date()
	switch {
	case date <= 10:
		return "the start of " + month.String()
	case date <= 20:
		return "the middle of " + month.String()
	}
	return "the end of " + month.String()
}

func spelled(n int, capital bool) string {
	small := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < 0 || n >= len(small) {
		return strconv.Itoa(n)
	}
	word := small[n]
	if capital {
		return string(word[0]-'a'+'A') + word[1:]
	}
	return word
}

// count writes a number with its noun: 1 piece, 15 pieces.
func count(n int, noun string) string { return english.Count(n, noun, noun+"s") }

func others(n int) string {
	if n == 1 {
		return "1 other"
	}
	return fmt.Sprintf("%d others", n)
}

// amount writes a number in its unit: 2h30, 15, 3 or 3.5.
func amount(value float64, unit Unit) string {
	if unit == Minutes {
		return period.FormatMinutes(int(math.Round(value)))
	}
	return strconv.FormatFloat(math.Round(value*2)/2, 'f', -1, 64)
}

func medians(first, second Group, unit Unit) string {
	suffix := ""
	if unit == Percent {
		suffix = " %"
	}
	return fmt.Sprintf("median %s and %s%s", amount(first.Median, unit), amount(second.Median, unit), suffix)
}

func groupRow(g Group, noun string, unit Unit) Row {
	return Row{g.Label, []string{
		count(g.N, noun),
		"median " + amount(g.Median, unit),
		fmt.Sprintf("%s to %s", amount(g.Low, unit), amount(g.High, unit)),
	}}
}

// pairs says how strong a difference is: of 20 pairs of one from each group, in
// how many the first is the longer.
func pairs(superiority float64, what string) string {
	return fmt.Sprintf("Pick one of each: the first is %s in about %d of 20 such pairs.", what, ofTwenty(superiority))
}

func ofTwenty(part float64) int { return int(math.Round(20 * part)) }

// inHours writes minutes as whole hours where they are: 2h, 96h, 1h30.
func inHours(minutes int) string {
	if minutes >= 600 || minutes%60 == 0 {
		return fmt.Sprintf("%dh", int(math.Round(float64(minutes)/60)))
	}
	return period.FormatMinutes(minutes)
}

// fraction writes a part of 1 as people say it.
func fraction(part float64) string {
	switch {
	case part < 0.03:
		return "hardly any"
	case part < 0.075:
		return "a twentieth"
	case part < 0.15:
		return "a tenth"
	case part < 0.225:
		return "a fifth"
	case part < 0.29:
		return "a quarter"
	case part < 0.415:
		return "a third"
	case part < 0.59:
		return "half"
	case part < 0.71:
		return "two thirds"
	case part < 0.95:
		return "most"
	}
	return "all"
}
