package exercise

// Words that people say and no option lists.

// A Lexicon reads words that are in no list of options.
type Lexicon interface {
	// Read returns what a word stands for.
	Read(word string) (Reading, bool)
	// Near returns the word that is one letter away from a mistyped one, or "".
	Near(word string) string
}

// A Reading is what a word stands for.
type Reading struct {
	ID  string // the option
	Own bool   // the word is saved as it was typed; ID says where it counts
	// Between are the options it may stand for where only the writer knows, ID
	// the first of them, and Reasons when each is meant.
	Between, Reasons []string
}

// Notice says what a word was taken for that may mean several things, and when
// it is something else.
func (r Reading) Notice(word string) string {
	text := word + " counts as " + r.ID
	for i, id := range r.Between {
		switch {
		case i >= len(r.Reasons):
		case i == 0:
			text += " (" + r.Reasons[0] + ")"
		default:
			text += "; if it was " + r.Reasons[i] + ", use " + id
		}
	}
	return text + "."
}

// read returns the option that a word names or stands for, and how it was read
// where no option lists it.
func (o Options) read(word string) (option Option, reading *Reading, found bool) {
	if option, found = Find(o.List, word); found || o.Lexicon == nil {
		return option, nil, found
	}
	read, known := o.Lexicon.Read(word)
	if !known || read.Own {
		return Option{}, nil, false
	}
	option, found = Find(o.List, read.ID)
	return option, &read, found
}

// near returns the option or the known word that a mistyped word is closest to.
func (o Options) near(word string) string {
	names := make([]string, 0, len(o.List))
	for _, option := range o.List {
		names = append(names, option.ID)
	}
	if near := Nearest(names, fold(word)); near != "" || o.Lexicon == nil {
		return near
	}
	return o.Lexicon.Near(word)
}

// OneLetterOff says whether two words differ by one letter: one more, one less,
// another one, or two neighbors the other way round.
func OneLetterOff(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || a == b {
		return false
	}
	at := 0
	for at < len(x) && x[at] == y[at] {
		at++
	}
	same := func(p, q []rune) bool { return string(p) == string(q) }
	if len(x) < len(y) {
		return same(x[at:], y[at+1:])
	}
	return same(x[at+1:], y[at+1:]) ||
		at+1 < len(x) && x[at] == y[at+1] && x[at+1] == y[at] && same(x[at+2:], y[at+2:])
}
