package exercise

import (
	"fmt"
	"strings"
)

// many takes several options, Max at the most, or Exactly so many; fewer are an
// answer in part.
var manyKind = kind{
	read: readMany,
	check: func(q *Question, tree any) (any, error) {
		picked, wrong := checkOptions(q, tree)
		if len(picked) == 0 {
			return nil, wrong.err()
		}
		if q.Max != nil && len(picked) > int(*q.Max) {
			wrong.add("pick at most %s (%d so far)", Number(*q.Max), len(picked))
		}
		if want := min(q.Exactly, len(q.Options.List)); len(picked) > want && q.Exactly > 0 {
			wrong.add("pick exactly %d (%d so far)", want, len(picked))
		}
		if len(wrong) > 0 {
			return nil, wrong.err()
		}
		return picked, nil
	},
	line: optionsLine,
	short: func(q *Question, value any) string {
		return shortOf("Pick exactly %d (%d so far)", min(q.Exactly, len(q.Options.List)), value)
	},
	needs: needsOptions,
}

// shortOf says how many of a list there are to be and how many there are.
func shortOf(words string, want int, value any) string {
	list, _ := value.([]any)
	if len(list) >= want {
		return ""
	}
	return fmt.Sprintf(words, want, len(list))
}

// readMany reads options. Where they come from what the user carries, whatever
// is none of them is new, and said in own words without further ado.
func readMany(q *Question, line string) (any, error) {
	tree, err := readOptions(q, line)
	if err == nil || !q.Other || q.Options.From != "open-items" {
		return tree, err
	}
	list, known := []any{}, false
	for _, part := range pieces(line, ',') {
		option, err := readOption(q, part)
		known = known || err == nil
		if err != nil {
			option = map[string]any{OtherID: part}
		}
		list = append(list, option)
	}
	if !known {
		// No part of it is on the list: its commas are the sentence's own.
		return []any{map[string]any{OtherID: line}}, nil
	}
	return list, nil
}

// readOptions reads options with commas between, or spaces where there is no
// comma. A label may hold commas itself, if its parts are no options. Where there
// is nothing to choose from, the line is own words.
func readOptions(q *Question, line string) (any, error) {
	list := []any{}
	if len(q.Options.List) == 0 && q.Other && !strings.HasPrefix(line, OtherID+":") {
		return append(list, map[string]any{OtherID: line}), nil
	}
	var wrong problems
	for _, word := range words(q, line) {
		tree, err := readOption(q, word)
		if err != nil {
			wrong.join(err)
			continue
		}
		list = append(list, tree)
	}
	if whole, found := labelled(q, line); found && len(wrong) > 0 {
		return []any{whole}, nil
	}
	if len(wrong) > 0 {
		return nil, wrong.err()
	}
	return list, nil
}

// labelled finds the option whose label is the whole line.
func labelled(q *Question, line string) (any, bool) {
	for _, o := range q.Options.List {
		if strings.EqualFold(o.Label, line) {
			return optionTree(o), true
		}
	}
	return nil, false
}

// checkOptions brings a list of options to its canonical form. Those that do
// not fit stay among the picked, so that they count where a number is wanted.
func checkOptions(q *Question, tree any) (picked []any, wrong problems) {
	list, ok := tree.([]any)
	if !ok {
		wrong.add("wants a list of options, have %s", shown(tree))
		return nil, wrong
	}
	picked = []any{}
	seen := map[string]bool{}
	for _, item := range list {
		option, err := checkOption(q, item)
		if err != nil {
			wrong.join(err)
			picked = append(picked, nil)
			continue
		}
		if option == nil {
			continue
		}
		key := optionLine(option)
		if seen[key] {
			wrong.add("names %q twice", key)
			continue
		}
		seen[key] = true
		picked = append(picked, option)
	}
	return picked, wrong
}

func optionsLine(_ *Question, value any) string {
	list, _ := value.([]any)
	parts := make([]string, len(list))
	for i, item := range list {
		parts[i] = optionLine(item)
	}
	return strings.Join(parts, ", ")
}

// words divides a line into options: at commas, or at spaces. Own words go to
// the end of the line or the next comma.
func words(q *Question, line string) []string {
	if hasComma(line) {
		return pieces(line, ',')
	}
	if strings.HasPrefix(line, OtherID+":") {
		return []string{line}
	}
	var own []string
	if at := strings.Index(line, " "+OtherID+":"); at >= 0 {
		line, own = line[:at], []string{line[at+1:]}
	}
	if q.Options.Lexicon == nil {
		return append(byLength(q.Options, strings.Fields(line)), own...)
	}
	var list []string
	for part := range strings.SplitSeq(strings.Join(strings.Fields(line), " "), " and ") {
		list = append(list, byLength(q.Options, strings.Fields(part))...)
	}
	return append(list, own...)
}

// byLength joins words so that each names the longest option it can: of "dark
// blue red" two where "dark blue" is one.
func byLength(options Options, fields []string) []string {
	var out []string
	for len(fields) > 0 {
		length := 1
		for n := min(len(fields), mostWords); n > 1; n-- {
			if options.names(strings.Join(fields[:n], " ")) {
				length = n
				break
			}
		}
		out = append(out, strings.Join(fields[:length], " "))
		fields = fields[length:]
	}
	return out
}

// names says whether words are an option, or a feeling that is known.
func (o Options) names(words string) bool {
	if _, found := Find(o.List, words); found {
		return true
	}
	_, found := o.asTyped(words)
	return found
}

// mostWords bounds how many words of a line are tried as one option.
const mostWords = 40

func hasComma(line string) bool {
	_, _, found := cut(line, ',')
	return found
}
