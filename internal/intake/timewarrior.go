package intake

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"
)

// readTimewarrior reads the data files of Timewarrior (inc lines) and what
// `timew export` writes. Both are in UTC. The id of the export counts from the
// newest interval and is no identity.
func readTimewarrior(in *reading, src *source) error {
	if head := strings.TrimSpace(string(src.head()[:min(64, len(src.head()))])); strings.HasPrefix(head, "[") {
		w := newWalker(in, src)
		return w.run(func() error {
			return list(w, func(line int, x *interval) error { return in.interval(line, x) })
		})
	}
	return in.eachLine(src, func(number int, text string) error {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		x, err := parseInc(text)
		if err != nil {
			return in.unread(number, text, err.Error())
		}
		return in.interval(number, x)
	})
}

// An interval is one of Timewarrior's.
type interval struct {
	Start      string   `json:"start"`
	End        string   `json:"end"`
	Tags       []string `json:"tags"`
	Annotation string   `json:"annotation"`
}

const utcStamp = "20060102T150405Z"

func (in *reading) interval(line int, x *interval) error {
	from, err := time.Parse(utcStamp, x.Start)
	if err != nil {
		in.refuse(line, "its start%s is not a time like 20260907T080000Z", shown(x.Start))
		return in.count()
	}
	if x.End == "" {
		in.running++
		return in.count()
	}
	to, err := time.Parse(utcStamp, x.End)
	if err != nil {
		in.refuse(line, "its end%s is not a time like 20260907T080000Z", shown(x.End))
		return in.count()
	}
	tags := slices.Sorted(slices.Values(x.Tags))
	return in.keep(row{
		line: line, from: from, to: to, note: cmp.Or(x.Annotation, strings.Join(x.Tags, ", ")),
		key: append([]string{x.Start, x.End}, tags...),
		raw: trackerFacts{Title: x.Annotation, Tags: tags},
	})
}

// parseInc reads a line of a data file:
//
//	inc 20220205T080000Z - 20220205T110000Z # FOO "two words" # "annotation"
func parseInc(line string) (*interval, error) {
	words, err := timewWords(line)
	if err != nil {
		return nil, err
	}
	if len(words) < 2 || words[0] != "inc" {
		return nil, errors.New("the line is no interval (inc START - END)")
	}
	x := &interval{Start: words[1]}
	words = words[2:]
	if len(words) > 1 && words[0] == "-" {
		x.End, words = words[1], words[2:]
	}
	if len(words) == 0 {
		return x, nil
	}
	if words[0] != "#" {
		return nil, errors.New("after its times the line has something else than # and tags")
	}
	words = words[1:]
	if at := slices.Index(words, "#"); at >= 0 {
		x.Annotation = strings.Join(quotedOff(words[at+1:]), " ")
		words = words[:at]
	}
	x.Tags = quotedOff(words)
	return x, nil
}

// timewWords divides a line at spaces outside quotes; quotes stay, so that a
// tag "#" is no divider.
func timewWords(line string) ([]string, error) {
	var words []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimLeft(line, " \t") {
		end := strings.IndexAny(line, " \t")
		if line[0] == '"' {
			if end = closing(line); end < 0 {
				return nil, errors.New("a quotation mark in the line is left open")
			}
		} else if end < 0 {
			end = len(line)
		}
		words = append(words, line[:end])
		line = line[end:]
	}
	return words, nil
}

// closing returns where a quoted word ends.
func closing(line string) int {
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

func quotedOff(words []string) []string {
	var plain []string
	for _, word := range words {
		if len(word) > 1 && word[0] == '"' {
			word = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(word[1 : len(word)-1])
		}
		plain = append(plain, word)
	}
	return plain
}
