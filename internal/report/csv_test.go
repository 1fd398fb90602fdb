package report

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"
)

func csvOf(t *testing.T, view any, table string) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteCSV(&out, view, table); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestCSVOfRecords(t *testing.T) {
	type inner struct {
		IC    int `json:"ic"`
		Other int `json:"other"`
	}
	type named struct {
		Name string `json:"name"`
	}
	type line struct {
		Date string `json:"date"`
		inner
		Minutes *inner   `json:"minutes"`
		Share   *float64 `json:"share"`
		Also    []string `json:"also"`
		Open    bool     `json:"open"`
		Any     any      `json:"any"`
		Hidden  string   `json:"-"`
	}
	type group struct {
		Question string  `json:"question"`
		Groups   []named `json:"groups"`
		P        float64 `json:"p"`
	}
	half := 0.5
	for _, c := range []struct {
		name string
		view any
		want string
	}{
		{"no rows", struct {
			Lines []line `json:"lines"`
		}{}, "date,IC,Other,minutes.ic,minutes.other,share,also,open,any\n"},
		{"fields of all kinds", []line{
			{"2026-11-19", inner{90, -5}, &inner{1, 2}, &half, []string{"a", "b"}, true, 3.0, "x"},
			{Date: "2026-11-20", Any: "=1+1"},
		}, "date,ic,other,minutes.ic,minutes.other,share,also,open,any\n" +
			"2026-11-19,90,-5,1,2,0.5,\"[\"\"a\"\",\"\"b\"\"]\",true,3\n2026-11-20,0,0,,,,,false,'=1+1\n"},
		{"a list in a record", []group{
			{"one", []named{{"x"}, {"y"}}, 0.25}, {"two", nil, math.NaN()},
		}, "question,p,groups.name\none,0.25,x\none,0.25,y\ntwo,,\n"},
		{"only a list of texts", struct {
			Measures []string `json:"measures"`
		}{[]string{"ic.share", "@x"}}, "measures\nic.share\n'@x\n"},
		{"one record", named{"x"}, "name\nx\n"},
		{"the first list, also inside", struct {
			Period named `json:"period"`
			Time   struct {
				Total int     `json:"total"`
				Days  []named `json:"days"`
			} `json:"time"`
			Words []named `json:"words"`
		}{}, "name\n"},
	} {
		want := strings.Replace(c.want, "IC,Other", "ic,other", 1)
		if got := csvOf(t, c.view, ""); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, want)
		}
	}
}

// Text that a spreadsheet would run is written so that it does not, and what a
// terminal would obey is left out.
func TestCSVNeutralisesFormulas(t *testing.T) {
	type noted struct {
		Note string  `json:"note"`
		N    float64 `json:"n"`
	}
	got := csvOf(t, []noted{{"=HYPERLINK(1)", -1}, {"+1", 0}, {"-2+3", 0}, {"@x, y", 0}, {`say "so"`, 0}, {"plain\x1b[31m", 0}, {"\t=1", 0}, {"two\nlines", 0}, {"-0h45", 0}}, "")
	want := "note,n\n'=HYPERLINK(1),-1\n'+1,0\n'-2+3,0\n\"'@x, y\",0\n\"say \"\"so\"\"\",0\nplain,0\n'=1,0\n\"two\nlines\",0\n-0h45,0\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A week has several tables, and each has one column for each key of its JSON.
func TestCSVOfAWeek(t *testing.T) {
	view := aWeek().JSON()
	if got, want := Tables(view), []string{"days", "categories", "motives", "measures", "words", "targets", "entries", "moments", "values", "exercises"}; !slices.Equal(got, want) {
		t.Fatalf("the tables of a week are %q, want %q", got, want)
	}
	for _, name := range append(Tables(view), "") {
		rows, err := csv.NewReader(strings.NewReader(csvOf(t, view, name))).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "" && (len(rows) != 8 || rows[0][0] != "date" || rows[1][0] != "2026-11-16") {
			t.Errorf("the table of a week is %q, want its seven days", rows)
		}
	}
}
