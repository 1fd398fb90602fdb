package cli

// How the words after `log` are read: how long, on what, and a note.

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"mull/internal/exercise"
	"mull/internal/lexicon"
	"mull/internal/period"
)

// A spell is one piece of time as it was typed.
type spell struct {
	length time.Duration // 0 where --from and --to say it
	word   string        // what names the category
	note   string
}

// mostLengthArgs bounds how many arguments say one length.
const mostLengthArgs = 7

// leadingLength reads the length that some arguments begin with, in the most
// arguments that make one, and returns what follows.
func leadingLength(args []string) (length time.Duration, rest []string, found bool) {
	for n := min(len(args), mostLengthArgs); n > 0; n-- {
		if length, err := period.ParseDuration(strings.Join(args[:n], " ")); err == nil {
			return length, args[n:], true
		}
	}
	return 0, args, false
}

// readSpells reads the arguments of log: "1h30m people NOTE", or a list such as
// "coding 2h, email 30m". Without clocked a length is needed.
func (p *program) readSpells(options []exercise.Option, args []string, clocked bool) ([]spell, error) {
	times := lexicon.NewTimes(options)
	if list, ok := joinedList(options, times, args); ok && !clocked {
		return list, nil
	}
	typed := args
	if len(args) == 1 {
		args = strings.Fields(args[0]) // "1h coding" in quotes
	}
	args = withoutBrackets(args)
	length, rest, found := leadingLength(args)
	if (found || clocked) && len(rest) > 0 && !strings.HasSuffix(rest[0], ",") {
		if word, note := nameAndNote(options, times, rest); known(options, times, word) {
			return []spell{{length, word, note}}, nil
		}
	}
	if list, ok := spellList(options, times, strings.Join(args, " ")); ok {
		return list, nil
	}
	one, named := nameFirst(options, times, strings.Fields(strings.Join(args, " ")))
	if !named || !known(options, times, one.word) {
		if other, ok := onePart(options, times, strings.Join(args, " ")); ok && !clocked {
			return []spell{other}, nil
		}
	}
	if named {
		return []spell{one}, nil
	}
	switch {
	case !found && !clocked:
		return nil, p.noLength(options, times, typed)
	case len(rest) == 0:
		return nil, usage(`mull log 1h30m ic "what it was"`, "log needs a length of time and a category")
	}
	word, note := nameAndNote(options, times, rest)
	return []spell{{length, word, note}}, nil
}

// noLength says that nothing typed says how long, or what the length is of.
func (p *program) noLength(options []exercise.Option, times *lexicon.Times, args []string) error {
	q := exercise.Question{Kind: "split", Options: exercise.Options{List: options, Lexicon: times}}
	if word := args[0]; len(args) > 1 && !known(options, times, word) || strings.Trim(word, "0123456789.,") == "" {
		_, err := period.ParseDuration(word)
		return usage(`mull log 1h30m ic "what it was"`, "%v", err)
	}
	var faults []string
	for _, part := range q.SplitParts(strings.Join(args, " ")) {
		if part.Err != nil {
			faults = append(faults, part.Err.Error())
		}
	}
	if len(faults) == 0 {
		faults = []string{fmt.Sprintf("can't tell how long and what in %q", strings.Join(args, " "))}
	}
	return usage(`mull log 1h30m ic "what it was"`, "%s", strings.Join(faults, "; "))
}

// known says whether a word is read as a category without asking anybody.
func known(options []exercise.Option, times *lexicon.Times, word string) bool {
	if _, found := exercise.Find(options, word); found {
		return true
	}
	_, found := times.Read(word)
	return found
}

// nameAndNote divides what follows a length into the category's name and a
// note: the name is one word where that is a category, else the longest known
// phrase. A phrase of which only a part is known is the note as well.
func nameAndNote(options []exercise.Option, times *lexicon.Times, args []string) (name, note string) {
	if len(args) > 1 && times.Lead(args) == 0 && slices.Contains([]string{"of", "on", "for", "doing", "in"}, strings.ToLower(args[0])) {
		args = args[1:]
	}
	if _, found := exercise.Find(options, args[0]); found {
		return args[0], strings.Join(args[1:], " ")
	}
	if n := times.Lead(args); n > 0 {
		return strings.Join(args[:n], " "), strings.Join(args[n:], " ")
	}
	whole := strings.Join(args, " ")
	if words := strings.Fields(args[0]); len(args) > 1 && times.Lead(words) == len(words) {
		return args[0], strings.Join(args[1:], " ")
	}
	if _, found := times.Read(whole); found {
		if len(strings.Fields(whole)) == 1 {
			return whole, ""
		}
		return whole, whole
	}
	return args[0], strings.Join(args[1:], " ")
}

// spellList reads several pieces of time in one line: "coding 2h, email 30m". The
// commas of a note make no list: each part says how long.
func spellList(options []exercise.Option, times *lexicon.Times, line string) ([]spell, bool) {
	q := exercise.Question{Kind: "split", Options: exercise.Options{List: options, Lexicon: times}}
	parts := q.SplitParts(line)
	if len(parts) < 2 {
		return nil, false
	}
	var list []spell
	for _, part := range parts {
		if part.Word == "" || part.Minutes <= 0 || part.Sign != 0 {
			return nil, false
		}
		word, note := nameAndNote(options, times, strings.Fields(part.Word))
		list = append(list, spell{time.Duration(part.Minutes * float64(time.Minute)), word, note})
	}
	return list, true
}

// joinedList reads a list that begins with a length: "2h meetings and 30m email".
// Each part names a category, and a joining word or comma stands between them;
// anything else after a length and a category is a note, and so is what was
// quoted on its own.
func joinedList(options []exercise.Option, times *lexicon.Times, args []string) ([]spell, bool) {
	if len(args) > 1 && slices.ContainsFunc(args, func(arg string) bool { return strings.Contains(arg, " ") }) {
		return nil, false
	}
	line := strings.Join(args, " ")
	q := exercise.Question{Kind: "split", Options: exercise.Options{List: options, Lexicon: times}}
	parts := q.SplitParts(line)
	if len(parts) < 2 || joints(line) < len(parts)-1 {
		return nil, false
	}
	for _, part := range parts {
		if part.Err != nil {
			return nil, false
		}
	}
	return spellList(options, times, line)
}

// joints counts what can join the parts of a list.
func joints(line string) (count int) {
	for _, word := range strings.Fields(line) {
		switch {
		case slices.Contains([]string{"and", "then", "plus", "&", "+", "/"}, strings.ToLower(word)), strings.ContainsAny(word, ",;\n"):
			count++
		}
	}
	return count
}

// withoutBrackets takes the brackets from a length: "meetings (3h)".
func withoutBrackets(args []string) []string {
	out := slices.Clone(args)
	for i, arg := range out {
		inside, closed := strings.CutSuffix(strings.TrimPrefix(arg, "("), ")")
		if _, err := period.ParseDuration(inside); closed && len(inside) == len(arg)-2 && err == nil {
			out[i] = inside
		}
	}
	return out
}

// nameFirst reads "coding 2h NOTE" and "coding: 2h".
func nameFirst(options []exercise.Option, times *lexicon.Times, words []string) (spell, bool) {
	for at := 1; at < len(words); at++ {
		length, rest, found := leadingLength(words[at:])
		if !found {
			continue
		}
		name := strings.TrimRight(strings.Join(words[:at], " "), ":=-–—, ")
		name = strings.TrimSuffix(name, " for")
		one := spell{length: length, word: name, note: strings.Join(rest, " ")}
		if fields := strings.Fields(name); len(fields) > 1 && !exactly(options, times, fields) {
			one.note = strings.TrimSpace(name + " " + one.note)
		}
		return one, true
	}
	if len(words) == 1 {
		return spellInWord(options, times, words[0])
	}
	return spell{}, false
}

// onePart reads what only a question about the day's time would take: "spent 2
// hours coding", "3h, meetings", "hour and a half of meetings".
func onePart(options []exercise.Option, times *lexicon.Times, line string) (spell, bool) {
	q := exercise.Question{Kind: "split", Options: exercise.Options{List: options, Lexicon: times}}
	parts := q.SplitParts(line)
	if len(parts) != 1 || parts[0].Err != nil || parts[0].Minutes <= 0 || parts[0].Sign != 0 {
		return spell{}, false
	}
	word, note := nameAndNote(options, times, strings.Fields(parts[0].Word))
	return spell{time.Duration(parts[0].Minutes * float64(time.Minute)), word, note}, true
}

// exactly says whether words are a category or a known phrase and nothing more.
func exactly(options []exercise.Option, times *lexicon.Times, words []string) bool {
	if _, found := exercise.Find(options, strings.Join(words, " ")); found {
		return true
	}
	return times.Lead(words) == len(words)
}

// spellInWord reads "coding:2h" and "coding=2h".
func spellInWord(options []exercise.Option, times *lexicon.Times, word string) (spell, bool) {
	q := exercise.Question{Kind: "split", Options: exercise.Options{List: options, Lexicon: times}}
	parts := q.SplitParts(word)
	if len(parts) != 1 || parts[0].Err != nil || parts[0].Minutes <= 0 {
		return spell{}, false
	}
	return spell{length: time.Duration(parts[0].Minutes * float64(time.Minute)), word: parts[0].Word}, true
}
