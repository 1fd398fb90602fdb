package exercise

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The table in CONTRIBUTING.md names every shipped exercise once, with the
// measures its file has and no other.
func TestCoverageTable(t *testing.T) {
	document, err := os.ReadFile(filepath.Join("..", "..", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile("`([a-z0-9-]+)`")
	listed := map[string][]string{}
	_, table, _ := strings.Cut(string(document), "| theme of the articles |")
	table, _, _ = strings.Cut(table, "\n\n")
	for row := range strings.Lines(table) {
		cells := strings.Split(row, "|")
		if len(cells) < 4 || !strings.Contains(cells[2], "`") {
			continue
		}
		id := strings.Trim(cells[2], " `")
		if _, twice := listed[id]; twice {
			t.Errorf("%s stands twice in the table", id)
		}
		listed[id] = []string{}
		for _, found := range quoted.FindAllStringSubmatch(cells[3], -1) {
			listed[id] = append(listed[id], found[1])
		}
	}
	for id, x := range catalogueOf(t) {
		measures := []string{}
		for _, q := range x.All() {
			measures = append(measures, trended(q)...)
		}
		slices.Sort(measures)
		got, found := listed[id]
		slices.Sort(got)
		if !found || !slices.Equal(got, measures) {
			t.Errorf("%s: the table has %v, the file %v", id, got, measures)
		}
		delete(listed, id)
	}
	for id := range listed {
		t.Errorf("%s is in the table and no exercise", id)
	}
}

// trended returns the measures of a question; those of a group are its inner
// questions'.
func trended(q *Question) (ids []string) {
	if q.Trend {
		ids = append(ids, q.ID)
	}
	for i := range q.Questions {
		ids = append(ids, trended(&q.Questions[i])...)
	}
	return ids
}
