package period

import (
	"fmt"
	"strings"
	"time"
)

// A Clock is a time of day in minutes after midnight, 0 to 1439.
type Clock int

// ParseClock reads a time of day: 9:00, 9.30, 0930, 9, 9am, 9:30 p.m., noon,
// half past nine, quarter to 6. A number alone is an hour of the 24.
func ParseClock(text string) (Clock, error) {
	fault := fmt.Errorf("%q isn't a time of day: write 9:00, 9.30, 9am, 9:30 pm or noon", shortened(text))
	word := strings.TrimPrefix(strings.Join(strings.Fields(strings.ToLower(text)), " "), "at ")
	switch word {
	case "noon", "midday", "12 noon", "noontime":
		return 12 * 60, nil
	case "midnight", "12 midnight":
		return 0, nil
	}
	word, shift, half := cutHalf(word)
	word = strings.TrimSuffix(strings.TrimSuffix(word, " o'clock"), " oclock")
	if clock, found := spokenClock(word); found {
		return clock.half(shift, half, fault)
	}
	hourText, minuteText := word, "00"
	if at := strings.IndexAny(word, ":."); at >= 0 {
		hourText, minuteText = word[:at], word[at+1:]
	} else if _, err := digits(word); err == nil && (len(word) == 3 || len(word) == 4) {
		hourText, minuteText = word[:len(word)-2], word[len(word)-2:]
	}
	hour, hourErr := digits(hourText)
	if spoken, found := hourWord(word); found {
		hour, hourErr = spoken, nil
	} else if len(hourText) > 2 {
		hourErr = fault
	}
	minute, err := digits(minuteText)
	if hourErr != nil || err != nil || len(minuteText) != 2 || minute > 59 || hour > 23 {
		return 0, fault
	}
	return Clock(hour*60+minute).half(shift, half, fault)
}

// half turns 9:30 with am or pm into the time of day it is.
func (c Clock) half(shift int, half bool, fault error) (Clock, error) {
	hour := int(c) / 60
	if !half {
		return c, nil
	}
	if hour < 1 || hour > 12 {
		return 0, fault
	}
	return Clock((hour%12+shift)*60 + int(c)%60), nil
}

// cutHalf takes am or pm off a time of day and returns the hours it adds.
func cutHalf(word string) (rest string, shift int, found bool) {
	for _, end := range []string{"am", "a.m.", "a.m", " in the morning"} {
		if rest, found = strings.CutSuffix(word, end); found {
			return strings.TrimSpace(rest), 0, true
		}
	}
	for _, end := range []string{"pm", "p.m.", "p.m", " in the afternoon", " in the evening"} {
		if rest, found = strings.CutSuffix(word, end); found {
			return strings.TrimSpace(rest), 12, true
		}
	}
	if len(word) > 1 && word[len(word)-2] >= '0' && word[len(word)-2] <= '9' { // 9a, 9p
		if rest, found = strings.CutSuffix(word, "a"); found {
			return rest, 0, true
		}
		if rest, found = strings.CutSuffix(word, "p"); found {
			return rest, 12, true
		}
	}
	return word, 0, false
}

// spokenClock reads half past nine, quarter to 6 and ten past 3.
func spokenClock(word string) (Clock, bool) {
	before, after, past := strings.Cut(word, " past ")
	if !past {
		var to bool
		if before, after, to = strings.Cut(word, " to "); !to {
			return 0, false
		}
	}
	minutes, found := map[string]int{"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25, "twenty-five": 25}[before]
	if !found {
		n, err := digits(strings.TrimSuffix(strings.TrimSuffix(before, " minutes"), " mins"))
		if minutes = n; err != nil || n < 1 || n > 59 {
			return 0, false
		}
	}
	hour, err := digits(after)
	if spoken, found := hourWord(after); found {
		hour, err = spoken, nil
	}
	if err != nil || hour > 23 || before == "half" && !past {
		return 0, false
	}
	if !past {
		minutes = -minutes
	}
	clock := hour*60 + minutes
	if clock < 0 {
		clock += 24 * 60
	}
	if hour == 1 && !past {
		clock += 12 * 60 // ten to one is 12:50
	}
	return Clock(clock), true
}

// hourWord reads one to twelve.
func hourWord(word string) (int, bool) {
	n, rest, found := count([]token{{word: word}})
	return n, found && len(rest) == 0 && word != "a" && word != "an" && word != "couple"
}

// ParseMoment reads a time of day with the day it was on, where one is named:
// 9:10, yesterday 18:00, 9am on monday. The day is 0 where none is.
func ParseMoment(text string, today Day) (Day, Clock, error) {
	clock, err := ParseClock(text)
	if err == nil {
		return 0, clock, nil
	}
	words := strings.Fields(text)
	join := func(words []string) string { return strings.Join(words, " ") }
	for i := 1; i < len(words); i++ {
		if day, clock, found := momentOf(join(words[:i]), join(words[i:]), today); found && !bareYear(words[i:]) {
			return day, clock, nil
		}
	}
	for i := 1; i < len(words); i++ {
		// "9 june" is a day: a bare number in front is no time of it.
		if _, err := digits(words[0]); err == nil && i == 1 {
			continue
		}
		if day, clock, found := momentOf(join(words[i:]), join(words[:i]), today); found {
			return day, clock, nil
		}
	}
	return 0, 0, err
}

func momentOf(dayText, clockText string, today Day) (Day, Clock, bool) {
	clock, err := ParseClock(clockText)
	if err != nil {
		return 0, 0, false
	}
	day, err := ParseDate(dayText, today, Past)
	return day, clock, err == nil
}

// bareYear says whether what follows a day is its year rather than a time.
func bareYear(words []string) bool {
	_, err := digits(words[0])
	return len(words) == 1 && len(words[0]) == 4 && err == nil
}

// String returns the time of day as 9:05.
func (c Clock) String() string { return fmt.Sprintf("%d:%02d", int(c)/60, int(c)%60) }

// On returns the instant at which clocks in a zone show c on a day. A time that
// a clock change skips is an error; of one that comes twice it is the first.
func (c Clock) On(day Day, zone *time.Location) (time.Time, error) {
	year, month, date := day.Date()
	at := time.Date(year, month, date, int(c)/60, int(c)%60, 0, 0, zone)
	if DayOf(at) != day || at.Hour() != int(c)/60 || at.Minute() != int(c)%60 {
		return time.Time{}, fmt.Errorf("%s does not exist on %s in %s: clocks were put forward then", c, day, zone)
	}
	// Go may answer with either of two such instants; zones shift by 3 hours at most.
	_, offset := at.Zone()
	_, earlier := at.Add(-3 * time.Hour).Zone()
	if first := at.Add(time.Duration(offset-earlier) * time.Second); earlier > offset && first.Hour() == at.Hour() && first.Minute() == at.Minute() {
		return first, nil
	}
	return at, nil
}

// Again returns the second instant at which clocks in a zone show c on a day on
// which they are put back, and false where it comes once or never.
func (c Clock) Again(day Day, zone *time.Location) (time.Time, bool) {
	first, err := c.On(day, zone)
	if err != nil {
		return time.Time{}, false
	}
	_, change := first.ZoneBounds()
	if change.IsZero() || !change.Before((day + 1).Start(zone)) {
		return time.Time{}, false
	}
	_, before := first.Zone()
	_, after := change.In(zone).Zone()
	second := first.Add(time.Duration(before-after) * time.Second)
	return second, !second.Before(change) && second.After(first) && DayOf(second) == day
}
