package report

import (
	"fmt"
	"io"
	"strings"

	"mull/internal/journal"
	"mull/internal/period"
)

// Markdown writes the journal as pages to be read, day by day.
func (b *Book) Markdown(w io.Writer) error {
	var out strings.Builder
	out.WriteString("# Journal\n")
	day := period.Day(-1 << 30)
	timed := false // the lines of time stand together as one list
	heading := func(of period.Day) {
		if of != day {
			day, timed = of, false
			fmt.Fprintf(&out, "\n## %s\n", of.Format("Monday 2 January 2006"))
		}
	}
	b.each(func(e *Entry) {
		heading(e.Day)
		timed = false
		e.markdown(&out)
	}, func(a *Activity) {
		heading(a.Day)
		if !timed {
			out.WriteByte('\n')
		}
		timed = true
		a.markdown(&out)
	})
	if len(b.Entries)+len(b.Activities) == 0 {
		out.WriteString("\nNothing is written in these days.\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (e *Entry) markdown(out *strings.Builder) {
	title := e.Exercise
	if e.Asked != nil {
		title = e.Asked.TitleOn(e.Lists.Past)
	}
	fmt.Fprintf(out, "\n### %s (%d)\n", inline(title), e.Number)
	for _, q := range e.leaving() {
		said := answer(q, e.Answers[q.ID])
		if e.Answers[q.ID] == nil {
			continue
		}
		if q.Ask != "" {
			fmt.Fprintf(out, "\n**%s**\n", inline(q.Ask))
		}
		for i, s := range said {
			switch {
			case s.own:
				out.WriteString("\n" + quoted(s.words))
			case !s.own && strings.Contains(s.words, "\n"): // an item of a group
				first, rest, _ := strings.Cut(s.words, "\n")
				fmt.Fprintf(out, "\n%s\n\n", inline(first))
				for line := range strings.SplitSeq(rest, "\n") {
					fmt.Fprintf(out, "- %s\n", inline(line))
				}
			case !s.quiet && i+1 < len(said) && said[i+1].quiet:
				fmt.Fprintf(out, "\n%s %s\n", inline(s.words), inline(said[i+1].words))
			case !s.quiet:
				fmt.Fprintf(out, "\n%s\n", inline(s.words))
			}
		}
	}
}

func (a *Activity) markdown(out *strings.Builder) {
	fmt.Fprintf(out, "- %s %s", period.FormatMinutes(minutesOf(&a.Activity, a.Now)), inline(a.Category))
	if span := clockSpan(&a.Activity); span != "" {
		fmt.Fprintf(out, ", %s", span)
	}
	if a.Source == journal.Estimated {
		out.WriteString(", a guess")
	}
	if a.Note != "" {
		fmt.Fprintf(out, ": %s", inline(a.Note))
	}
	out.WriteByte('\n')
}

// quoted writes own words as a quotation, line by line.
func quoted(words string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(CleanBlock(words)), "\n") {
		out.WriteString(strings.TrimRight("> "+escapeMarkdown(line), " ") + "\n")
	}
	return out.String()
}

func inline(words string) string { return escapeMarkdown(strings.TrimSpace(Clean(words))) }

// escapeMarkdown keeps words from being read as Markdown or HTML.
func escapeMarkdown(line string) string {
	line = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "|", `\|`).Replace(line)
	bare := strings.TrimLeft(line, " ")
	if bare != "" && strings.ContainsRune("#>+-=~", rune(bare[0])) {
		return `\` + bare
	}
	return line
}
