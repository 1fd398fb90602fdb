// Package hostile makes up files that are out to exhaust memory or time, or
// would if somebody tried, for measuring what the import makes of them.
package hostile

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"mull/internal/intake/bigcalendar"
)

// A File is one such file.
type File struct {
	Name  string
	write func(*os.File) error
}

// gigabyte is how long a line without end is. Most of it is a hole, which takes
// no room on the disk.
const gigabyte = 1 << 30

const columns = "User,Email,Project,Description,Start date,Start time,End date,End time,Duration,Tags\n"

const event = "BEGIN:VEVENT\r\nUID:a@example.com\r\nSUMMARY:Talk\r\nDTSTART:20200907T100000Z\r\nDURATION:PT1H\r\n"

// Files returns all of them.
func Files() []File {
	return []File{
		{"endless-line.ics", line("BEGIN:VCALENDAR\r\n"+strings.Repeat(event+"END:VEVENT\r\n", 8)+event+"DESCRIPTION:", "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")},
		{"endless-field.csv", line(columns+strings.Repeat("Ada,,mull,talk,2026-04-10,13:00:00,2026-04-10,14:00:00,01:00:00,\n", 16)+"\"", "\"\n")},
		{"endless-value.json", line("["+strings.Repeat(`{"start":"20260101T080000Z","end":"20260101T090000Z"},`, 16)+
			`{"start":"20260101T080000Z","end":"20260101T090000Z","annotation":"`, `"}]`)},
		{"endless-note.timeclock", line(strings.Repeat("i 2026-04-10 13:00:00 mull\no 2026-04-10 14:00:00\n", 16)+"i 2026-04-11 13:00:00 ", "\no 2026-04-11 14:00:00\n")},
		{"every-second.ics", calendar(event + "RRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n")},
		{"ten-million.ics", calendar(event + "RRULE:FREQ=DAILY;COUNT=10000000;BYHOUR=" + upTo(23) + ";BYMINUTE=" + upTo(59) + "\r\nEND:VEVENT\r\n")},
		{"barren-rules.ics", func(f *os.File) error { return barren(f, 20_000) }},
		{"most-events.ics", func(f *os.File) error {
			return bigcalendar.Write(f, bigcalendar.Size{Years: 10, Events: 90_000, Series: 1_000, Seed: 1})
		}},
		{"too-many-rows.csv", func(f *os.File) error { return rows(f, 250_000) }},
		{"deep.json", text(strings.Repeat("[", 4<<20))},
		{"bomb.zip", bomb},
	}
}

// Write writes the file into a folder and returns its name there.
func (h File) Write(folder string) (name string, err error) {
	name = filepath.Join(folder, h.Name)
	out, err := os.Create(name)
	if err != nil {
		return "", err
	}
	if err := h.write(out); err != nil {
		return "", fmt.Errorf("%s: %w", h.Name, err)
	}
	return name, out.Close()
}

func text(words string) func(*os.File) error {
	return func(f *os.File) error {
		_, err := io.WriteString(f, words)
		return err
	}
}

func calendar(events string) func(*os.File) error {
	return text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n")
}

// upTo lists the numbers from 0 on.
func upTo(last int) string {
	numbers := make([]string, last+1)
	for i := range numbers {
		numbers[i] = strconv.Itoa(i)
	}
	return strings.Join(numbers, ",")
}

// line writes a gigabyte without a line end between a head and a tail. The head
// is longer than what tells text from other files.
func line(head, tail string) func(*os.File) error {
	return func(f *os.File) error {
		if _, err := io.WriteString(f, head); err != nil {
			return err
		}
		_, err := f.WriteAt([]byte(tail), gigabyte)
		return err
	}
}

// barren writes series whose rules are long to work out and bring nothing.
func barren(f *os.File, n int) error {
	out := bufio.NewWriter(f)
	fmt.Fprint(out, "BEGIN:VCALENDAR\r\n")
	for i := range n {
		fmt.Fprintf(out, "BEGIN:VEVENT\r\nUID:%d@example.com\r\nDTSTART:20200101T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n", i)
	}
	fmt.Fprint(out, "END:VCALENDAR\r\n")
	return out.Flush()
}

func rows(f *os.File, n int) error {
	out := bufio.NewWriter(f)
	fmt.Fprint(out, columns)
	for i := range n {
		fmt.Fprintf(out, "Ada,ada@example.com,mull,row %d,2020-%02d-%02d,%02d:%02d:00,2020-%02d-%02d,%02d:%02d:30,00:00:30,\n",
			i, 1+i%12, 1+i/12%28, i/336%24, i/8064%60, 1+i%12, 1+i/12%28, i/336%24, i/8064%60)
	}
	return out.Flush()
}

// bomb writes a small archive that unpacks to a gigabyte.
func bomb(f *os.File) error {
	archive := zip.NewWriter(f)
	inside, err := archive.Create("Journal.json")
	if err != nil {
		return err
	}
	if _, err := io.WriteString(inside, `{"metadata":{"version":"1.0"},"entries":[{"uuid":"A","creationDate":"2021-03-03T11:48:50Z","text":"`); err != nil {
		return err
	}
	piece := []byte(strings.Repeat(" ", 1<<20))
	for range gigabyte >> 20 {
		if _, err := inside.Write(piece); err != nil {
			return err
		}
	}
	return archive.Close()
}
