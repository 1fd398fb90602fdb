package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"mull/internal/period"
)

// readJrnl reads jrnl's journal file and its JSON export as pages. Times are
// local, to the minute; there is no id, so the time and the title are the key.
func readJrnl(in *reading, src *source) error {
	head := strings.TrimSpace(string(src.head()[:min(64, len(src.head()))]))
	if strings.HasPrefix(head, "JRNLv") {
		return errLocked
	}
	if strings.HasPrefix(head, "{") {
		return in.jrnlJSON(src)
	}
	return in.jrnlText(src)
}

// A jrnlEntry is one entry before its date is understood.
type jrnlEntry struct {
	line        int
	date, clock string
	title       string
	body        strings.Builder
	tags        []string
	starred     bool
}

func (in *reading) jrnlJSON(src *source) error {
	type entry struct {
		Title   string   `json:"title"`
		Body    string   `json:"body"`
		Date    string   `json:"date"`
		Time    string   `json:"time"`
		Tags    []string `json:"tags"`
		Starred bool     `json:"starred"`
	}
	order, err := newOrderer(in.options.DateFormat)
	if err != nil {
		return err
	}
	order.decided = yearFirst // the export always writes 2026-09-07
	w := newWalker(in, src)
	return w.run(func() error {
		return w.object(func(key string) error {
			if key != "entries" {
				return w.skip()
			}
			return listOrNull(w, func(line int, x *entry) error {
				e := &jrnlEntry{line: line, date: x.Date, clock: x.Time, title: x.Title, tags: x.Tags, starred: x.Starred}
				e.body.WriteString(x.Body)
				return in.jrnlEntry(e, order)
			})
		})
	})
}

var jrnlHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\[(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})(?:[T ]+([^\]]{1,20}))?\]|(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}))(?: (.*))?$`)
})

// jrnlText reads the journal file. How it writes times is up to its settings;
// the order of day and month is decided from the whole file.
func (in *reading) jrnlText(src *source) error {
	order, err := newOrderer(in.options.DateFormat)
	if err != nil {
		return err
	}
	var all []*jrnlEntry
	size := 0
	err = in.eachLine(src, func(number int, text string) error {
		if m := jrnlHead().FindStringSubmatch(text); m != nil {
			e := &jrnlEntry{line: number, date: m[1] + m[3], clock: m[2] + m[4], title: strings.TrimSpace(m[5])}
			if _, isTime := clockTime(e.clock); isTime || e.clock == "" {
				order.see(&clockRow{startDate: e.date})
				all = append(all, e)
				return cmp.Or(in.count(), room(len(all)))
			}
		}
		if size += len(text) + 1; size > 256<<20 {
			return errTooMuch
		}
		if len(all) == 0 {
			if strings.TrimSpace(text) != "" {
				return in.unread(number, text, "the line belongs to no entry")
			}
			return nil
		}
		e := all[len(all)-1]
		e.body.WriteString(text)
		e.body.WriteByte('\n')
		return nil
	})
	if err != nil {
		return err
	}
	if err := order.decide(); err != nil {
		return err
	}
	in.rows = 0
	for i, e := range all {
		all[i] = nil
		if title, found := strings.CutSuffix(e.title, " *"); found {
			e.title, e.starred = title, true
		} else if title, found := strings.CutPrefix(e.title, "* "); found {
			e.title, e.starred = title, true
		}
		if err := in.jrnlEntry(e, order); err != nil {
			return err
		}
	}
	return nil
}

func (in *reading) jrnlEntry(e *jrnlEntry, order *orderer) error {
	day, okDay := order.day(e.date)
	clock, okClock := clockTime(e.clock)
	if e.clock == "" {
		okClock = true
	}
	if !okDay || !okClock {
		in.refuse(e.line, "its date%s%s cannot be read", shown(e.date), shown(e.clock))
		return in.count()
	}
	at := instant(wallOf(day).Add(clock), in.options.Zone)
	facts := pageFacts{Title: oneLine(e.title), Starred: e.starred}
	text := strings.TrimSpace(e.title + "\n" + e.body.String())
	for _, tag := range append(slices.Clone(e.tags), atWords(text)...) {
		facts.Tags = append(facts.Tags, strings.TrimLeft(tag, "@#"))
	}
	return in.page(e.line, at, in.options.Zone, text, facts, at.Format(time.DateTime), e.title)
}

func wallOf(day period.Day) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

// atWords lists the words of a text that begin with @, as tags of jrnl do.
func atWords(text string) []string {
	var tags []string
	for _, word := range strings.Fields(text) {
		if tag := strings.TrimRightFunc(word, unicode.IsPunct); len(tag) > 1 && tag[0] == '@' {
			tags = append(tags, tag)
		}
	}
	return tags
}
