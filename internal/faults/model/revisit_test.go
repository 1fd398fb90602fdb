// Entries that ask again: they are open until they are answered, or marked as done or
// dropped.

package model

import (
	"strconv"
	"time"

	"pgregory.net/rapid"
)

// weekOn is the day a week after another, on which an entry asks again.
func weekOn(day string) string {
	from, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return from.AddDate(0, 0, 7).Format(time.DateOnly)
}

func (m *machine) envy(t *rapid.T) {
	answers := map[string]any{"size": float64(between(t, "size", 1, 5))}
	day := m.daysAgo(between(t, "days ago", 0, 9))
	m.run(t, 0, text(answers), "do", "envy-signal", "--date", day, "--answers", "-")
	m.act("do", func() {
		p := m.newPage("envy-signal", day, answers)
		p.Again = weekOn(day)
		m.Pages[m.number()] = p
	})
}

// asking picks an entry that asks again.
func (m *machine) asking(t *rapid.T) int64 {
	return one(t, "entry", where(m.Pages, func(_ int64, p page) bool { return p.Again != "" }))
}

func (m *machine) revisit(t *rapid.T) {
	n, left := m.asking(t), float64(between(t, "left", 1, 5))
	m.run(t, 0, text(map[string]any{"left": left}), "do", "--revisit", number(n), "--answers", "-")
	m.act("do --revisit", func() {
		p := m.Pages[n].with("left", left)
		p.Again, p.Written = "", m.at()
		m.Pages[n] = p
	})
}

// dismiss marks an entry as done or dropped: nothing but its own questions makes it
// ask again.
func (m *machine) dismiss(t *rapid.T) {
	n, word := m.asking(t), pick(t, "how", "done", "drop")
	m.run(t, 0, "", "due", word, strconv.FormatInt(n, 10))
	m.act("due "+word, func() {
		p := m.Pages[n]
		p.Again = ""
		m.Pages[n] = p
	})
}
