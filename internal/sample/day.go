package sample

import (
	"fmt"
	"time"

	"mull/internal/journal"
	"mull/internal/store"
)

// meeting makes up one event of the calendar.
func (m *maker) meeting(i int) error {
	from, past := m.clock(8.5 + 1.25*float64(i) + 0.25*float64(m.random.IntN(3)))
	if !past {
		return nil
	}
	length := []time.Duration{30, 45, 60, 90}[m.random.IntN(4)] * time.Minute
	kind := meetings[m.random.IntN(len(meetings))]
	return m.time(journal.Activity{
		From: from, To: from.Add(length), Category: kind.category, Note: m.pick(kind.notes), Source: journal.Imported,
		Origin: journal.Calendar, Key: fmt.Sprintf("%s-%d@example.org", m.day, i), Raw: `{"attendees":4}`,
	})
}

// handsOn makes up work logged by hand, hands-on more often as time goes by,
// most of it with its reasons.
func (m *maker) handsOn(i int) error {
	_, past := m.clock(13 + float64(i)*0.9)
	if !past {
		return nil
	}
	minutes := 15 * (2 + m.random.IntN(4))
	if m.random.Float64() > 0.35+0.3*m.season() {
		return m.time(journal.Activity{
			Seconds: minutes * 60, Category: m.pick([]string{"people", "direction", "running", "admin"}),
			Note: m.pick(loggedNotes), Source: journal.Logged,
		})
	}
	if m.chance(25) {
		return m.time(journal.Activity{Seconds: minutes * 60, Category: "hands-on", Note: m.pick(pieces), Source: journal.Logged})
	}
	motive := m.pick(reasons)
	given := map[string]any{
		"task": m.pick(pieces), "mins": float64(minutes), "timing": "after", "mine": m.pick([]string{"someone-on-my-team", "nobody-yet"}),
		"motive": []any{motive}, "price": float64(1 + m.random.IntN(4)), "gain": m.pick(gains), "next": m.pick([]string{"set-slot", "share-it-with-someone", "hand-it-over"}),
	}
	if second := m.pick(reasons); second != motive && m.chance(40) {
		given["motive"] = []any{motive, second}
		given["main"] = motive
	}
	given["waiting"] = nil
	if m.chance(45) {
		given["waiting"] = []any{map[string]any{"other": m.pick(waiting)}}
		given["mins"] = float64(minutes + 30)
	}
	return m.keep(m.motives, given)
}

// checkin makes up how a moment felt.
func (m *maker) checkin(i int) error {
	if _, past := m.clock(10 + 2.5*float64(i)); !past {
		return nil
	}
	pleasant, energy := 1+m.random.IntN(5), 1+m.random.IntN(5)
	return m.keep(m.feeling, map[string]any{
		"pleasant": float64(pleasant), "energy": float64(energy), "word": []any{m.word(pleasant, energy)},
		"where": m.pick([]string{"one-to-one", "group-meeting", "focused-work", "messages"}),
	})
}

func (m *maker) word(pleasant, energy int) string {
	corner := 0
	if pleasant < 3 {
		corner += 2
	}
	if energy < 3 {
		corner++
	}
	return m.pick(words[corner])
}

// page makes up the page a day is closed with; now and then none is written.
func (m *maker) page(int) error {
	if _, past := m.clock(18); !past || m.chance(12) {
		return nil
	}
	energy := 1 + m.random.IntN(5)
	given := map[string]any{
		"time":   map[string]any{"admin": float64(15 * (1 + m.random.IntN(4))), "running": float64(15 * m.random.IntN(6))},
		"energy": float64(energy), "feel": []any{m.word(3, energy)},
		"first": map[string]any{"if": m.pick(moments), "then": m.pick(acts)},
	}
	switch m.random.IntN(3) {
	case 0:
		given["because"] = m.pick(because)
	case 1:
		given["progress"], given["snag"] = m.pick(because), m.pick(gains)
	default:
		given["putoff"] = nil
		if m.chance(50) {
			given["putoff"] = m.pick(waiting)
		}
	}
	return m.keep(m.evening, given)
}

func (m *maker) time(x journal.Activity) error {
	x.Day, x.Zone = m.day, m.o.Zone.String()
	if x.Clocked() {
		x.Seconds = int(x.To.Sub(x.From).Seconds())
	}
	_, err := m.store.Do(m.ctx, "log", func(a *store.Act) error { return a.AddActivity(&x) })
	return err
}
