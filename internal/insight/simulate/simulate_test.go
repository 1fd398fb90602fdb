package main

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// A journal in which nothing is related shows something in at most 1 of 20. The
// bounds are that and three standard errors of so few journals; shuffling rows
// as if they had no memory breaks them.
func TestUnrelatedJournalsShowNothing(t *testing.T) {
	const journals, bound = 250, 22
	for _, j := range []Journal{{Weeks: 12, Memory: -1, Written: 1}, {Weeks: 12, Memory: 0.6, Written: 1}, {Weeks: 26, Memory: 0.5, Written: 0.7}} {
		if c := j.Run(5, journals); c.Any > bound {
			t.Errorf("%+v: %d of %d journals show something, want at most %d: %v", j, c.Any, journals, bound, c.Shown)
		}
	}
}

func TestPlantedDifferencesAreFound(t *testing.T) {
	const journals = 50
	for plant, least := range map[string]int{"waiting": 40, "put-off": 40, "energy": 33, "meetings": 33, "share": 15} {
		j := Journal{Weeks: 12, Memory: 0.3, Written: 1, Plant: plant, Effect: 1.2}
		if c := j.Run(5, journals); c.Shown[plant] < least {
			t.Errorf("%s: %d of %d found, want at least %d", plant, c.Shown[plant], journals, least)
		}
	}
}

func TestRunRepeatsItself(t *testing.T) {
	j := Journal{Weeks: 12, Memory: -1, Written: 0.7}
	if a, b := j.Run(3, 20), j.Run(3, 20); !reflect.DeepEqual(a, b) {
		t.Errorf("%+v and %+v", a, b)
	}
	if reflect.DeepEqual(j.Rows(1), j.Rows(2)) {
		t.Error("two seeds make one journal")
	}
}

func TestLimitLiesAboveWhatIsFound(t *testing.T) {
	j := Journal{Weeks: 12, Memory: 0.3, Written: 1, Plant: "share", Effect: 1.2}
	c := j.Run(5, 50)
	if found := float64(c.Shown["share"]) / 50; found > j.Limit(5)+0.1 {
		t.Errorf("found %.2f, limit %.2f", found, j.Limit(5))
	}
}

func TestSimulatePrintsTheTables(t *testing.T) {
	var out bytes.Buffer
	if err := Simulate(&out, 1, 1); err != nil {
		t.Fatal(err)
	}
	for _, want := range append(Plants(), "False alarms", "0 to 0.7", "share, at most", "share, known", "Seed 1, 1 journals to a figure") {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
