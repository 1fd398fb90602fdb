package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"mull/prompts"
)

// How many questions an exercise has is one number: in the catalogue, on its
// page, and when it is begun; and nothing it says of itself speaks of another.
func TestExtentIsSaidOnce(t *testing.T) {
	j := newTestJournal(t)
	j.run(t, `{"five": ["craft"], "ten": ["craft"], "piles": {"matters-most": ["craft"]}}`, "do", "values-discovery", "--answers", "-")
	var catalogue struct {
		Exercises []struct {
			ID            string
			Questions     int
			QuestionsMore int `json:"questions_more"`
		}
	}
	if err := json.Unmarshal(j.run(t, "", "exercises", "--json"), &catalogue); err != nil {
		t.Fatal(err)
	}
	if len(catalogue.Exercises) != len(prompts.Exercises()) {
		t.Fatalf("%d exercises in the catalogue", len(catalogue.Exercises))
	}
	numbered := regexp.MustCompile(`(?m)^ +(\d+)  `)
	spoken := regexp.MustCompile(`(?i)\b(two|three|four|five|six|seven|eight|nine|ten) questions\b`)
	for _, x := range catalogue.Exercises {
		page := string(j.run(t, "", "exercises", "show", x.ID))
		takes := count(x.Questions, "question")
		if x.QuestionsMore > 0 {
			takes += fmt.Sprintf("; with --more %d minutes and %s", minutesMore(t, x.ID), count(x.QuestionsMore, "question"))
		}
		if !strings.Contains(strings.Join(strings.Fields(page), " "), takes) {
			t.Errorf("%s: the catalogue has %s, its page\n%s", x.ID, takes, page)
		}
		rows := numbered.FindAllStringSubmatch(page, -1)
		if last := rows[len(rows)-1][1]; x.ID == "grow-session" && last != fmt.Sprint(x.Questions) || x.ID == "coach-session-review" && last != fmt.Sprint(x.QuestionsMore) {
			t.Errorf("%s: its page numbers %s questions, the catalogue has %d, %d with --more", x.ID, last, x.Questions, x.QuestionsMore)
		}
		about := shippedExercise(t, x.ID)
		for _, said := range spoken.FindAllString(about.Intro, -1) {
			if want := map[int]string{3: "Three questions"}[x.Questions]; said != want {
				t.Errorf("%s: says %q of itself and has %d", x.ID, said, x.Questions)
			}
		}
		if short, _, _ := strings.Cut(about.About, "--more"); len(short) < len(about.About) && spoken.MatchString(short) {
			t.Errorf("%s: counts its questions in words: %q", x.ID, spoken.FindString(short))
		}
		// The evening says it in its intro, a page has one, and of last week's chosen
		// thing nothing is asked where there is none.
		if x.ID == "daily-reflection" || x.ID == "free-note" || x.ID == "weekly-review" {
			continue
		}
		if begun := j.begin(t, x.ID); !strings.Contains(begun, count(x.Questions, "question")) {
			t.Errorf("%s: the catalogue has %s, and it begins with\n%s", x.ID, takes, begun)
		}
	}
}

func minutesMore(t *testing.T, id string) int {
	t.Helper()
	return shippedExercise(t, id).MinutesMore
}

// begin returns what is shown when an exercise is begun and left at once.
func (j testJournal) begin(t *testing.T, id string) string {
	t.Helper()
	var out, errs bytes.Buffer
	world := World{In: strings.NewReader(""), Out: &out, Err: &errs, Now: func() time.Time { return testNow }, Getenv: func(name string) string {
		return map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": string(j)}[name]
	}}
	if code, said, _ := Explain(Run(context.Background(), world, []string{"do", id})); code != exitInterrupted {
		t.Fatalf("mull do %s: exit %d, %s", id, code, said)
	}
	return errs.String()
}
