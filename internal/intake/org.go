package intake

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// readOrg reads the CLOCK lines of an Org file. What else stands in a drawer,
// state changes and notes, is no clock and is left alone. Day names are in the
// writer's language; times are local.
func readOrg(in *reading, src *source) error {
	o := &orgFile{in: in, todo: []string{"TODO", "DONE", "NEXT", "WAITING", "WAIT", "HOLD", "STARTED", "CANCELLED", "CANCELED", "SOMEDAY", "PROJ", "IDEA"}}
	return in.eachLine(src, o.line)
}

type orgFile struct {
	in    *reading
	path  []heading
	todo  []string // words that are states, not titles
	block string   // inside #+begin_BLOCK
}

type heading struct {
	level int
	title string
	tags  []string
}

var orgClock = sync.OnceValue(func() *regexp.Regexp {
	const stamp = `\[(\d{4}-\d{2}-\d{2})(?:\s+[^\]\d]*)?\s+(\d{1,2}:\d{2})\]`
	return regexp.MustCompile(`^\s*CLOCK:\s*` + stamp + `(?:--` + stamp + `(?:\s*=>\s*(-?\d+:\d{2}))?)?\s*$`)
})

func (o *orgFile) line(number int, text string) error {
	trimmed := strings.TrimSpace(text)
	lower := strings.ToLower(trimmed[:min(len(trimmed), 40)])
	switch {
	case o.block != "":
		if strings.HasPrefix(lower, "#+end_"+o.block) {
			o.block = ""
		}
	case strings.HasPrefix(lower, "#+begin_"):
		if fields := strings.Fields(lower[len("#+begin_"):]); len(fields) > 0 {
			o.block = fields[0]
		}
	case strings.HasPrefix(lower, "#+todo:"), strings.HasPrefix(lower, "#+seq_todo:"), strings.HasPrefix(lower, "#+typ_todo:"):
		o.states(trimmed)
	case text != "" && text[0] == '*':
		o.heading(text)
	case strings.HasPrefix(trimmed, "CLOCK:"):
		return o.clock(number, text)
	case strings.EqualFold(trimmed, "BEGIN:VCALENDAR"):
		return twoFormats(number, Org, ICalendar)
	}
	return nil
}

func (o *orgFile) states(line string) {
	for _, word := range strings.Fields(line)[1:] {
		if word, _, _ = strings.Cut(word, "("); word != "" && word != "|" && len(o.todo) < 200 {
			o.todo = append(o.todo, word)
		}
	}
}

var orgTags = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s+:([\p{L}\d_@#%:]+):\s*$`) })

func (o *orgFile) heading(text string) {
	title := strings.TrimLeft(text, "*")
	level := len(text) - len(title)
	if title != "" && title[0] != ' ' && title[0] != '\t' {
		return // *bold* text
	}
	h := heading{level: level}
	if m := orgTags().FindStringSubmatchIndex(title); m != nil {
		h.tags = strings.FieldsFunc(title[m[2]:m[3]], func(r rune) bool { return r == ':' })
		title = title[:m[0]]
	}
	title = strings.TrimSpace(title)
	if word, rest, _ := strings.Cut(title, " "); slices.Contains(o.todo, word) {
		title = strings.TrimSpace(rest)
	}
	if len(title) > 3 && title[0] == '[' && title[1] == '#' && title[3] == ']' {
		title = strings.TrimSpace(title[4:])
	}
	h.title = oneLine(orgLinks(title))
	for len(o.path) > 0 && o.path[len(o.path)-1].level >= level {
		o.path = o.path[:len(o.path)-1]
	}
	if len(o.path) < 64 {
		o.path = append(o.path, h)
	}
}

// orgLinks shows of a link what Org shows: its words, or its target.
func orgLinks(text string) string {
	for {
		before, rest, found := strings.Cut(text, "[[")
		link, after, closed := strings.Cut(rest, "]]")
		if !found || !closed {
			return text
		}
		if target, words, both := strings.Cut(link, "]["); both {
			link = words
		} else {
			link = target
		}
		text = before + strings.NewReplacer("[[", "", "]]", "").Replace(link) + after
	}
}

func (o *orgFile) clock(number int, text string) error {
	m := orgClock().FindStringSubmatch(text)
	if m == nil {
		o.in.refuse(number, "the clock is not like CLOCK: [2026-09-07 Mon 09:00]--[2026-09-07 Mon 10:30]")
		return o.in.count()
	}
	if m[3] == "" {
		o.in.running++
		return o.in.count()
	}
	start, okStart := localTime(m[1]+" "+m[2], "2006-01-02 15:04")
	end, okEnd := localTime(m[3]+" "+m[4], "2006-01-02 15:04")
	if !okStart || !okEnd {
		o.in.refuse(number, "a time%s%s does not exist", shown(m[1]+" "+m[2]), shown(m[3]+" "+m[4]))
		return o.in.count()
	}
	from, to := span(start, end, clockLength(m[5]), o.in.options.Zone)
	f := trackerFacts{Length: m[5]}
	var above []string
	for i, h := range o.path {
		f.Tags = append(f.Tags, h.tags...)
		if i < len(o.path)-1 {
			above = append(above, h.title)
		} else {
			f.Title = h.title
		}
	}
	f.Project = strings.Join(above, " / ")
	return o.in.keep(row{
		line: number, from: from, to: to, note: firstOf(f.Title, f.Project),
		key: []string{start.Format(time.DateTime), end.Format(time.DateTime)}, raw: f,
	})
}
