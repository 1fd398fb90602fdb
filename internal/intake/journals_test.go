package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
)

type journalCase struct {
	name    string
	format  Format
	text    string
	options Options
	want    []string // 2020-06-28 18:22 free-note {"text":"..."}
	refused []string
	notices []string
	err     string
}

const daylioHead = "full_date,date,weekday,time,mood,activities,note_title,note\n"

var journalCases = []journalCase{
	{name: "jrnl json", format: Jrnl, text: `{"tags":{"@tag":1},"entries":[
{"title":"A title.","body":"Body with @tag","date":"2020-06-28","time":"18:22","tags":["@tag","@lost"],"starred":true},
{"title":"No tags","body":"","date":"2020-06-29","time":"07:00"},
{"title":"","body":" ","date":"2020-06-29","time":"08:00"},
{"title":"x","body":"","date":"29.6.","time":"08:00"}]}`,
		want:    []string{`2020-06-28 18:22 free-note {"text":"A title.\nBody with @tag\n\n#tag #lost #starred"}`, `2020-06-29 07:00 free-note {"text":"No tags"}`},
		refused: []string{"its date \"29.6.\" \"08:00\" cannot be read"}, notices: []string{"1 page without text is left out"}},
	{name: "jrnl file", format: Jrnl, text: "[2020-06-28 18:22] Title. *\nFirst line by @ada.\n\n[not a date] stays\n[2020-06-29 09:15:30 PM] Next\n",
		want: []string{`2020-06-28 18:22 free-note {"text":"Title.\nFirst line by @ada.\n\n[not a date] stays\n\n#ada #starred"}`, `2020-06-29 21:15 free-note {"text":"Next"}`}},
	{name: "jrnl file of the first version", format: Jrnl, text: "2013-06-09 15:39 My title\nbody\n", want: []string{`2013-06-09 15:39 free-note {"text":"My title\nbody"}`}},
	{name: "jrnl with a format of one's own", format: Jrnl, text: "[28/06/2020 18:22] A\n[01/07/2020 18:22] B\n",
		want: []string{`2020-06-28 18:22 free-note {"text":"A"}`, `2020-07-01 18:22 free-note {"text":"B"}`}},
	{name: "jrnl that could be either", format: Jrnl, text: "[02/06/2020 18:22] A\n[01/07/2020 18:22] B\n", err: ErrNeedDateFormat.Error()},
	{name: "jrnl, told the order", format: Jrnl, options: Options{DateFormat: "mdy"}, text: "[02/06/2020 18:22] A\n", want: []string{`2020-02-06 18:22 free-note {"text":"A"}`}},

	{name: "day one", format: DayOne, text: `{"metadata":{"version":"1.0"},"entries":[
{"uuid":"2F8D2F8D2F8D2F8D2F8D2F8D2F8D2F8D","creationDate":"2021-03-03T14:48:50Z","modifiedDate":"2021-03-03T15:00:00Z","timeZone":"Australia\/Sydney","text":"# Title\n\n![](dayone-moment:\/\/ABC)\n\nbody\\. Really\\!","richText":"{}","tags":["Work log"],"starred":true,"location":{"latitude":1},"photos":[{}]},
{"uuid":"3F","creationDate":"2021-03-03T23:30:00Z","timeZone":"Nowhere\/Land","text":"late"},
{"uuid":"4F","creationDate":"soon","text":"x"},
{"uuid":"5F","creationDate":"2021-03-03T23:30:00Z"}]}`,
		want:    []string{`2021-03-04 01:48 free-note {"text":"# Title\n\nbody. Really!\n\n#work-log #starred"}`, `2021-03-04 00:30 free-note {"text":"late"}`},
		refused: []string{"its date is not like"}, notices: []string{"1 photo", "zone nobody knows", "1 page without text is left out"}},

	{name: "daylio", format: Daylio, text: "\ufeff" + daylioHead + `2017-12-09,December 9,Saturday,01:25,rad,"shopping | friends","","Choir concert"
2017-12-10,December 10,Sunday,11:54 pm,Awful,,"Title","One<br>two &amp; <b>three</b>"
2017-12-11,December 11,Monday,09:00,splendid,,,
2017-12-12,December 12,Tuesday,9:00,serene,,,
`,
		options: Options{Moods: map[string]int{"serene": 4}},
		want: []string{
			`2017-12-09 01:25 emotion-checkin {"note":"shopping, friends","pleasant":5}`, `2017-12-09 01:25 free-note {"text":"Choir concert\n\n#shopping #friends"}`,
			`2017-12-10 23:54 emotion-checkin {"pleasant":1}`, `2017-12-10 23:54 free-note {"text":"Title\n\nOne\ntwo & three"}`,
			`2017-12-12 09:00 emotion-checkin {"pleasant":4,"word":[{"other":"serene"}]}`},
		refused: []string{"line 4: its mood is a word of your own"}},
	{name: "daylio of today", format: Daylio, text: "full_date,date,weekday,time,mood,activities,scales,note_title,note\n2026-01-02,January 2,Friday,9:05\u202fPM,meh,,Sleep: 7,,\n",
		want: []string{`2026-01-02 21:05 emotion-checkin {"pleasant":3}`}},
	{name: "daylio of old", format: Daylio, text: "year,date,weekday,time,mood,activities,note\n2017,18 May,Thursday,11:54 pm,fugly,,\n2017,18 Mai,Thursday,11:54 pm,bad,,\n",
		want: []string{`2017-05-18 23:54 emotion-checkin {"pleasant":2}`}, refused: []string{"line 3: its date"}},
}

func shownEntries(t *testing.T, entries []Entry) []string {
	var list []string
	seen := map[string]bool{}
	for _, e := range entries {
		answers, err := exercise.EncodeValue(map[string]any(e.Answers))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprintf("%s %s %s %s", e.Day, e.StartedAt.Format("15:04"), e.Exercise, answers))
		if seen[e.Key] || e.Key == "" || e.Origin == "" || e.Raw == "" || e.State != journal.Done || e.StartedAt.Location().String() != e.Zone {
			t.Errorf("entry %+v is not whole", e)
		}
		seen[e.Key] = true
	}
	return list
}

func TestJournals(t *testing.T) {
	for _, c := range journalCases {
		t.Run(c.name, func(t *testing.T) {
			if got, err := Detect("", []byte(c.text)); got != c.format {
				t.Errorf("taken for %q, %v; want %q", got, err, c.format)
			}
			c.options.Zone = zone(t, "Europe/Berlin")
			batch, err := Read(context.Background(), "", strings.NewReader(c.text), c.options)
			if c.err != "" || err != nil {
				if err == nil || c.err == "" || !strings.Contains(err.Error(), c.err) {
					t.Errorf("error %v, want %q", err, c.err)
				}
				return
			}
			if got := shownEntries(t, batch.Entries); !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
			var reasons []string
			for _, r := range batch.Refused {
				reasons = append(reasons, r.Error())
			}
			checkParts(t, "refused", reasons, c.refused)
			checkParts(t, "notices", batch.Notices, c.notices)
		})
	}
}

func TestUnknownMoodsAreNamed(t *testing.T) {
	batch, err := Read(context.Background(), "", strings.NewReader(daylioHead+"2017-12-11,,,09:00,Splendid,,,\n2017-12-12,,,09:00,blue,,,\n"), Options{Zone: time.UTC})
	if err != nil || !slices.Equal(batch.UnknownMoods, []string{"blue", "splendid"}) {
		t.Errorf("got %v, %v", batch, err)
	}
}

func zipped(t testing.TB, files map[string]io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(f, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDayOneZip(t *testing.T) {
	page := `{"entries":[{"uuid":"A","creationDate":"2021-03-03T11:48:50Z","text":"hello"}]}`
	data := zipped(t, map[string]io.Reader{"Journal.json": strings.NewReader(page), "photos/x.jpeg": strings.NewReader("\xff\xd8"), "__MACOSX/._Journal.json": strings.NewReader("\x00")})
	for name, r := range map[string]io.Reader{"in place": bytes.NewReader(data), "through a pipe": io.MultiReader(bytes.NewReader(data))} {
		batch, err := Read(context.Background(), "export.zip", r, Options{Zone: time.UTC})
		if err != nil || len(batch.Entries) != 1 || batch.Format != DayOne {
			t.Errorf("%s: %+v, %v", name, batch, err)
		}
	}
	if _, err := Read(context.Background(), "", bytes.NewReader(zipped(t, map[string]io.Reader{"a.txt": strings.NewReader("x")})), Options{Zone: time.UTC}); err == nil {
		t.Error("a zip without a journal is no error")
	}
	if _, err := Read(context.Background(), "", bytes.NewReader(data[:len(data)/2]), Options{Zone: time.UTC}); err == nil {
		t.Error("half a zip is no error")
	}
}

// zeros gives so many blanks.
type blanks struct{ left int }

func (b *blanks) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), b.left)
	for i := range n {
		p[i] = ' '
	}
	b.left -= n
	return n, nil
}

// A zip that unpacks to far more than it is costs neither memory nor hours.
func TestZipBomb(t *testing.T) {
	for name, content := range map[string]io.Reader{
		"one endless text": io.MultiReader(strings.NewReader(`{"entries":[{"uuid":"`), &blanks{300 << 20}),
		"endless space":    io.MultiReader(strings.NewReader(`{"entries":[`), &blanks{300 << 20}, strings.NewReader("]}")),
	} {
		t.Run(name, func(t *testing.T) {
			data := zipped(t, map[string]io.Reader{"Journal.json": content})
			before := allocated()
			_, err := Read(context.Background(), "", bytes.NewReader(data), Options{Zone: time.UTC})
			if err == nil {
				t.Error("a bomb is no error")
			}
			if used := allocated() - before; used > 128<<20 {
				t.Errorf("took %d MB", used>>20)
			}
		})
	}
}

// A single value or line of any length is refused in bounded memory, in every
// format.
func TestEndlessValues(t *testing.T) {
	for name, head := range map[string]string{
		"timewarrior export": `[{"start":"`, "watson": `[[1,2,"`, "activitywatch": `{"buckets":{"`, "day one": `{"metadata":{},"entries":[{"creationDate":"`,
		"jrnl": `{"tags":{},"entries":[{"title":"`, "klog json": `{"warnings":null,"records":[{"date":"`, "skipped": `{"tags":["`, "toggl": togglHead + `"`, "clockify": clockifyHead + `"`,
		"daylio": daylioHead + `"`, "timewarrior": "inc 20220205T080000Z # ", "klog": "2024-01-01\n  1h ", "timeclock": "i 2024-04-10 13:00:00 ", "org": "* a\nCLOCK: ", "jrnl file": "[2020-01-01 10:00] ",
	} {
		t.Run(name, func(t *testing.T) {
			before := allocated()
			r := &endless{strings.NewReader(head), strings.NewReader("\n"), 16 << 20}
			batch, err := Read(context.Background(), "", r, Options{Zone: time.UTC, As: map[string]Format{"skipped": Jrnl}[name]})
			if err == nil && len(batch.Refused) == 0 {
				t.Error("nothing was refused")
			}
			if used := allocated() - before; used > 48<<20 {
				t.Errorf("took %d MB", used>>20)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range trackerCases {
		f.Add(c.text, "")
		f.Add(c.text, string(c.format))
	}
	for _, c := range journalCases {
		f.Add(c.text, string(c.format))
	}
	f.Add(string(zipped(f, map[string]io.Reader{"Journal.json": strings.NewReader(`{"entries":[{"uuid":"A"}]}`)})), "")
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, text, as string) {
		if Format(as) == ICalendar || len(text) > 1<<16 {
			return
		}
		batch, err := Read(context.Background(), "", strings.NewReader(text), Options{As: Format(as), Zone: berlin})
		if err != nil {
			return
		}
		checkKeys(t, batch)
		shownAll(batch.Activities)
		shownEntries(t, batch.Entries)
	})
}

// What all journals of a zip unpack to is bounded, not only each value.
func TestZipUnpacksToSoMuch(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	text := `{"a":["` + strings.Repeat("x", 1<<20) + `"]}`
	part := []io.Reader{strings.NewReader(`{"entries":[],"skipped":[0`)}
	for range 260 {
		part = append(part, strings.NewReader(","+text))
	}
	part = append(part, strings.NewReader("]}"))
	_, err := Read(context.Background(), "", bytes.NewReader(zipped(t, map[string]io.Reader{"Journal.json": io.MultiReader(part...)})), Options{Zone: time.UTC})
	if !errors.Is(err, errTooMuch) {
		t.Errorf("got %v, want a refusal of the whole file", err)
	}
}
