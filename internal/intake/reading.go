package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"mull/internal/english"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report/clean"
)

// A reading is one file on its way in.
type reading struct {
	ctx     context.Context
	name    string
	options Options
	batch   *Batch
	origin  string
	keys    map[string]int // how often each key came
	future  int
	empty   int // rows without length
	blank   int // pages without text
	running int // rows that have no end yet
	rows    int
	refused int
}

// maxRefused is how many refusals are kept; the rest are only counted.
const maxRefused = 1000

func newReading(ctx context.Context, name string, format Format, options Options) *reading {
	if options.To == 0 && !options.Now.IsZero() {
		options.To = period.DayOf(options.Now.In(options.Zone))
	}
	return &reading{
		ctx: ctx, name: name, options: options, origin: string(format),
		batch: &Batch{Format: format}, keys: map[string]int{},
	}
}

// A row is one piece of time as a format gives it: From and To, or Day and
// Seconds.
type row struct {
	line     int
	from, to time.Time
	day      period.Day
	seconds  int
	note     string
	key      []string // what the source knows it by
	raw      any      // its fields, for JSON
}

// longest is how long one piece of time may last; the journal looks back this
// far for what reaches into a day.
const longest = 7 * 24 * time.Hour

// keep takes a row into the batch, or refuses it. The error is of the whole
// file: there are too many rows, or the reading was cancelled.
func (in *reading) keep(r row) error {
	if err := in.count(); err != nil {
		return err
	}
	a := journal.Activity{
		Zone: in.options.Zone.String(), Category: Unsorted, Source: journal.Imported, Origin: in.origin,
		Day: r.day, Seconds: r.seconds, Note: oneLine(r.note), Key: in.key(r.key...),
	}
	if !r.from.IsZero() {
		from, to := r.from.Truncate(time.Second), r.to.Truncate(time.Second)
		if from.Equal(to) {
			in.empty++
			return nil
		}
		if reason := wrongSpan(from, to); reason != "" {
			in.refuse(r.line, "%s", reason)
			return nil
		}
		a.From, a.To = from.In(in.options.Zone), to.In(in.options.Zone)
		a.Seconds, a.Day = int(to.Sub(from)/time.Second), period.DayOf(a.From)
	}
	if reason := wrongDay(a.Day); reason != "" {
		in.refuse(r.line, "%s", reason)
		return nil
	}
	if day := a.Day.Length(in.options.Zone); r.from.IsZero() && (r.seconds > int(day/time.Second) || r.seconds < -int(day/time.Second)) {
		in.refuse(r.line, "its length is more than the day has")
		return nil
	}
	if in.outside(a.Day, a.From) {
		return nil
	}
	a.Raw = rawJSON(r.raw)
	if err := room(len(in.batch.Activities)); err != nil {
		return err
	}
	in.batch.Activities = append(in.batch.Activities, a)
	return nil
}

func wrongSpan(from, to time.Time) string {
	switch {
	case to.Before(from):
		return "it ends before it begins"
	case to.Sub(from) > longest:
		return fmt.Sprintf("it lasts %d days, and one piece of time is at most 7", int(to.Sub(from)/(24*time.Hour)))
	}
	return ""
}

func wrongDay(day period.Day) string {
	if day < period.MinDay || day > period.MaxDay-8 {
		return "its date is outside the years 1900 to 2200"
	}
	return ""
}

// outside counts a row that lies outside what was asked for, or is to come.
func (in *reading) outside(day period.Day, from time.Time) bool {
	o := &in.options
	switch {
	case !o.Now.IsZero() && o.To <= period.DayOf(o.Now.In(o.Zone)) && from.After(o.Now):
		in.future++
		in.until(from)
	case o.From != 0 && day < o.From || o.To != 0 && day > o.To:
		if !o.Now.IsZero() && day > period.DayOf(o.Now.In(o.Zone)) {
			in.future++
			in.until((period.DayOf(o.Now.In(o.Zone)) + 1).Start(o.Zone))
			return true
		}
		in.batch.Outside++
	default:
		return false
	}
	return true
}

// until notes an instant from which on the file may bring more.
func (in *reading) until(at time.Time) {
	if in.batch.Until.IsZero() || at.Before(in.batch.Until) {
		in.batch.Until = at
	}
}

// errTooMany says that a file brings more than one reading takes.
var errTooMany = fmt.Errorf("the file holds more than %d rows; read it in parts with --from and --to, or split it", MaxRows)

// room returns an error where no more rows can be held.
func room(held int) error {
	if held >= MaxRows {
		return errTooMany
	}
	return nil
}

// count counts a row of the file, kept or not.
func (in *reading) count() error {
	in.rows++
	if in.rows%1024 == 0 {
		return in.ctx.Err()
	}
	return nil
}

// keepEntry takes an entry of an exercise into the batch. day is the local date
// in zone at that instant.
func (in *reading) keepEntry(line int, exercise string, at time.Time, zone *time.Location, answers map[string]any, raw any, key ...string) error {
	if err := in.count(); err != nil {
		return err
	}
	e := Entry{Origin: in.origin, Key: in.key(append([]string{exercise}, key...)...), Raw: rawJSON(raw)}
	e.Exercise, e.State, e.Answers = exercise, journal.Done, answers
	e.StartedAt, e.WrittenAt = at.In(zone), at.In(zone)
	e.Zone, e.Day = zone.String(), period.DayOf(e.StartedAt)
	if reason := wrongDay(e.Day); reason != "" {
		in.refuse(line, "%s", reason)
		return nil
	}
	if in.outside(e.Day, at) {
		return nil
	}
	in.batch.Entries = append(in.batch.Entries, e)
	return room(len(in.batch.Entries))
}

// key makes a short stable key of what identifies a row. Rows that are alike
// in all of it are told apart by their place among their like.
func (in *reading) key(parts ...string) string {
	key := parts[0]
	if len(parts) > 1 || len(key) > 64 || key == "" {
		sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
		key = hex.EncodeToString(sum[:16])
	}
	in.keys[key]++
	if n := in.keys[key]; n > 1 {
		return key + "#" + strconv.Itoa(n)
	}
	return key
}

// refuse notes a row that cannot be read. The reason must hold no private text.
func (in *reading) refuse(line int, format string, args ...any) {
	in.refused++
	if len(in.batch.Refused) < maxRefused {
		in.batch.Refused = append(in.batch.Refused, Refusal{line, fmt.Sprintf(format, args...)})
	}
}

func (in *reading) notice(format string, args ...any) {
	in.batch.Notices = append(in.batch.Notices, fmt.Sprintf(format, args...))
}

// noticeCount adds a notice about a number of things, if there are any.
func (in *reading) noticeCount(n int, one, many string) {
	switch {
	case n == 1:
		in.notice("1 %s", one)
	case n > 1:
		in.notice("%d %s", n, many)
	}
}

func (in *reading) finish(src *source) (*Batch, error) {
	b := in.batch
	slices.SortStableFunc(b.Activities, func(x, y journal.Activity) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), x.From.Compare(y.From))
	})
	slices.SortStableFunc(b.Entries, func(x, y Entry) int { return x.StartedAt.Compare(y.StartedAt) })
	slices.SortStableFunc(b.Refused, func(x, y Refusal) int { return cmp.Compare(x.Line, y.Line) })
	if more := in.refused - len(b.Refused); more > 0 {
		b.Refused = append(b.Refused, Refusal{0, english.Count(more, "more row was refused", "more rows were refused")})
	}
	b.Notices = append(src.notices, b.Notices...)
	if src.patched {
		in.notice("some bytes are not UTF-8 and were read as Windows-1252")
	}
	in.noticeCount(in.running, "row has no end yet and is left out", "rows have no end yet and are left out")
	in.noticeCount(in.empty, "row without any length is left out", "rows without any length are left out")
	in.noticeCount(in.blank, "page without text is left out", "pages without text are left out")
	in.noticeCount(in.future, "row still to come is left out", "rows still to come are left out")
	if in.rows == 0 && in.refused == 0 {
		in.notice("the file holds nothing to import")
	}
	return b, nil
}

// rawJSON writes a row's own fields. Text that came from a file is valid UTF-8
// by then, so that this cannot fail.
func rawJSON(fields any) string {
	if fields == nil {
		return ""
	}
	data, err := json.Marshal(fields)
	if err != nil {
		return ""
	}
	return string(data)
}

// maxNote bounds the note of an activity, in bytes.
const maxNote = 2000

// oneLine brings text to one line that is safe to print.
func oneLine(text string) string {
	return strings.Join(strings.Fields(clean.Line(cutNote(text))), " ")
}

// cutNote bounds a text before any work is done on it.
func cutNote(text string) string {
	if len(text) > maxNote {
		text = strings.ToValidUTF8(text[:maxNote], "")
	}
	return text
}

// shown quotes a value of a file for a refusal, where it can hold nothing
// private: digits and the marks of dates and times. Else it is "".
func shown(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 40 || strings.Trim(text, "0123456789:/.+- TZapmAPM") != "" {
		return ""
	}
	return fmt.Sprintf(" %q", text)
}
