package coaching

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A mark is one of the form's own lines, found anywhere in a text: mail may
// have joined it with others or broken it in two.
type mark struct {
	kind       markKind
	number, of int
	id         string // of the assignment, or of the answer's question
	start, end int
}

type markKind int

const (
	markNone markKind = iota
	markForm
	markQuestion
	markAnswer
	markEnd
)

var formMarks = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)==+\s*mull\s+form\s+1\s*:\s*([0-9a-f\s-]{36,80}?)\s*==+` +
		`|==+\s*Question\s+(\d{1,4})\s+of\s+(\d{1,4})\s*==+` +
		`|Answer\s+(\d{1,4})\s+\[\s*([^\]\s]{1,60})\s*\]\s*:` +
		`|(==+\s*End\s+of\s+the\s+form\s*==+)`)
})

func findMarks(text string) []mark {
	var marks []mark
	for _, at := range formMarks().FindAllStringSubmatchIndex(text, -1) {
		group := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return text[at[2*n]:at[2*n+1]]
		}
		m := mark{start: at[0], end: at[1]}
		switch {
		case group(1) != "":
			m.kind, m.id = markForm, strings.ToLower(strings.Join(strings.Fields(group(1)), ""))
			if uuid("", m.id) != nil {
				continue
			}
		case group(2) != "":
			m.kind, m.number, m.of = markQuestion, atoi(group(2)), atoi(group(3))
		case group(4) != "":
			m.kind, m.number, m.id = markAnswer, atoi(group(4)), group(5)
		default:
			m.kind = markEnd
		}
		marks = append(marks, m)
	}
	return marks
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // at most four digits
	return n
}

var formMarkBegins = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)==+\s*(mull\s+form|Question\s+\d|End\s+of)|Answer\s+\d+\s+\[`)
})

// unquoteForm takes off the quote marks of mail, as many as the form's own
// lines have: an answer that begins with > keeps it unless the form itself came
// quoted.
func unquoteForm(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\u00a0", " "), "\n")
	begins := func(line string) bool { return formMarkBegins().MatchString(line) }
	depth := 0
	if first := slices.IndexFunc(lines, begins); first >= 0 {
		depth, _ = quoteDepth(lines[first], len(lines[first]))
	}
	for i, line := range lines {
		if begins(line) {
			depth, _ = quoteDepth(line, len(line))
		}
		_, lines[i] = quoteDepth(line, depth)
	}
	return strings.Join(lines, "\n")
}

// quoteDepth takes at most so many quote marks off a line and says how many
// they were.
func quoteDepth(line string, most int) (depth int, rest string) {
	rest = line
	for depth < most {
		after, found := strings.CutPrefix(strings.TrimLeft(rest, " \t"), ">")
		if !found {
			break
		}
		depth, rest = depth+1, after
	}
	if depth > 0 {
		rest = strings.TrimPrefix(rest, " ")
	}
	return depth, rest
}

// without takes the form's own words out of a text, wherever its lines now
// break. whole says whether they were there; if not, nothing is taken out.
func without(text, own string) (rest string, whole bool) {
	want := strings.Fields(own)
	words, ends := positions(text)
	if len(want) == 0 {
		return text, true
	}
	for first := 0; first+len(want) <= len(words); first++ {
		if text[words[first]:ends[first]] != want[0] {
			continue
		}
		same := true
		for i := range want {
			if text[words[first+i]:ends[first+i]] != want[i] {
				same = false
				break
			}
		}
		if same {
			return text[:words[first]] + text[ends[first+len(want)-1]:], true
		}
	}
	return text, false
}

// positions returns where each word of a text starts and ends.
func positions(text string) (starts, ends []int) {
	at := 0
	for _, word := range strings.Fields(text) {
		at += strings.Index(text[at:], word)
		starts, ends = append(starts, at), append(ends, at+len(word))
		at += len(word)
	}
	return starts, ends
}
