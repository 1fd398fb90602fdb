package report

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
)

// Wide characters and emoji of several characters keep their rows in line.
func TestTableAlignsWideCharacters(t *testing.T) {
	table := &Table{Columns: []Column{{Title: "name", Flex: true}, {Title: "time", Right: true}},
		Rows: [][]string{{"plain", "1h30"}, {"日本語", "0h45"}, {"👩‍💻 pairing", "2h00"}, {"🇩🇪 é e\u0301", "10h00"}, {"❤️", "-"}}}
	var out bytes.Buffer
	if err := Write(&out, Style{}, table); err != nil {
		t.Fatal(err)
	}
	for l := range strings.Lines(out.String()) {
		if got, want := width(strings.TrimSuffix(l, "\n")), 17; got != want {
			t.Errorf("width %d, want %d: %q", got, want, l)
		}
	}
}

func TestTableWraps(t *testing.T) {
	table := &Table{Columns: []Column{{Title: "id"}, {Title: "what it is", Flex: true, Wrap: true}, {Title: "n", Right: true}},
		Rows: [][]string{{"one", "a gloss that goes on for a while", "1"}, {"two", "short", "22"}}}
	var out bytes.Buffer
	if err := Write(&out, Style{Width: 24}, table); err != nil {
		t.Fatal(err)
	}
	want := "id   what it is        n\none  a gloss that      1\n     goes on for a\n     while\ntwo  short            22\n"
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Lines that are equal, empty or partly empty are all shown.
func TestTableKeepsEveryRow(t *testing.T) {
	table := &Table{Columns: []Column{{Title: "a"}, {Title: "b", Right: true}},
		Rows: [][]string{{"x", "1"}, {"", ""}, {"x", "1"}, {"", "2"}, {"short"}}, Total: []string{"sum", "5"}}
	var out bytes.Buffer
	if err := Write(&out, Style{}, table); err != nil {
		t.Fatal(err)
	}
	want := "a      b\nx      1\n\nx      1\n       2\nshort\nsum    5\n"
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Tables laid out by tablewriter and those drawn straight away look the same.
func TestLongTablesLookLikeShortOnes(t *testing.T) {
	table := &Table{Columns: []Column{{Title: "name", Flex: true}, {Title: "time", Right: true}}, Total: []string{"sum", "9h00"}}
	for i := range shortTable {
		table.Rows = append(table.Rows, []string{strings.Repeat("日 x", i%7), strings.Repeat("9", i%5)})
	}
	short := table.lines(Style{}, 40)
	table.Rows = append(table.Rows, []string{"one more", "1"})
	long := table.lines(Style{}, 40)
	long = append(long[:len(long)-2], long[len(long)-1])
	if !reflect.DeepEqual(short, long) {
		t.Errorf("got\n%v\nwant\n%v", long, short)
	}
}

func TestTableNarrows(t *testing.T) {
	table := &Table{Columns: []Column{{Title: "id", Right: true}, {Title: "note", Flex: true}, {Title: "theme", Drop: 1}, {Title: "more", Drop: 2}},
		Rows: [][]string{{"12345", "a note that is rather long", "feelings", "seven words"}}}
	for limit, want := range map[int]string{
		80: "   id  note                        theme     more\n12345  a note that is rather long  feelings  seven words\n",
		30: "   id  note           theme\n12345  a note that…   feelings\n",
		20: "   id  note\n12345  a note that…\n",
		9:  " id  note\n12…  a n…\n",
	} {
		var out bytes.Buffer
		if err := Write(&out, Style{Width: limit}, table); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); got != want {
			t.Errorf("at %d columns got\n%s\nwant\n%s", limit, got, want)
		}
	}
}

type broken struct{}

var errFull = errors.New("disk full")

func (broken) Write([]byte) (int, error) { return 0, errFull }

func TestWriteFails(t *testing.T) {
	if err := Write(broken{}, Style{}, aWeek()); !errors.Is(err, errFull) {
		t.Errorf("Write says %v, want %v", err, errFull)
	}
	if err := WriteJSON(broken{}, aWeek().JSON()); !errors.Is(err, errFull) {
		t.Errorf("WriteJSON says %v, want %v", err, errFull)
	}
	if err := WriteCSV(broken{}, aWeek().JSON(), ""); !errors.Is(err, errFull) {
		t.Errorf("WriteCSV says %v, want %v", err, errFull)
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	if err := Write(full, Style{}, aWeek()); err == nil {
		t.Error("a full disk goes unnoticed")
	}
}
