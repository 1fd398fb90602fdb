package intake

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"mull/internal/intake/bigcalendar"
)

var tenYears = sync.OnceValue(func() []byte {
	var file bytes.Buffer
	if err := bigcalendar.Write(&file, bigcalendar.TenYears); err != nil {
		panic(err)
	}
	return file.Bytes()
})

func BenchmarkTenYearCalendar(b *testing.B) {
	file := tenYears()
	o := Options{Zone: zone(b, "Europe/Berlin")}
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		batch, err := Read(context.Background(), "", bytes.NewReader(file), o)
		if err != nil {
			b.Fatal(err)
		}
		rows = len(batch.Activities)
		sorter := NewSorter(DefaultRules())
		for i := range batch.Activities {
			sorter.Apply(&batch.Activities[i])
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func TestTenYearCalendarIsWhole(t *testing.T) {
	batch, err := Read(context.Background(), "", bytes.NewReader(tenYears()), Options{Zone: zone(t, "Europe/Berlin")})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(batch.Activities); n < 60_000 || n > 90_000 || len(batch.Refused) > 0 || len(batch.Covers) != 50_500 {
		t.Errorf("%d activities, %d refused, %d series covered", n, len(batch.Refused), len(batch.Covers))
	}
	checkKeys(t, batch)
}

// endless gives a head, then one line of so many bytes without an end, then a
// tail.
type endless struct {
	head, tail io.Reader
	left       int
}

func (e *endless) Read(p []byte) (int, error) {
	if n, err := e.head.Read(p); err == nil {
		return n, nil
	}
	if e.left > 0 {
		n := min(len(p), e.left)
		for i := range n {
			p[i] = 'x'
		}
		e.left -= n
		return n, nil
	}
	return e.tail.Read(p)
}

// A line of a gigabyte, folded or not, in a place that is read or not, takes no
// memory.
func TestEndlessLines(t *testing.T) {
	long := 1 << 30
	if testing.Short() || slow {
		long = 64 << 20
	}
	event := "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Talk\r\nDTSTART:20260907T100000Z\r\nDURATION:PT1H\r\n"
	for name, c := range map[string]struct {
		head, tail string
		activities int
	}{
		"description": {"BEGIN:VCALENDAR\r\n" + event + "DESCRIPTION:", "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", 1},
		"summary":     {"BEGIN:VCALENDAR\r\n" + event + "SUMMARY:", "\r\nEND:VEVENT\r\n" + strings.ReplaceAll(event, "UID:a", "UID:b") + "END:VEVENT\r\nEND:VCALENDAR\r\n", 1},
	} {
		t.Run(name, func(t *testing.T) {
			size := long
			if name == "summary" {
				size = 64 << 20
			}
			before := allocated()
			batch, err := Read(context.Background(), "", &endless{strings.NewReader(c.head), strings.NewReader(c.tail), size}, Options{Zone: time.UTC})
			if err != nil {
				t.Fatal(err)
			}
			if len(batch.Activities) != c.activities {
				t.Errorf("%d activities, want %d; refused %v", len(batch.Activities), c.activities, batch.Refused)
			}
			if used := allocated() - before; used > 32<<20 {
				t.Errorf("took %d MB", used>>20)
			}
		})
	}
}

// allocated returns how many bytes were ever asked for: an upper bound of what
// was held at once.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// Series that cost much and bring nothing are bounded by the file, not each.
func TestHostileSeriesAreBounded(t *testing.T) {
	if slow {
		t.Skip("the race detector makes the bound take minutes; nothing here runs side by side")
	}
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\n")
	for i := range 20_000 {
		b.WriteString("BEGIN:VEVENT\r\nUID:" + strings.Repeat("u", 1+i%150) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676)) +
			"\r\nDTSTART:20260101T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	_, err := Read(context.Background(), "", strings.NewReader(b.String()), Options{Zone: time.UTC})
	if err == nil || !strings.Contains(err.Error(), "too long to work out") {
		t.Errorf("got %v, want a refusal of the whole file", err)
	}
}

func TestCancelledReading(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, "", bytes.NewReader(tenYears()), Options{Zone: time.UTC}); err == nil {
		t.Error("a cancelled reading returned no error")
	}
}

func FuzzCalendar(f *testing.F) {
	for _, c := range append(calendarCases, repeatCases...) {
		f.Add(c.text)
	}
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, text string) {
		batch, err := Read(context.Background(), "", strings.NewReader(text), Options{As: ICalendar, Zone: berlin, To: 22000})
		if err == nil {
			checkKeys(t, batch)
			shownAll(batch.Activities)
		}
	})
}
