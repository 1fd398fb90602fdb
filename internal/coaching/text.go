package coaching

import (
	"fmt"
	"strings"

	"mull/internal/english"
)

// Text returns a preview in plain words: each answer as it would leave, marked
// whether it does.
func (p *Preview) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n", p.Title, p.Exercise)
	for _, f := range p.Fields {
		mark := "stays "
		if f.On {
			mark = "LEAVES"
		}
		fmt.Fprintf(&b, "\n%s  %s  [%s]\n", mark, oneLine(f.Ask), f.Question)
		b.WriteString(quoted(f.SharedField))
		if f.Locked != "" {
			fmt.Fprintf(&b, "        (%s)\n", f.Locked)
		}
		for _, told := range f.Tells {
			fmt.Fprintf(&b, "        (%s)\n", told)
		}
	}
	return b.String()
}

// Text returns a share as it left and as the coach reads it.
func (s *Share) Text() string {
	var b strings.Builder
	if s.State != "" {
		fmt.Fprintf(&b, "What became of it: %s\n", s.State.Words())
	}
	for _, e := range s.Entries {
		fmt.Fprintf(&b, "%s (%s)\n", e.Title, e.Exercise)
		for _, f := range e.Fields {
			fmt.Fprintf(&b, "\n  %s\n%s", or(oneLine(f.Ask), pageAsk), quoted(f))
		}
	}
	for _, t := range s.Trends {
		fmt.Fprintf(&b, "\n%s (%s.%s, %s)\n", oneLine(t.Ask), t.Exercise, t.Question, english.Count(t.Answers, "answer", "answers"))
		for _, c := range t.Counts {
			fmt.Fprintf(&b, "        %s: %d\n", c.Value, c.N)
		}
	}
	return b.String()
}

func quoted(f SharedField) string {
	text := "        " + strings.ReplaceAll(f.Text, "\n", "\n        ") + "\n"
	switch {
	case f.Edited && f.Redacted:
		return text + "        (worded for you, with words left out)\n"
	case f.Edited:
		return text + "        (worded for you)\n"
	case f.Redacted:
		return text + "        (with words left out)\n"
	}
	return text
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Leaves and Stays are the last screen before a share is written: what is on
// its way out, and what is not, each as lines.
func Leaves(s *Share) []string {
	var lines []string
	if s.State != "" {
		lines = append(lines, "that the exercise is: "+s.State.Words())
	}
	for _, e := range s.Entries {
		for _, f := range e.Fields {
			lines = append(lines, fmt.Sprintf("%s: %s", e.Title, or(oneLine(f.Ask), pageAsk)))
		}
	}
	for _, t := range s.Trends {
		var counts []string
		for _, c := range t.Counts {
			counts = append(counts, fmt.Sprintf("%s: %d", c.Value, c.N))
		}
		lines = append(lines, fmt.Sprintf("counts and the options' names: %s (%s)", oneLine(t.Ask), strings.Join(counts, ", ")))
	}
	return lines
}

// Beside lists what goes with a share without being an answer. A share's id is
// made by chance and tells nothing.
func Beside(s *Share) []string {
	lines := []string{"your name and your key, as mull id shows them"}
	if s.Assignment != "" {
		lines = append(lines, "which exercise of theirs it answers")
	}
	return lines
}

// Stays lists what of these entries is kept back, and what always is.
func Stays(previews []*Preview) []string {
	var lines []string
	for _, p := range previews {
		for _, f := range p.Fields {
			if !f.On {
				lines = append(lines, fmt.Sprintf("%s: %s", p.Title, oneLine(f.Ask)))
			}
		}
	}
	return append(lines,
		"questions you skipped, and that you skipped them",
		"every other entry, your time and your notes",
		"when you wrote any of it")
}
