package exercise

// Words typed at a prompt that match no option: they are saved as own words.

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// A Typo decides whether a word that is one letter away from a known one was
// meant as that. Where nobody can be asked it is nil.
type Typo func(word, near string) (meant bool, err error)

// ParseOwn reads a line typed at a prompt as Parse does, and what matches no
// option as own words, where those are welcome. own are the own words that no
// list knows at all. Of a word one letter away from a known one typo decides;
// without typo a feeling is taken as it is, and anything else is refused, so
// that a slip doesn't become data.
func (q *Question) ParseOwn(line string, typo Typo) (value any, own []string, err error) {
	value, err = q.Parse(line)
	var unknown *UnknownOption
	if err == nil || !q.Other || !errors.As(err, &unknown) || q.Kind != "choice" && q.Kind != "many" {
		return value, nil, err
	}
	text, err := cleanText(line)
	if err != nil {
		return nil, nil, err
	}
	r := &ownReader{q: q, typo: typo}
	tree, err := r.tree(text)
	if err != nil {
		return nil, nil, err
	}
	value, err = q.Check(tree)
	return value, r.own, err
}

// An ownReader reads options and own words.
type ownReader struct {
	q    *Question
	typo Typo
	own  []string
}

func (r *ownReader) tree(line string) (any, error) {
	if r.q.Kind == "choice" {
		word, note := cutNote(r.q, line)
		tree, err := r.word(word)
		return withNote(tree, note), err
	}
	list := []any{}
	for _, piece := range r.pieces(line) {
		tree, err := r.word(piece)
		if err != nil {
			return nil, err
		}
		list = append(list, tree)
	}
	return list, nil
}

// word reads one option, or own words.
func (r *ownReader) word(word string) (any, error) {
	tree, err := readOption(r.q, word)
	var unknown *UnknownOption
	if !errors.As(err, &unknown) {
		return tree, err
	}
	near := r.q.Options.OneOff(word)
	switch {
	case near == "":
	case r.typo == nil && r.q.Options.Lexicon == nil:
		return nil, err
	case r.typo != nil:
		meant, err := r.typo(word, near)
		if err != nil {
			return nil, err
		}
		if meant {
			return readOption(r.q, near)
		}
	}
	r.own = append(r.own, word)
	return map[string]any{OtherID: word}, nil
}

// pieces divides a line at its commas, or else at its spaces. Words between
// known ones that are known neither alone nor together are one piece; a line
// that is a sentence stays whole.
func (r *ownReader) pieces(line string) []string {
	if hasComma(line) {
		return pieces(line, ',')
	}
	fields := words(r.q, line)
	isKnown := func(word string) bool { return r.known(word) || r.q.Options.OneOff(word) != "" }
	if !slices.ContainsFunc(fields, isKnown) {
		return []string{line}
	}
	if r.q.Options.Lexicon == nil && !isKnown(fields[0]) {
		return []string{line} // a sentence that happens to hold an option's word
	}
	var out []string
	joins := false
	for _, field := range fields {
		if isKnown(field) {
			out, joins = append(out, field), false
			continue
		}
		if joins {
			out[len(out)-1] += " " + field
			continue
		}
		out, joins = append(out, field), true
	}
	return out
}

func (r *ownReader) known(word string) bool {
	_, err := readOption(r.q, word)
	return err == nil
}

// OneOff returns the option or known word one letter away from a word, or "".
func (o Options) OneOff(word string) string {
	if _, err := strconv.Atoi(word); err == nil || len([]rune(word)) < 4 {
		return ""
	}
	low := strings.ToLower(strings.TrimSpace(word))
	for _, option := range o.List {
		for _, name := range append([]string{option.ID, strings.ToLower(option.Label)}, option.Also...) {
			if OneLetterOff(low, name) {
				return name
			}
		}
	}
	if o.Lexicon == nil {
		return ""
	}
	return o.Lexicon.Near(low)
}

// asTyped returns own words for a word that is saved as it was typed.
func (o Options) asTyped(word string) (any, bool) {
	if o.Lexicon == nil {
		return nil, false
	}
	reading, found := o.Lexicon.Read(word)
	if !found || !reading.Own {
		return nil, false
	}
	return map[string]any{OtherID: strings.TrimSpace(word)}, true
}

// Knows says whether a word is an option, or stands for one.
func (o Options) Knows(word string) bool {
	if _, found := Find(o.List, word); found {
		return true
	}
	if o.Lexicon == nil {
		return false
	}
	_, found := o.Lexicon.Read(word)
	return found
}

// CheckOption reads one word as an option, or as a feeling that is known.
func (q *Question) CheckOption(word string) (any, error) { return checkOption(q, word) }
