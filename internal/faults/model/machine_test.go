// A journal and its model side by side, and what both are told to do.

package model

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// A machine is a journal and its model.
type machine struct {
	*desk
	*book
	touched  []int64 // numbers to look at after this command
	settings *state  // those compared last
	floor    string  // the dump that undoing everything gives back
	backedUp *backup
	calendar []event
}

// A backup is one that was written to a file, and what it held.
type backup struct {
	book    *book
	journal string // whose it is
	floor   string
	sealed  bool
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// act is book.do at the instant of the command just run.
func (m *machine) act(kind string, change func(), rewritten ...int64) {
	before := len(m.acts)
	m.do(kind, m.at(), change, rewritten...)
	for _, a := range m.acts[before:] {
		m.touched = append(m.touched, slices.Sorted(maps.Keys(a.did))...)
	}
}

// at is the instant of the command that was run last.
func (m *machine) at() time.Time { return m.clock.Add(time.Duration(m.ticks) * time.Millisecond) }

func pick[T any](t *rapid.T, name string, from ...T) T { return rapid.SampledFrom(from).Draw(t, name) }

func between(t *rapid.T, name string, low, high int) int {
	return rapid.IntRange(low, high).Draw(t, name)
}

// one picks a number from what there is, or skips the action.
func one[T any](t *rapid.T, name string, from map[int64]T) int64 {
	if len(from) == 0 {
		t.Skip("there is none")
	}
	return rapid.SampledFrom(slices.Sorted(maps.Keys(from))).Draw(t, name)
}

// where is what of it may be picked.
func where[T any](from map[int64]T, keep func(n int64, x T) bool) map[int64]T {
	kept := map[int64]T{}
	for n, x := range from {
		if keep(n, x) {
			kept[n] = x
		}
	}
	return kept
}

var notes = []string{"", "a fix", "the board #budget", "Zürich – “plan” 日本"}

func (m *machine) aCategory(t *rapid.T) string {
	ids := []string{"hands-on", "people", "direction", "admin"}
	for _, c := range m.Categories {
		ids = append(ids, c.ID)
	}
	return pick(t, "category", ids...)
}

// log records time, with clock times or without, and perhaps the reasons.
func (m *machine) log(t *rapid.T) {
	category := m.aCategory(t)
	ago := between(t, "days ago", 0, 5)
	p := piece{Day: m.daysAgo(ago), Zone: m.zone, Category: category, Note: pick(t, "note", notes...), Source: "logged", Minutes: 15 * between(t, "quarters", 1, 40)}
	args := []string{"log", "--date", p.Day}
	if ago > 0 && rapid.Bool().Draw(t, "clocked") {
		from := 15 * between(t, "from", 0, 48)
		day, err := time.ParseInLocation(time.DateOnly, p.Day, zoneOf(m.zone))
		if err != nil {
			t.Fatal(err)
		}
		p.From = day.Add(time.Duration(from) * time.Minute).UTC()
		p.To = p.From.Add(time.Duration(p.Minutes) * time.Minute)
		args = append(args, "--from", p.From.In(day.Location()).Format("15:04"), "--to", p.To.In(day.Location()).Format("15:04"), category)
	} else {
		args = append(args, strconv.Itoa(p.Minutes)+"m", category)
	}
	if p.Note != "" {
		args = append(args, p.Note)
	}
	var why []any
	if m.track(category) == "ic" && rapid.Bool().Draw(t, "with reasons") {
		why = pick(t, "why", []any{"unwind"}, []any{"easier", "unwind"}, []any{"asked", "proof", "expected"})
		args = append(args, "--why", commas(why))
	}
	if m.loggedOn(p.Day, 0, p) > dayLength {
		m.run(t, 2, "", args...)
		return
	}
	m.run(t, 0, "", args...)
	m.act("log", func() {
		n := m.number()
		p.Made = m.at()
		if why != nil {
			p.Entry = m.number()
			answers := map[string]any{"mins": float64(p.Minutes), "motive": why, "main": why[0]}
			if p.Note != "" {
				answers["task"] = p.Note
			}
			m.Pages[p.Entry] = m.newPage("ic-motives", p.Day, answers)
			about := m.Pages[p.Entry]
			about.About = n
			m.Pages[p.Entry] = about
		}
		m.Pieces[n] = p
	})
}

func commas(list []any) string {
	var words []string
	for _, word := range list {
		words = append(words, word.(string))
	}
	return strings.Join(words, ",")
}

func (m *machine) newPage(exercise, day string, answers map[string]any) page {
	return page{Exercise: exercise, Day: day, Zone: m.zone, Started: m.at(), Written: m.at(), Backfilled: day != dayOf(m.at(), m.zone), Answers: answers}
}

func (m *machine) write(t *rapid.T) {
	words := pick(t, "text", "A page.", "Second thoughts #budget", "Größe\nin two lines")
	m.run(t, 0, words, "write", "-")
	m.act("write", func() { m.Pages[m.number()] = m.newPage("free-note", m.today(), map[string]any{"text": words}) })
}

func (m *machine) feel(t *rapid.T) {
	pleasant, word, day := between(t, "pleasant", 1, 5), pick(t, "word", "calm", "proud", "angry"), m.daysAgo(between(t, "days ago", 0, 3))
	m.run(t, 0, "", "feel", word, "--pleasant", strconv.Itoa(pleasant), "--date", day)
	m.act("feel", func() {
		m.Pages[m.number()] = m.newPage("emotion-checkin", day, map[string]any{"word": []any{word}, "pleasant": float64(pleasant)})
	})
}

var putOff = []string{"", "call Ruth", "the budget", "a no"}

// reflect answers by file: a guess of the day, and what was put off.
func (m *machine) reflect(t *rapid.T) {
	answers := map[string]any{"energy": float64(between(t, "energy", 1, 5))}
	if rapid.Bool().Draw(t, "guess") {
		answers["time"] = m.aGuess(t)
	}
	if words := pick(t, "put off", putOff...); words != "" {
		answers["putoff"] = words
	}
	day := m.daysAgo(between(t, "days ago", 0, 3))
	m.run(t, 0, text(answers), "reflect", "--date", day, "--answers", "-")
	m.act("reflect", func() {
		n := m.number()
		m.Pages[n] = m.newPage("daily-reflection", day, answers)
		m.record(n)
	})
}

func (m *machine) aGuess(t *rapid.T) map[string]any {
	guess := map[string]any{}
	for range between(t, "parts", 1, 3) {
		guess[m.aCategory(t)] = float64(15 * between(t, "quarters", 1, 16))
	}
	return guess
}

// record brings the time and the items of an entry in line with its answers.
func (m *machine) record(entry int64) {
	p := m.Pages[entry]
	owned := m.owned(entry)
	switch p.Exercise {
	case "ic-motives":
		for _, n := range owned {
			m.retell(n, p, int(p.Answers["mins"].(float64)), p.Answers["task"])
		}
	case "daily-reflection":
		guess, _ := p.Answers["time"].(map[string]any)
		for _, id := range slices.Sorted(maps.Keys(guess)) {
			at := slices.IndexFunc(owned, func(n int64) bool { return m.Pieces[n].Category == id })
			minutes := int(guess[id].(float64))
			if at < 0 {
				m.Pieces[m.number()] = piece{Day: p.Day, Zone: p.Zone, Category: id, Source: "estimated", Minutes: minutes, Entry: entry, Made: m.at()}
				continue
			}
			m.retell(owned[at], p, minutes, nil)
			owned = slices.Delete(owned, at, at+1)
		}
		for _, n := range owned {
			delete(m.Pieces, n)
		}
		m.recordItem(entry)
	}
}

// retell gives an entry's activity the day, length and note of its answers.
func (m *machine) retell(n int64, by page, minutes int, note any) {
	x := m.Pieces[n]
	x.Note, _ = note.(string)
	if x.clocked() && x.Day != by.Day {
		x.From = moved(x.From, x.Day, by.Day)
	}
	x.Day, x.Minutes = by.Day, minutes
	if x.clocked() {
		x.To = x.From.Add(time.Duration(minutes) * time.Minute)
	}
	m.Pieces[n] = x
}

// moved takes an instant to another day at the same time of the clock.
func moved(at time.Time, from, to string) time.Time {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		panic("no days")
	}
	return at.Add(b.Sub(a))
}

// recordItem puts what is put off on the list, unless it is there already.
func (m *machine) recordItem(entry int64) {
	words, _ := m.Pages[entry].Answers["putoff"].(string)
	present := m.itemsOf(entry)
	if words != "" {
		at := slices.IndexFunc(present, func(n int64) bool { return m.Items[n].Text == words })
		elsewhere := false
		for _, x := range m.Items {
			elsewhere = elsewhere || x.Entry != entry && x.State == "open" && x.Text == words
		}
		if at < 0 && !elsewhere {
			at = slices.IndexFunc(present, func(n int64) bool { return m.Items[n].State != "dropped" })
		}
		switch {
		case at >= 0:
			n := present[at]
			if x := m.Items[n]; x.Text != words {
				x.Text, x.State = words, "open"
				m.Items[n] = x
			}
			present = slices.Delete(present, at, at+1)
		case !elsewhere:
			m.Items[m.number()] = item{Text: words, Day: m.Pages[entry].Day, Entry: entry, State: "open"}
		}
	}
	for _, n := range present {
		if m.Items[n].State == "open" {
			delete(m.Items, n)
		}
	}
}

func (m *machine) settle(t *rapid.T) {
	n := one(t, "item", where(m.Items, func(_ int64, x item) bool { return x.State == "open" }))
	word := pick(t, "how", "done", "drop")
	m.run(t, 0, "", "due", word, number(n))
	m.act("due "+word, func() {
		x := m.Items[n]
		x.State = map[string]string{"done": "closed", "drop": "dropped"}[word]
		m.Items[n] = x
	})
}

// editPiece changes an activity, and with it the entry that tells of it.
func (m *machine) editPiece(t *rapid.T) {
	n := one(t, "activity", where(m.Pieces, func(_ int64, x piece) bool { return !x.running() }))
	x, args := m.Pieces[n], []string{"edit", number(n)}
	switch pick(t, "what", "length", "category", "note", "date") {
	case "length":
		x.Minutes = 15 * between(t, "quarters", 1, 40)
		if x.clocked() {
			x.To = x.From.Add(time.Duration(x.Minutes) * time.Minute)
			if dayOf(x.To, x.Zone) != x.Day {
				t.Skip("over midnight")
			}
		}
		args = append(args, "--length", strconv.Itoa(x.Minutes)+"m")
	case "category":
		x.Category = m.aCategory(t)
		args = append(args, "--category", x.Category)
	case "note":
		x.Note = pick(t, "note", notes[1:]...)
		args = append(args, "--note", x.Note)
	case "date":
		day := m.daysAgo(between(t, "days ago", 2, 6))
		if x.clocked() {
			x.From, x.To = moved(x.From, x.Day, day), moved(x.To, x.Day, day)
		}
		x.Day = day
		args = append(args, "--date", day)
	}
	if x == m.Pieces[n] {
		m.run(t, 0, "", args...)
		return
	}
	if x.To.After(m.now()) && (x.From != m.Pieces[n].From || x.To != m.Pieces[n].To) {
		m.run(t, 2, "", args...) // the clock went back, and this would be still to come
		return
	}
	if m.loggedOn(x.Day, n, x) > dayLength || x.Source == "estimated" {
		m.run(t, 2, "", args...)
		return
	}
	m.run(t, 0, "", args...)
	var rewritten []int64
	if x.Entry != 0 {
		rewritten = append(rewritten, x.Entry)
	}
	m.act("edit", func() {
		m.Pieces[n] = x
		if x.Entry == 0 {
			return
		}
		p := m.Pages[x.Entry]
		p.Day, p.Answers = x.Day, maps.Clone(p.Answers)
		p.Answers["mins"] = float64(x.Minutes)
		if x.Note != "" {
			p.Answers["task"] = x.Note
		}
		m.Pages[x.Entry] = p
	}, rewritten...)
}

// split makes two activities of one.
func (m *machine) split(t *rapid.T) {
	n := one(t, "activity", where(m.Pieces, func(_ int64, x piece) bool { return x.Source != "estimated" && x.Minutes > 15 && !x.running() }))
	x, category := m.Pieces[n], m.aCategory(t)
	cut := 5 * between(t, "fives", 1, x.Minutes/5-1)
	m.run(t, 0, "", "edit", number(n), "--split", strconv.Itoa(cut)+"m", category)
	var rewritten []int64
	if x.Entry != 0 {
		rewritten = append(rewritten, x.Entry)
	}
	m.act("edit", func() {
		rest := x
		rest.Minutes, rest.Category, rest.Entry, rest.Made, rest.Key, rest.Raw = cut, category, 0, m.at(), "", ""
		x.Minutes -= cut
		if x.clocked() {
			x.To = x.To.Add(-time.Duration(cut) * time.Minute)
			rest.From, rest.Day = x.To, dayOf(x.To, x.Zone)
		}
		if x.Entry != 0 {
			p := m.Pages[x.Entry]
			p.Answers = maps.Clone(p.Answers)
			p.Answers["mins"] = float64(x.Minutes)
			m.Pages[x.Entry] = p
		}
		m.Pieces[n], m.Pieces[m.number()] = x, rest
	}, rewritten...)
}

// editPage changes one answer of an entry.
func (m *machine) editPage(t *rapid.T) {
	n := one(t, "entry", m.Pages)
	p := m.Pages[n]
	var question, word string
	var value any
	number := func(id string, low, high int) {
		x := between(t, id, low, high)
		question, word, value = id, strconv.Itoa(x), float64(x)
	}
	words := func(id string, from ...string) {
		word = pick(t, id, from...)
		question, value = id, word
	}
	switch p.Exercise {
	case "free-note":
		words("text", "A page.", "Otherwise.")
	case "emotion-checkin":
		number(pick(t, "question", "pleasant", "energy"), 1, 5)
	case "envy-signal":
		number("size", 1, 5)
	case "ic-motives":
		switch pick(t, "question", "mins", "task", "price") {
		case "mins":
			number("mins", 1, 240)
		case "task":
			words("task", notes[1:]...)
		case "price":
			number("price", 1, 5)
		}
	case "daily-reflection":
		switch pick(t, "question", "energy", "putoff", "time") {
		case "energy":
			number("energy", 1, 5)
		case "putoff":
			words("putoff", putOff[1:]...)
		case "time":
			guess := m.aGuess(t)
			var parts []string
			for _, id := range slices.Sorted(maps.Keys(guess)) {
				parts = append(parts, id+" "+strconv.Itoa(int(guess[id].(float64)))+"m")
			}
			question, word, value = "time", strings.Join(parts, ", "), guess
		}
	}
	m.run(t, 0, "", "edit", strconv.FormatInt(n, 10), question, word)
	if text(p.Answers[question]) == text(value) {
		return
	}
	m.act("edit", func() {
		p.Answers, p.Written = maps.Clone(p.Answers), m.at()
		p.Answers[question] = value
		m.Pages[n] = p
		m.record(n)
	})
}

// movePage gives an entry another day, with the time it owns.
func (m *machine) movePage(t *rapid.T) {
	n := one(t, "entry", m.Pages)
	p, day := m.Pages[n], m.daysAgo(between(t, "days ago", 2, 6))
	m.run(t, 0, "", "edit", number(n), "--date", day)
	if p.Day == day {
		return
	}
	m.act("edit", func() {
		p.Day, p.Written = day, m.at()
		if p.Again != "" {
			p.Again = weekOn(day)
		}
		m.Pages[n] = p
		m.record(n)
	})
}

// remove deletes one or two numbers with what belongs to them, or nothing where
// one of them is not there.
func (m *machine) remove(t *rapid.T) {
	list := []int64{int64(between(t, "number", 1, int(m.next)))}
	if rapid.Bool().Draw(t, "two") {
		list = append(list, int64(between(t, "another", 1, int(m.next))))
	}
	args, after := []string{"delete"}, m.state.clone()
	want := 0
	for i, n := range list {
		args = append(args, number(n))
		_, was := m.Pages[n]
		_, wasPiece := m.Pieces[n]
		switch {
		case i > 0 && n == list[0]:
		case !was && !wasPiece:
			want = 3
		default:
			after.drop(n)
		}
	}
	m.run(t, want, "", args...)
	if want == 0 {
		m.act("delete", func() { m.state = after })
	}
}

// drop takes a number away with what belongs to it.
func (s *state) drop(n int64) {
	if x, there := s.Pieces[n]; there {
		if x.Entry == 0 || s.Pages[x.Entry].About != n {
			delete(s.Pieces, n)
			return
		}
		n = x.Entry
	}
	for _, owned := range s.owned(n) {
		delete(s.Pieces, owned)
	}
	for _, x := range s.itemsOf(n) {
		delete(s.Items, x)
	}
	delete(s.Pages, n)
}

func (m *machine) takeBack(t *rapid.T) {
	if m.undoable() < 0 {
		m.run(t, 1, "", "undo")
		return
	}
	m.run(t, 0, "", "undo")
	m.undo(m.at())
	m.touched = append(m.touched, slices.Sorted(maps.Keys(m.acts[len(m.acts)-1].did))...)
}

// move goes on in the journal that its own export makes.
func (m *machine) move(t *rapid.T) {
	before := m.export(t)
	file := m.file("export.jsonl")
	if err := os.WriteFile(file, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	m.journal, m.sealed = m.file("journal-"+strconv.Itoa(m.ticks)+".db"), false
	m.run(t, 0, "", "import", file)
	if after := m.export(t); after != before {
		t.Fatalf("exported, imported and exported again, the journal is\n%s\nand was\n%s", after, before)
	}
	m.acts = slices.Clone(m.acts)
	for i := range m.acts {
		m.acts[i].mine = false
	}
	m.floor = m.dump(t)
}
