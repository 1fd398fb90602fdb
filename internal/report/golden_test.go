package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// styles are the ways every screen is drawn in its golden file.
var styles = []struct {
	name  string
	style Style
}{
	{"80 columns", Style{Width: 80}},
	{"120 columns", Style{Width: 120}},
	{"40 columns", Style{Width: 40}},
	{"80 columns, ASCII", Style{Width: 80, ASCII: true}},
	{"80 columns, colour", Style{Width: 80, Color: true}},
}

// golden compares a screen in every style with testdata/NAME.golden; escapes
// are written there as ESC.
func golden(t *testing.T, name string, views ...View) {
	t.Helper()
	if width("█") != 1 {
		t.Skip("RUNEWIDTH_EASTASIAN is set: bars take two columns a cell here")
	}
	var got strings.Builder
	for _, s := range styles {
		var screen bytes.Buffer
		if err := Write(&screen, s.style, views...); err != nil {
			t.Fatal(err)
		}
		got.WriteString("===== " + s.name + "\n" + strings.ReplaceAll(screen.String(), "\x1b", "ESC"))
	}
	compare(t, name, got.String())
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	have, kept := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(have), len(kept)) {
		if i >= len(have) || i >= len(kept) || have[i] != kept[i] {
			t.Fatalf("%s differs from line %d on: got\n%s\nwant\n%s", file, i+1,
				strings.Join(have[min(i, len(have)):min(i+6, len(have))], "\n"), strings.Join(kept[min(i, len(kept)):min(i+6, len(kept))], "\n"))
		}
	}
}
