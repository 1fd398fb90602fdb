package intake

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// String writes the rule as ParseRule reads it.
func (r Rule) String() string {
	var parts []string
	add := func(text string) { parts = append(parts, text) }
	if len(r.Words) > 0 {
		words := make([]string, len(r.Words))
		for i, word := range r.Words {
			words[i] = quote(word)
		}
		add(strings.Join(words, ", "))
	}
	if r.Attendees != (Range{}) {
		add("attendees" + written(r.Attendees.Least, r.Attendees.Most, strconv.Itoa))
	}
	if r.Length != (Lengths{}) {
		add("length" + written(r.Length.Least, r.Length.Most, lengthText))
	}
	for _, c := range []struct{ key, value string }{{"organiser", r.Organiser}, {"calendar", r.Calendar}, {"tag", r.Tag}, {"from", r.Origin}} {
		if c.value != "" {
			add(c.key + "=" + bareOrQuoted(c.value))
		}
	}
	for _, word := range r.Without {
		add("without=" + bareOrQuoted(word))
	}
	if r.Days != "" {
		add(string(r.Days))
	}
	if r.Alone {
		add("alone")
	}
	if r.Tentative {
		add("tentative")
	}
	add("-> " + r.Category)
	if r.Counts > 0 {
		add("counting " + lengthText(r.Counts))
	}
	return strings.Join(parts, " ")
}

func bareOrQuoted(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '"' || r == '\\' }) {
		return quote(text)
	}
	return text
}

func written[T int | time.Duration](least, most T, text func(T) string) string {
	switch {
	case most == 0:
		return ">=" + text(least)
	case least == 0:
		return "<=" + text(most)
	case least == most:
		return "=" + text(least)
	}
	return "=" + text(least) + ".." + text(most)
}

// lengthText writes 1h30m, 45m, or with seconds as a fraction of minutes.
func lengthText(d time.Duration) string {
	if d%time.Minute != 0 {
		return strconv.FormatFloat(d.Minutes(), 'f', -1, 64) + "m"
	}
	hours, minutes := int(d.Hours()), int(d.Minutes())%60
	switch {
	case hours == 0:
		return strconv.Itoa(minutes) + "m"
	case minutes == 0:
		return strconv.Itoa(hours) + "h"
	}
	return fmt.Sprintf("%dh%dm", hours, minutes)
}
