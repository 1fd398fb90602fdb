package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// AddEntry keeps a new entry without its answers and gives it its number, UUID
// and times.
func (a *Act) AddEntry(e *journal.Entry) error {
	if err := a.numbered(&e.Number); err != nil {
		return err
	}
	if e.UUID == "" {
		e.UUID = a.newUUID()
	}
	if e.StartedAt.IsZero() {
		e.StartedAt = a.now
	}
	if e.WrittenAt.IsZero() {
		e.WrittenAt = a.now
	}
	return a.exec(`INSERT INTO entry (number, uuid, exercise, asked, day, zone, started_at, written_at, backfilled, state, about, revisit, act)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Number, e.UUID, e.Exercise, e.Asked, int(e.Day), e.Zone, e.StartedAt.UnixMilli(), e.WrittenAt.UnixMilli(),
		e.Backfilled, string(e.State), orNull(e.About), orNull(int(e.Revisit)), a.id)
}

// SaveEntry writes the state, day, revisit and activity of an entry that is
// kept already.
func (a *Act) SaveEntry(e *journal.Entry) error {
	return a.exec("UPDATE entry SET day = ?, state = ?, about = ?, revisit = ?, written_at = ?, backfilled = ? WHERE number = ?",
		int(e.Day), string(e.State), orNull(e.About), orNull(int(e.Revisit)), e.WrittenAt.UnixMilli(), e.Backfilled, e.Number)
}

// SetAnswer keeps one answer; nil is a skip. The same value again is no change.
func (a *Act) SetAnswer(entry int64, question string, value any) error {
	var text any
	if value != nil {
		encoded, err := exercise.EncodeValue(value)
		if err != nil {
			return fmt.Errorf("answer %s: %w", question, err)
		}
		text = encoded
	}
	return a.exec(`INSERT INTO answer (entry, question, value) VALUES (?, ?, ?)
		ON CONFLICT (entry, question) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value`, entry, question, text)
}

// DropAnswer makes a question not reached.
func (a *Act) DropAnswer(entry int64, question string) error {
	return a.exec("DELETE FROM answer WHERE entry = ? AND question = ?", entry, question)
}

// SetAnswers makes an entry hold exactly these answers.
func (a *Act) SetAnswers(entry int64, answers exercise.Answers) error {
	present, err := all(a.ctx, a.tx, scanOne[string], "SELECT question FROM answer WHERE entry = ?", entry)
	if err != nil {
		return err
	}
	for _, question := range present {
		if _, stays := answers[question]; !stays {
			if err := a.DropAnswer(entry, question); err != nil {
				return err
			}
		}
	}
	for _, question := range slices.Sorted(maps.Keys(answers)) {
		if err := a.SetAnswer(entry, question, answers[question]); err != nil {
			return err
		}
	}
	return nil
}

// DeleteEntry removes an entry with its answers, the activities it owns and the
// items it put on the list.
func (a *Act) DeleteEntry(number int64) error {
	for _, statement := range []string{
		"DELETE FROM measurement WHERE entry = ?",
		"DELETE FROM concern WHERE entry = ?",
		"DELETE FROM item WHERE entry = ?",
		"DELETE FROM activity WHERE entry = ?",
		"DELETE FROM answer WHERE entry = ?",
		"DELETE FROM entry WHERE number = ?",
	} {
		if err := a.exec(statement, number); err != nil {
			return err
		}
	}
	return nil
}

// Entry reads one entry as the act sees it.
func (a *Act) Entry(number int64) (*journal.Entry, error) { return entry(a.ctx, a.tx, number) }

// Entry returns one entry with its answers, or ErrNothing.
func (s *Store) Entry(ctx context.Context, number int64) (*journal.Entry, error) {
	e, err := entry(ctx, s.db, number)
	return e, s.explain("read the entry", err)
}

func entry(ctx context.Context, q querier, number int64) (*journal.Entry, error) {
	list, err := all(ctx, q, scanEntry, "SELECT "+entryColumns+" FROM entry WHERE number = ?", number)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, ErrNothing
	}
	list[0].Answers, err = answers(ctx, q, number)
	return &list[0], err
}

const entryColumns = "number, uuid, exercise, asked, day, zone, started_at, written_at, backfilled, state, coalesce(about, 0), coalesce(revisit, 0)"

func scanEntry(scan func(...any) error) (journal.Entry, error) {
	var e journal.Entry
	var started, written int64
	err := scan(&e.Number, &e.UUID, &e.Exercise, &e.Asked, &e.Day, &e.Zone, &started, &written, &e.Backfilled, &e.State, &e.About, &e.Revisit)
	e.StartedAt, e.WrittenAt = instant(started), instant(written)
	return e, err
}

func instant(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func answers(ctx context.Context, q querier, entry int64) (exercise.Answers, error) {
	found := exercise.Answers{}
	_, err := all(ctx, q, func(scan func(...any) error) (struct{}, error) {
		var question string
		var text *string
		if err := scan(&question, &text); err != nil {
			return struct{}{}, err
		}
		if text == nil {
			found[question] = nil
			return struct{}{}, nil
		}
		value, err := exercise.DecodeValue(*text)
		found[question] = value
		return struct{}{}, err
	}, "SELECT question, value FROM answer WHERE entry = ?", entry)
	return found, err
}
