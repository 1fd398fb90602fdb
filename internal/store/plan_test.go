package store

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"modernc.org/sqlite"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// A recorder is the driver of the journal that notes each query.
type recorder struct {
	driver.Driver
	mu      sync.Mutex
	queries []string
}

type recorded struct {
	driver.Conn
	by *recorder
}

func (r *recorder) Open(name string) (driver.Conn, error) {
	conn, err := r.Driver.Open(name)
	return &recorded{conn, r}, err
}

// Prepare is all that database/sql needs, so that every query passes here.
func (c *recorded) Prepare(query string) (driver.Stmt, error) {
	c.by.mu.Lock()
	defer c.by.mu.Unlock()
	c.by.queries = append(c.by.queries, query)
	return c.Conn.Prepare(query)
}

var recording = sync.OnceValue(func() *recorder {
	r := &recorder{Driver: &sqlite.Driver{}}
	sql.Register("recorded", r)
	return r
})

// recordedQueries runs something on a journal and returns the queries it made.
func recordedQueries(t *testing.T, s *Store, fn func(*Store) error) []string {
	t.Helper()
	r := recording()
	db, err := sql.Open("recorded", dsn(s.path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r.queries = nil
	if err := fn(&Store{path: s.path, db: db, now: s.now}); err != nil {
		t.Fatal(err)
	}
	return r.queries
}

// plan says how SQLite would run a query; missing parameters count as NULL.
func plan(t *testing.T, s *Store, query string) []string {
	t.Helper()
	rows, err := s.db.Query("EXPLAIN QUERY PLAN "+query, make([]any, parameters(query))...)
	if err != nil {
		t.Fatal(query, err)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, detail)
	}
	return steps
}

func parameters(query string) int {
	numbered := regexp.MustCompile(`\?\d+`).FindAllString(query, -1)
	if len(numbered) == 0 {
		return strings.Count(query, "?")
	}
	highest := 0
	for _, text := range numbered {
		highest = max(highest, int(text[1]-'0'))
	}
	return highest
}

// big are the tables that grow with the years.
var big = []string{"activity", "entry", "answer", "change", "act", "day_total", "uncounted", "calendar_day", "period_total", "measurement", "asked_option", "item",
	"assignment", "concern", "received", "note", "letter"}

var scans = regexp.MustCompile(`SCAN (\w+)`)

// scansOf returns the steps of a plan that read a table or index from end to
// end, by the table's name or its alias in the query.
func scansOf(query string, steps []string) []string {
	var found []string
	for _, step := range steps {
		match := scans.FindStringSubmatch(step)
		if match == nil {
			continue
		}
		for _, table := range big {
			alias := regexp.MustCompile(`\b` + table + ` ` + match[1] + `\b`)
			if match[1] == table || alias.MatchString(query) {
				found = append(found, step)
			}
		}
	}
	return found
}

// fromOneEnd returns the step in which what is unfinished is sought through all
// days of the journal, in place of the index of unfinished entries.
func fromOneEnd(query string, steps []string) string {
	if !strings.Contains(query, "FROM entry") || !strings.Contains(query, " state = ?") {
		return ""
	}
	for _, step := range steps {
		if strings.Contains(step, "entry_day") {
			return step
		}
	}
	return ""
}

// mayScan knows plans that look worse than they are: a new act is looked for in
// the tables that name acts only while references are broken, and the last act
// to undo and the newest assignments are found from the end.
func mayScan(query string) bool {
	return strings.Contains(query, "SELECT number FROM assignment ORDER BY number DESC LIMIT ?") || strings.HasPrefix(query, "INSERT INTO act ") || strings.HasPrefix(query, "SELECT id, kind, at FROM act") && strings.HasSuffix(query, "ORDER BY id DESC LIMIT 1")
}

// The questions of a week, and of writing, read no table from end to end, and a
// week's totals are read from the totals.
func TestPlans(t *testing.T) {
	s := start(t)
	e := sit(t, s, thursday, exercise.Answers{"energy": 3.0, "mins": 20.0})
	from, to := thursday-3, thursday+3
	tests := []struct {
		name string
		fn   func(*Store) error
	}{
		{"totals", func(s *Store) error { return second(s.Totals(ctx, from, to)) }},
		{"sums of days", func(s *Store) error { return second(s.Sums(ctx, period.KindDay, from, to, []string{"hands-on"}, nil)) }},
		{"sums of weeks", func(s *Store) error { return second(s.Sums(ctx, period.KindWeek, from, to, []string{"hands-on"}, nil)) }},
		{"sums of months", func(s *Store) error {
			return second(s.Sums(ctx, period.KindYear, from-60, to+60, []string{"hands-on"}, nil))
		}},
		{"days of calendars", func(s *Store) error { return second(s.CalendarDays(ctx, from, to, []string{"hands-on"})) }},
		{"answers", func(s *Store) error { return second(s.AnswersByRole(ctx, from, to, "energy", "words")) }},
		{"measures", func(s *Store) error { return second(s.Measures(ctx, from, to)) }},
		{"times", func(s *Store) error { return second(s.TimeOfEntries(ctx, from, to)) }},
		{"without entry", func(s *Store) error { _, _, err := s.WithoutEntry(ctx, from, to, journal.IC); return err }},
		{"entries", func(s *Store) error { return second(s.Entries(ctx, Filter{From: from, To: to})) }},
		{"newest entries", func(s *Store) error { return second(s.Entries(ctx, Filter{Limit: 20})) }},
		{"entries of an exercise", func(s *Store) error { return second(s.Entries(ctx, Filter{Exercise: "test-page", Limit: 1})) }},
		{"drafts", func(s *Store) error { return second(s.Entries(ctx, Filter{State: journal.Draft})) }},
		{"open entries", func(s *Store) error { return second(s.Entries(ctx, Filter{State: journal.Open, Limit: 1})) }},
		{"own sources", func(s *Store) error { _, _, err := s.TimedOrLogged(ctx, from, to); return err }},
		{"newest activities", func(s *Store) error { return second(s.Activities(ctx, Filter{Limit: 20})) }},
		{"a day", func(s *Store) error { _, _, err := s.Day(ctx, thursday); return err }},
		{"the timer", func(s *Store) error { return second(s.Running(ctx)) }},
		{"an entry", func(s *Store) error { return second(s.Entry(ctx, e.Number)) }},
		{"the latest answer", func(s *Store) error { return second(s.LatestByRole(ctx, "because", to)) }},
		{"last asked", func(s *Store) error { return second(s.LastAsked(ctx, "test-page")) }},
		{"noted often", func(s *Store) error { return second(s.NotedOften(ctx, "test-page.energy", 3, false)) }},
		{"history", func(s *Store) error { return second(s.History(ctx, e.Number)) }},
		{"open items", func(s *Store) error { return second(s.Items(ctx, ItemOpen)) }},
		{"logging", func(s *Store) error {
			return second(s.Do(ctx, "log", func(a *Act) error {
				return a.AddActivity(&journal.Activity{Day: thursday, Zone: "UTC", From: evening, To: evening.Add(60e9), Seconds: 60, Category: "people", Source: journal.Logged})
			}))
		}},
		{"a page", func(s *Store) error {
			x := page(t)
			e := &journal.Entry{Exercise: x.ID, Day: period.Day(1), Zone: "UTC", State: journal.Draft, Answers: exercise.Answers{"energy": 3.0, "waits": "x"}}
			return second(s.Do(ctx, "do", func(a *Act) error { return keepEntry(a, x, e) }))
		}},
		{"coachees", func(s *Store) error { return second(s.Coachees(ctx)) }},
		{"sessions of a day", func(s *Store) error { return second(s.SessionsOn(ctx, thursday)) }},
		{"reviews", func(s *Store) error { _, _, _, err := s.Reviews(ctx, 1, 60, "step-by"); return err }},
		{"what came", func(s *Store) error { return second(s.ReceivedFrom(ctx, 1, 30)) }},
		{"the oldest that came", func(s *Store) error { return second(s.Hoards(ctx)) }},
		{"notes", func(s *Store) error { return second(s.Notes(ctx, 1, 1)) }},
		{"a letter", func(s *Store) error { _, _, err := s.Letter(ctx, 1, "x"); return err }},
		{"assignments of one", func(s *Store) error { return second(s.Assignments(ctx, 1)) }},
		{"newest assignments", func(s *Store) error { _, _, err := s.LatestAssignments(ctx, 20); return err }},
		{"an assignment", func(s *Store) error {
			if _, err := s.AssignmentOf(ctx, "x", true); !errors.Is(err, ErrNothing) {
				return fmt.Errorf("%w, want ErrNothing", err)
			}
			return nil
		}},
		{"taken", func(s *Store) error { return second(s.TakenIn(ctx, "accepted", "started")) }},
		{"taken by name", func(s *Store) error { return second(s.TakenCalled(ctx, "x")) }},
		{"answered for", func(s *Store) error { return second(s.AnsweredFor(ctx, 1)) }},
		{"undo", func(s *Store) error { return second(s.Undo(ctx)) }},
	}
	for _, tt := range tests {
		queries := recordedQueries(t, s, tt.fn)
		read := 0
		for _, query := range queries {
			word, _, _ := strings.Cut(strings.TrimSpace(query), " ")
			if strings.EqualFold(word, "PRAGMA") || strings.HasPrefix(query, "BEGIN") || strings.EqualFold(word, "COMMIT") {
				continue
			}
			read++
			if mayScan(query) {
				continue
			}
			steps := plan(t, s, query)
			if found := scansOf(query, steps); len(found) > 0 {
				t.Errorf("%s: %s\nis run by %q", tt.name, query, found)
			}
			if bound := fromOneEnd(query, steps); bound != "" {
				t.Errorf("%s: %s\nreads all days of its index: %s", tt.name, query, bound)
			}
			if tt.name == "totals" && strings.Contains(query, "activity") {
				t.Errorf("a week's totals ask for activities: %s", query)
			}
		}
		if read == 0 {
			t.Errorf("%s: no query was seen", tt.name)
		}
	}
}
