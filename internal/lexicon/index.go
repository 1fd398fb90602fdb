package lexicon

// The lists as they are looked up: sorted lines made from the YAML, since reading
// that takes about as long as logging an hour.

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:generate go test -run TestIndexesAreCurrent -update

//go:embed times.index
var timesIndex string

//go:embed feelings.index
var feelingsIndex string

// An index holds the keys and roots of a list, each with the number of its
// meaning.
type index struct {
	meanings []*meaning
	lines    string // sorted by what is before the tab, each with its line end
}

var (
	indexedTimes    = sync.OnceValue(func() *index { return readIndex(timesIndex) })
	indexedFeelings = sync.OnceValue(func() *index { return readIndex(feelingsIndex) })
)

// rootMark is before a root, which may be spelled like a key.
const rootMark = "-"

// writeIndex returns a list as index text: its meanings, an empty line, its keys
// and roots.
func writeIndex(t *table) string {
	var meanings, lines []string
	number := func(m *meaning) int {
		line := strings.Join([]string{m.id, string(m.kind), strings.Join(m.between, ";"), strings.Join(m.reasons, ";")}, "\t")
		if !slices.Contains(meanings, line) {
			meanings = append(meanings, line)
		}
		return slices.Index(meanings, line)
	}
	for _, word := range t.words {
		parts := tokens(word)
		of, end := key(parts), root(parts)
		lines = append(lines, fmt.Sprintf("%s\t%d\n", of, number(t.keys[of])))
		if m := t.roots()[end]; m != nil {
			lines = append(lines, fmt.Sprintf("%s%s\t%d\n", rootMark, end, number(m)))
		}
	}
	slices.Sort(lines)
	return strings.Join(meanings, "\n") + "\n\n" + strings.Join(slices.Compact(lines), "")
}

func readIndex(text string) *index {
	head, lines, _ := strings.Cut(text, "\n\n")
	x := &index{lines: lines}
	for line := range strings.SplitSeq(head, "\n") {
		fields := strings.Split(line, "\t")
		m := &meaning{id: fields[0], kind: kind(fields[1])}
		if fields[2] != "" {
			m.between, m.reasons = strings.Split(fields[2], ";"), strings.Split(fields[3], ";")
		}
		x.meanings = append(x.meanings, m)
	}
	return x
}

// find returns the meaning of words by their key, else by their root.
func (x *index) find(parts []string) *meaning {
	if m := x.at(key(parts)); m != nil {
		return m
	}
	return x.at(rootMark + root(parts))
}

// at returns the meaning of a line, found by halving.
func (x *index) at(name string) *meaning {
	name += "\t"
	low, high := 0, len(x.lines) // ends of lines
	for low < high {
		start := low + strings.LastIndexByte(x.lines[low:(low+high)/2], '\n') + 1
		end := start + strings.IndexByte(x.lines[start:], '\n')
		switch line := x.lines[start:end]; {
		case strings.HasPrefix(line, name):
			n, err := strconv.Atoi(line[len(name):])
			if err != nil || n >= len(x.meanings) {
				return nil
			}
			return x.meanings[n]
		case line < name:
			low = end + 1
		default:
			high = start
		}
	}
	return nil
}
