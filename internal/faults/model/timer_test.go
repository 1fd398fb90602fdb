// The timer: one activity that began and has no end yet.

package model

import (
	"time"

	"pgregory.net/rapid"
)

// running is the number of the timer that runs, or 0.
func (s *state) running() int64 {
	for n, p := range s.Pieces {
		if p.running() {
			return n
		}
	}
	return 0
}

// clock is an instant as the user says it to --at.
func (m *machine) clockOf(at time.Time) string { return at.In(zoneOf(m.zone)).Format("15:04") }

// start starts the timer at a quarter of this day that is past.
func (m *machine) start(t *rapid.T) {
	category := m.aCategory(t)
	from := m.now().Truncate(15 * time.Minute).Add(-15 * time.Minute * time.Duration(between(t, "quarters ago", 0, 12)))
	if dayOf(from, m.zone) != m.today() {
		t.Skip("of the day before")
	}
	args := []string{"start", category, "--at", m.clockOf(from)}
	if m.running() != 0 {
		m.run(t, 2, "", args...)
		return
	}
	m.run(t, 0, "", args...)
	m.act("start", func() { m.Pieces[m.number()] = m.newTimer(category, from) })
}

func (m *machine) newTimer(category string, from time.Time) piece {
	return piece{Day: dayOf(from, m.zone), Zone: m.zone, Category: category, Source: "timer", From: from, Made: m.at()}
}

// stop stops the timer, switchTo goes on with another.
func (m *machine) stop(t *rapid.T) { m.end(t, "stop", "") }

func (m *machine) switchTo(t *rapid.T) { m.end(t, "switch", m.aCategory(t)) }

func (m *machine) end(t *rapid.T, kind, next string) {
	args := []string{kind}
	if next != "" {
		args = append(args, next)
	}
	n := m.running()
	if n == 0 {
		m.run(t, 1, "", args...)
		return
	}
	x := m.Pieces[n]
	x.Minutes = 15 * between(t, "quarters", 1, 40)
	x.To = x.From.Add(time.Duration(x.Minutes) * time.Minute)
	if x.To.After(m.now()) || dayOf(x.To, x.Zone) != x.Day {
		t.Skip("still to come, or over midnight")
	}
	args = append(args, "--at", m.clockOf(x.To))
	if m.loggedOn(x.Day, n, x) > dayLength {
		m.run(t, 2, "", args...)
		return
	}
	m.run(t, 0, "", args...)
	m.act(kind, func() {
		m.Pieces[n] = x
		if next != "" {
			m.Pieces[m.number()] = m.newTimer(next, x.To)
		}
	})
}
