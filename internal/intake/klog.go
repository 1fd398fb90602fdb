package intake

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"mull/internal/period"
)

// readKlog reads klog's own text form, version 1.4, and what `klog json`
// writes. Times have no zone. klog counts overlaps twice and ranges over
// midnight wholly for their record's day; here they are pieces of time like
// any other.
func readKlog(in *reading, src *source) error {
	if head := strings.TrimSpace(string(src.head()[:min(64, len(src.head()))])); strings.HasPrefix(head, "{") {
		return in.klogJSON(src)
	}
	k := &klogText{in: in}
	if err := in.eachLine(src, k.line); err != nil {
		return err
	}
	return k.flush()
}

// A klogEntry is one entry of a record: Minutes, or From and To in minutes
// after the midnight that begins the record's day.
type klogEntry struct {
	line     int
	day      period.Day
	ranged   bool
	from, to int
	minutes  int
	written  string
	summary  string
	record   string // the record's summary
}

func (in *reading) klogEntry(e *klogEntry) error {
	tags := append(klogTags(e.record), klogTags(e.summary)...)
	r := row{
		line: e.line, day: e.day, seconds: e.minutes * 60, note: firstOf(oneLine(e.summary), oneLine(e.record)),
		key: []string{e.day.String(), e.written, e.summary},
		raw: trackerFacts{Title: oneLine(e.summary), Task: oneLine(e.record), Tags: tags, Length: e.written},
	}
	if e.ranged {
		wall := func(minutes int) time.Time { return time.Unix(int64(e.day)*86400+int64(minutes)*60, 0).UTC() }
		r.from, r.to = span(wall(e.from), wall(e.to), time.Duration(e.to-e.from)*time.Minute, in.options.Zone)
	} else if e.minutes == 0 {
		in.empty++
		return in.count()
	}
	return in.keep(r)
}

var klogTag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`#([\p{L}\d_-]+)(?:=(?:"([^"]*)"|'([^']*)'|([\p{L}\d_-]+)))?`)
})

// klogTags returns the names of the tags in a summary, in lower case, with
// their values as name=value besides.
func klogTags(summary string) []string {
	if !strings.Contains(summary, "#") {
		return nil
	}
	var tags []string
	for _, m := range klogTag().FindAllStringSubmatch(summary, 50) {
		name := strings.ToLower(m[1])
		tags = append(tags, name)
		if value := m[2] + m[3] + m[4]; value != "" {
			tags = append(tags, name+"="+value)
		}
	}
	return tags
}

// klogText reads records line by line.
type klogText struct {
	in      *reading
	day     period.Day
	inside  bool // a record
	skipped bool // a block that is no record
	indent  string
	record  []string // the record's summary
	entry   *klogEntry
}

var klogHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{4})([-/])(\d{2})([-/])(\d{2})(?:[ \t]+\([^()]*!\))?[ \t]*$`)
})

func (k *klogText) line(number int, text string) error {
	if strings.TrimSpace(text) == "" {
		k.inside, k.skipped = false, false
		return k.flush()
	}
	switch {
	case k.skipped:
		return nil
	case !k.inside:
		return k.head(number, text)
	case text[0] != ' ' && text[0] != '\t':
		if k.indent != "" {
			return k.in.unread(number, text, "the line is not indented, and entries are")
		}
		k.record = append(k.record, text)
		return nil
	}
	rest, deeper := k.unindent(text)
	switch {
	case rest == "":
		return k.in.unread(number, text, "the line is not indented as the entries before it")
	case deeper && k.entry != nil:
		k.entry.summary = strings.TrimSpace(k.entry.summary + "\n" + rest)
		return nil
	}
	if err := k.flush(); err != nil {
		return err
	}
	e, open, err := parseKlogEntry(rest)
	switch {
	case err != nil:
		k.in.rows++
		return k.in.unread(number, text, err.Error())
	case open:
		k.in.running++
		return k.in.count()
	}
	e.line, e.day, e.record = number, k.day, strings.Join(k.record, "\n")
	k.entry = e
	return nil
}

func (k *klogText) flush() error {
	e := k.entry
	k.entry = nil
	if e == nil {
		return nil
	}
	return k.in.klogEntry(e)
}

func (k *klogText) head(number int, text string) error {
	m := klogHead().FindStringSubmatch(text)
	if m == nil || m[2] != m[4] {
		k.skipped = true
		k.in.rows++
		return k.in.unread(number, text, "the line does not begin a record with a date like 2026-09-07")
	}
	day, err := period.ParseDay(m[1] + "-" + m[3] + "-" + m[5])
	if err != nil {
		k.skipped = true
		k.in.rows++
		k.in.refuse(number, "%s", err)
		return nil
	}
	k.day, k.inside, k.indent, k.record = day, true, "", nil
	return nil
}

// unindent takes the record's indentation off a line; deeper says that the
// line goes on with the entry before it.
func (k *klogText) unindent(text string) (rest string, deeper bool) {
	if k.indent == "" {
		for _, indent := range []string{"\t", "    ", "   ", "  "} {
			if strings.HasPrefix(text, indent) {
				k.indent = indent
				break
			}
		}
	}
	rest, found := strings.CutPrefix(text, k.indent)
	if !found || k.indent == "" {
		return "", false
	}
	if more, deeper := strings.CutPrefix(rest, k.indent); deeper {
		return more, true
	}
	if rest[0] == ' ' || rest[0] == '\t' {
		return "", false
	}
	return rest, false
}

var klogRange = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(<?\d{1,2}:\d{2}(?:am|pm)?>?)[ \t]*-[ \t]*(<?\d{1,2}:\d{2}(?:am|pm)?>?|\?+)(?:[ \t]|$)`)
})

var klogLength = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([+-]?)(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:[ \t]|$)`)
})

func parseKlogEntry(text string) (e *klogEntry, open bool, err error) {
	if m := klogRange().FindStringSubmatch(text); m != nil {
		e = &klogEntry{ranged: true, written: strings.TrimSpace(m[0]), summary: strings.TrimSpace(text[len(m[0]):])}
		if e.from, err = klogClock(m[1]); err != nil {
			return nil, false, err
		}
		if strings.HasPrefix(m[2], "?") {
			return e, true, nil
		}
		if e.to, err = klogClock(m[2]); err != nil {
			return nil, false, err
		}
		if e.to < e.from {
			return nil, false, errors.New("it ends before it begins; the next day is written with >, as 23:40 - 0:30>")
		}
		return e, false, nil
	}
	m := klogLength().FindStringSubmatch(text)
	if m == nil || m[2]+m[3] == "" {
		return nil, false, errors.New("the entry begins with no length like 2h30m and no range like 8:00 - 9:00")
	}
	hours, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3])
	e = &klogEntry{minutes: hours*60 + minutes, written: strings.TrimSpace(m[0]), summary: strings.TrimSpace(text[len(m[0]):])}
	if m[1] == "-" {
		e.minutes = -e.minutes
	}
	if e.minutes > 7*24*60 || e.minutes < -7*24*60 {
		return nil, false, errors.New("the entry's length is more than a week")
	}
	return e, false, nil
}

// klogClock reads a time as minutes after the record's midnight: <23:40 is on
// the day before, 0:30> on the day after.
func klogClock(text string) (int, error) {
	fault := errors.New("the entry has a time" + shown(strings.Trim(text, "<>")) + " that does not exist")
	shift := 0
	if rest, found := strings.CutPrefix(text, "<"); found {
		text, shift = rest, -1440
	}
	if rest, found := strings.CutSuffix(text, ">"); found {
		if shift != 0 {
			return 0, fault
		}
		text, shift = rest, 1440
	}
	if text == "24:00" {
		return shift + 1440, nil
	}
	clock, err := period.ParseClock(text)
	if err != nil {
		return 0, fault
	}
	return shift + int(clock), nil
}
