// What else a sequence does: categories, targets, days off, a calendar, backups,
// encryption, and the clock.

package model

import (
	"maps"
	"os"
	"slices"
	"time"

	"pgregory.net/rapid"
)

var names = []string{"design", "hiring", "sales"}

func (m *machine) addCategory(t *rapid.T) {
	c := category{ID: pick(t, "name", names...), Track: pick(t, "track", "ic", "leadership", "other"), Also: []string{}}
	want := 0
	if m.taken(c.ID, "") {
		want = 2
	}
	m.run(t, want, "", "categories", "add", c.ID, "--track", c.Track)
	if want == 0 {
		m.act("categories add", func() { m.Categories = append(m.Categories, c) })
	}
}

// taken says whether a word reads as a category other than was.
func (m *machine) taken(word, was string) bool {
	return slices.ContainsFunc(m.Categories, func(c category) bool {
		return c.ID != was && (c.ID == word || slices.Contains(c.Also, word))
	})
}

func (m *machine) aCategoryOfOnesOwn(t *rapid.T) category {
	if len(m.Categories) == 0 {
		t.Skip("there is none")
	}
	return rapid.SampledFrom(m.Categories).Draw(t, "category")
}

// rename gives a category another name, in all that says the old one.
func (m *machine) rename(t *rapid.T) {
	c, name := m.aCategoryOfOnesOwn(t), pick(t, "name", names...)
	if name == c.ID {
		t.Skip("the same name")
	}
	if m.taken(name, c.ID) {
		m.run(t, 2, "", "categories", "rename", c.ID, name)
		return
	}
	m.run(t, 0, "", "categories", "rename", c.ID, name)
	m.act("categories rename", func() {
		renamed := category{ID: name, Track: c.Track, Also: []string{c.ID}}
		for _, word := range c.Also {
			if word != name {
				renamed.Also = append(renamed.Also, word)
			}
		}
		slices.Sort(renamed.Also)
		for i := range m.Categories {
			if m.Categories[i].ID == c.ID {
				m.Categories[i] = renamed
			}
		}
		for n, x := range m.Pieces {
			if x.Category == c.ID {
				x.Category = name
				m.Pieces[n] = x
			}
		}
		for n, p := range m.Pages {
			guess, _ := p.Answers["time"].(map[string]any)
			if minutes, found := guess[c.ID]; found {
				guess = maps.Clone(guess)
				delete(guess, c.ID)
				guess[name] = minutes
				p.Answers = maps.Clone(p.Answers)
				p.Answers["time"] = guess
				m.Pages[n] = p
			}
		}
		if aim, found := m.Targets[c.ID]; found {
			delete(m.Targets, c.ID)
			m.Targets[name] = aim
		}
	})
}

func (m *machine) removeCategory(t *rapid.T) {
	c := m.aCategoryOfOnesOwn(t)
	_, used := m.Targets[c.ID]
	for _, x := range m.Pieces {
		used = used || x.Category == c.ID
	}
	for _, p := range m.Pages {
		guess, _ := p.Answers["time"].(map[string]any)
		_, named := guess[c.ID]
		used = used || named
	}
	if used {
		m.run(t, 2, "", "categories", "remove", c.ID)
		return
	}
	m.run(t, 0, "", "categories", "remove", c.ID)
	m.act("categories remove", func() {
		m.Categories = slices.DeleteFunc(m.Categories, func(x category) bool { return x.ID == c.ID })
	})
}

func (m *machine) aim(t *rapid.T) {
	id := pick(t, "what", "ic", m.aCategory(t))
	aim := pick(t, "how much", "20%", "6h/week", "25h", "none")
	if aim == "20%" {
		id = "ic"
	}
	_, there := m.Targets[id]
	want := 0
	if aim == "none" && !there {
		want = 3
	}
	m.run(t, want, "", "target", id, aim)
	if want != 0 {
		return
	}
	m.act("target", func() {
		x := map[string]target{"20%": {Share: .2}, "6h/week": {Minutes: 360}, "25h": {Minutes: 1500}}[aim]
		if x.Since = m.targetSince(id, x); aim == "none" {
			delete(m.Targets, id)
		} else {
			m.Targets[id] = x
		}
	})
}

// targetSince is the day since when a target holds: the same again is no change.
func (m *machine) targetSince(id string, x target) string {
	if before, there := m.Targets[id]; there && before.Share == x.Share && before.Minutes == x.Minutes {
		return before.Since
	}
	return m.today()
}

func (m *machine) addOff(t *rapid.T) {
	o := off{Part: pick(t, "part", 1, .5)}
	var args []string
	if rapid.Bool().Draw(t, "every week") {
		o.Weekday, o.From = pick(t, "weekday", "wed", "fri"), pick(t, "from", "2026-09-01", "2026-11-02")
		args = []string{"off", "every", o.Weekday, "--from", o.From}
	} else {
		o.From, o.To = "2026-12-24", pick(t, "to", "2026-12-24", "2027-01-01")
		args = []string{"off", o.From + ".." + o.To}
	}
	if o.Part == .5 {
		args = append(args, "--half")
	}
	m.run(t, 0, "", args...)
	m.act("off", func() {
		for _, known := range m.Offs {
			if known == o {
				return
			}
		}
		m.Offs[m.number()] = o
	})
}

func (m *machine) removeOff(t *rapid.T) {
	n := one(t, "days off", m.Offs)
	m.run(t, 0, "", "off", "remove", number(n))
	m.act("off remove", func() { delete(m.Offs, n) })
}

func (m *machine) backup(t *rapid.T) {
	if _, err := os.Stat(m.journal); err != nil {
		m.run(t, 3, "", "backup", m.file("named.db"))
		return
	}
	m.run(t, 0, "", "backup", m.file("named.db"), "--yes")
	m.backedUp = &backup{m.book.clone(), m.journal, m.floor, m.sealed}
}

func (m *machine) restore(t *rapid.T) {
	if m.backedUp == nil || m.backedUp.journal != m.journal {
		t.Skip("there is no backup")
	}
	if m.backedUp.sealed && !m.sealed {
		t.Skip("nobody says its passphrase")
	}
	m.run(t, 0, "", "restore", m.file("named.db"), "--yes")
	m.book, m.floor = m.backedUp.book.clone(), m.backedUp.floor
}

// lock encrypts the journal; a plain backup of it that has a name stays, which
// doctor reports, so it goes first.
func (m *machine) lock(t *rapid.T) {
	if m.sealed {
		m.run(t, 0, "", "lock")
		return
	}
	if m.backedUp != nil && !m.backedUp.sealed {
		m.backedUp = nil
		if err := os.Remove(m.file("named.db")); err != nil {
			t.Fatal(err)
		}
	}
	m.run(t, 0, "", "lock", "--set-passphrase")
	m.sealed = true
}

func (m *machine) unlock(t *rapid.T) {
	if !m.sealed {
		m.run(t, 1, "", "unlock", "--for-good", "--yes")
		return
	}
	m.run(t, 0, "", "unlock", "--for-good", "--yes")
	m.sealed = false
}

// setClock moves the clock, forward or back, and perhaps to another zone.
func (m *machine) setClock(t *rapid.T) {
	m.clock = m.clock.Add(time.Duration(between(t, "minutes", -3*24*60, 4*24*60)) * time.Minute)
	if first := time.Date(2026, 11, 8, 0, 0, 0, 0, time.UTC); m.clock.Before(first) {
		m.clock = first
	}
	m.zone = pick(t, "zone", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")
	t.Logf("the clock shows %s in %s", m.now().Format(time.DateTime), m.zone)
}
