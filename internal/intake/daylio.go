package intake

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"mull/internal/period"
)

// daylioMoods are the words Daylio comes with. People rename them and add
// their own: Options.Moods.
var daylioMoods = map[string]int{"rad": 5, "good": 4, "meh": 3, "bad": 2, "fugly": 2, "awful": 1}

// readDaylio reads Daylio's CSV as emotion check-ins, and its notes as pages.
// There is no zone and no id, and a day can have several rows.
func readDaylio(in *reading, src *source) error {
	t, err := openTable(in, src, "date", "time", "mood")
	if err != nil {
		return err
	}
	unknown := map[string]bool{}
	for {
		more, err := t.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if err := in.daylioRow(t, unknown); err != nil {
			return err
		}
	}
	in.batch.UnknownMoods = slices.Sorted(maps.Keys(unknown))
	return nil
}

func (in *reading) daylioRow(t *table, unknown map[string]bool) error {
	day, okDay := daylioDay(t)
	clock, okClock := clockTime(t.get("time"))
	if !okDay || !okClock {
		in.refuse(t.line, "its date%s%s cannot be read", shown(t.get("full_date", "date")), shown(t.get("time")))
		return in.count()
	}
	mood := oneLine(strings.ToLower(t.get("mood")))
	how, known := in.options.Moods[mood]
	standard := !known
	if !known {
		how, known = daylioMoods[mood]
	}
	if !known || how < 1 || how > 5 {
		if len(unknown) < 100 {
			unknown[mood] = true
		}
		in.refuse(t.line, "its mood is a word of your own; say how pleasant it is, from 1 to 5")
		return in.count()
	}
	at := instant(wallOf(day).Add(clock), in.options.Zone)
	var doing []string
	for activity := range strings.SplitSeq(t.get("activities"), "|") {
		if activity = oneLine(activity); activity != "" {
			doing = append(doing, activity)
		}
	}
	facts := pageFacts{Mood: mood, Tags: doing, Scales: oneLine(t.get("scales"))}
	answers := map[string]any{checkinHow: float64(how)}
	if !standard && mood != "" {
		answers[checkinWords] = []any{map[string]any{"other": mood}}
	}
	if len(doing) > 0 {
		answers[checkinNote] = cutRunes(strings.Join(doing, ", "), maxCheckinNote)
	}
	key := append([]string{at.Format(time.DateTime), mood}, doing...)
	if err := in.keepEntry(t.line, checkin, at, in.options.Zone, answers, facts, key...); err != nil {
		return err
	}
	title, text := oneLine(t.get("note_title")), htmlText(t.get("note"))
	if title+text == "" {
		return nil
	}
	return in.page(t.line, at, in.options.Zone, strings.TrimSpace(title+"\n\n"+text), pageFacts{Title: title, Tags: doing}, at.Format(time.DateTime), title, text)
}

// daylioDay reads full_date, or in old exports the year and a date like 18 May.
func daylioDay(t *table) (period.Day, bool) {
	if full := t.get("full_date"); full != "" {
		day, err := period.ParseDay(full)
		return day, err == nil
	}
	at, ok := localTime(t.get("year")+" "+t.get("date"), "2006 2 January", "2006 January 2", "2006 2 Jan", "2006 Jan 2")
	return period.DayOf(at), ok
}

func cutRunes(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:most-1])) + "…"
}

var (
	htmlBreak = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)<br\s*/?>|</(?:p|div|li|h\d)>`) })
	htmlTag   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`</?[A-Za-z][^<>]{0,200}>`) })
)

// htmlText reads the simple HTML of a note as text.
func htmlText(text string) string {
	if strings.ContainsRune(text, '<') {
		text = htmlTag().ReplaceAllString(htmlBreak().ReplaceAllString(text, "\n"), "")
	}
	return strings.TrimSpace(html.UnescapeString(text))
}
