package exercise

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// catalogueOf reads every shipped exercise.
func catalogueOf(t testing.TB) map[string]*Exercise {
	t.Helper()
	list := map[string]*Exercise{}
	for name, source := range shipped(t) {
		x, err := Read(name, source)
		if err != nil {
			t.Fatal(err)
		}
		list[x.ID] = x
	}
	return list
}

// everyQuestion calls f for every question, those of groups too.
func everyQuestion(x *Exercise, f func(q *Question)) {
	for _, q := range x.All() {
		f(q)
		for i := range q.Questions {
			f(&q.Questions[i])
		}
	}
}

func TestCatalogueIsWhole(t *testing.T) {
	want := map[string]Privacy{
		"after-session": Personal, "avoidance-log": Private, "coach-session-review": Private,
		"daily-reflection": Personal, "delegation-review": Personal, "emotion-checkin": Private,
		"energy-audit": Personal, "envy-signal": Private, "free-note": Personal,
		"grow-session": Personal, "ic-motives": Personal, "lead-manage-balance": Ordinary,
		"lead-without-rank": Personal, "passive-hiring": Ordinary, "path-fit": Private,
		"quarter-review": Personal, "tech-slowness": Ordinary, "values-check": Private,
		"values-discovery": Private, "weekly-review": Personal, "whole-person-needs": Private,
	}
	have := catalogueOf(t)
	for id, privacy := range want {
		switch x := have[id]; {
		case x == nil:
			t.Errorf("%s is missing", id)
		case x.Privacy != privacy:
			t.Errorf("%s is %s, want %s", id, x.Privacy, privacy)
		}
	}
	if len(have) != len(want) {
		t.Errorf("have %d exercises, want %d", len(have), len(want))
	}
}

func TestEveryExerciseIntroducesItself(t *testing.T) {
	for id, x := range catalogueOf(t) {
		for field, text := range map[string]string{"purpose": x.Purpose, "source": x.Source, "when": x.When, "theme": x.Theme} {
			if text == "" {
				t.Errorf("%s has no %s", id, field)
			}
		}
		if x.Minutes == 0 && len(x.Questions) > 2 {
			t.Errorf("%s has no minutes", id)
		}
		if _, err := rhythmDays(x.Every); x.Every != "" && err != nil {
			t.Errorf("%s: every %v", id, err)
		}
	}
}

// closed are the choices whose answers are all there are: about reasons,
// feelings and acts own words are always welcome.
var closed = []string{
	"ic-motives.timing", "ic-motives.mine", "ic-motives.did", "ic-motives.main",
	"weekly-review.follow",
	"values-discovery.ten", "values-discovery.borrowed",
	"whole-person-needs.scope", "whole-person-needs.home", "whole-person-needs.leak", "whole-person-needs.support",
	"envy-signal.still",
	"tech-slowness.side",
	"lead-without-rank.voice", "lead-without-rank.credit", "lead-without-rank.bank",
	"grow-session.whose", "grow-session.done",
	"coach-session-review.asked", "coach-session-review.leave", "coach-session-review.goalby", "coach-session-review.stepby",
	"avoidance-log.pays", "avoidance-log.how",
	"delegation-review.role", "delegation-review.step", "delegation-review.could", "delegation-review.kept",
	"energy-audit.style",
	"after-session.kind",
}

func TestOwnWordsAreWelcome(t *testing.T) {
	seen := map[string]bool{}
	for id, x := range catalogueOf(t) {
		everyQuestion(x, func(q *Question) {
			name := id + "." + q.ID
			if q.Kind != "choice" && q.Kind != "many" || q.Other {
				return
			}
			seen[name] = true
			if !slices.Contains(closed, name) {
				t.Errorf("%s takes no own words; is it closed?", name)
			}
		})
	}
	for _, name := range closed {
		if !seen[name] {
			t.Errorf("%s is listed as closed and is not", name)
		}
	}
}

// seconds is a guess at how long a question takes to answer.
func seconds(q *Question) int {
	switch q.Kind {
	case "longtext":
		return 90
	case "text":
		return 15 * max(1, q.Items.Least)
	case "scale", "yesno", "choice", "number", "date":
		return 10
	case "many", "rank":
		return 20
	case "split", "ifthen":
		return 25
	case "sort":
		return 240
	case "matrix":
		return 10 * max(5, len(q.Rows.List)) * len(q.Columns)
	case "group":
		total := 0
		for i := range q.Questions {
			total += seconds(&q.Questions[i])
		}
		return total * 3
	}
	return 600
}

func TestNoExerciseIsOverItsMinutes(t *testing.T) {
	for id, x := range catalogueOf(t) {
		short, long := 0, 0
		turns := map[string]bool{}
		for i := range x.Questions {
			q := &x.Questions[i]
			long += seconds(q)
			if q.More || q.Aside || q.Rotate != "" && turns[q.Rotate] || q.When != nil {
				continue
			}
			turns[q.Rotate] = q.Rotate != ""
			short += seconds(q)
		}
		if x.Minutes > 0 && short > x.Minutes*60 {
			t.Errorf("%s takes about %d s, says %d minutes", id, short, x.Minutes)
		}
		if x.MinutesMore > 0 && long > x.MinutesMore*60*4/3 {
			t.Errorf("%s --more takes about %d s, says %d minutes", id, long, x.MinutesMore)
		}
		hasMore := slices.ContainsFunc(x.Questions, func(q Question) bool { return q.More || q.Rotate != "" })
		if hasMore != (x.MinutesMore > 0) {
			t.Errorf("%s: questions for --more %v, minutes_more %d", id, hasMore, x.MinutesMore)
		}
	}
}

func TestIdsAndWords(t *testing.T) {
	for id, x := range catalogueOf(t) {
		texts := []string{x.Title, x.Purpose, x.Source, x.Intro, x.About, x.When}
		everyQuestion(x, func(q *Question) {
			if strings.Contains(q.ID, ".") {
				t.Errorf("%s.%s: an id has a dot", id, q.ID)
			}
			if length := len([]rune(q.Ask)); length > 100 {
				t.Errorf("%s.%s asks in %d characters; a tired reader wants 100 at the most", id, q.ID, length)
			}
			texts = append(texts, q.Ask, q.Help, q.Low, q.High)
			for _, o := range slices.Concat(q.Options.List, q.Rows.List, q.Piles) {
				texts = append(texts, o.Label)
				if strings.Contains(o.ID, ".") {
					t.Errorf("%s.%s: the option id %s has a dot", id, q.ID, o.ID)
				}
			}
		})
		for _, text := range texts {
			for _, never := range []string{"WOOP", "Mood Meter", "Wheel of Life", "homework", "streak", "—", "–"} {
				if strings.Contains(text, never) {
					t.Errorf("%s says %q: %s", id, never, text)
				}
			}
		}
	}
}

func TestOffersAndMeasuresLeadSomewhere(t *testing.T) {
	all := catalogueOf(t)
	for id, x := range all {
		for i, o := range x.Offers {
			if o.Exercise != "" && all[o.Exercise] == nil {
				t.Errorf("%s offers %s, which is not shipped", id, o.Exercise)
			}
			if o.History == nil {
				continue
			}
			parts := strings.Split(o.History.Measure, ".")
			if other := all[parts[0]]; other == nil {
				t.Errorf("%s: offer %d counts %s, which is not shipped", id, i+1, o.History.Measure)
			} else if q, found := other.Question(parts[1]); !found || !q.Trend {
				t.Errorf("%s: offer %d counts %s, which is no measure", id, i+1, o.History.Measure)
			}
		}
	}
}

// TestTimeIsSplitOverTheSameBuckets: the journal's categories, own ones
// included, so that no file has a list of its own.
func TestTimeIsSplitOverTheSameBuckets(t *testing.T) {
	known := []string{"people", "direction", "running", "stakeholders", "learning", "hands-on", "admin"}
	splits := 0
	for id, x := range catalogueOf(t) {
		if a := x.Records.Activity; a != nil && !slices.Contains(known, a.Category) {
			t.Errorf("%s records the category %s", id, a.Category)
		}
		everyQuestion(x, func(q *Question) {
			if q.Kind != "split" {
				return
			}
			splits++
			if q.Options.From != "categories" || len(q.Options.List) > 0 {
				t.Errorf("%s.%s splits over %q and %v, want categories alone", id, q.ID, q.Options.From, q.Options.List)
			}
		})
	}
	if splits != 3 {
		t.Errorf("have %d splits, want 3", splits)
	}
}

func TestRolesAreUsedOrGone(t *testing.T) {
	used := map[string]bool{}
	for _, x := range catalogueOf(t) {
		everyQuestion(x, func(q *Question) { used[q.Role] = true })
	}
	for _, role := range Roles {
		if !used[role.Name] {
			t.Errorf("no shipped question has the role %s", role.Name)
		}
	}
}

func TestSets(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(promptsDir, "sets.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	sets, err := ReadSets("sets.yaml", source)
	if err != nil {
		t.Fatal(err)
	}
	all := catalogueOf(t)
	var ids []string
	for _, set := range sets {
		ids = append(ids, set.ID)
		for _, id := range set.Exercises {
			if all[id] == nil {
				t.Errorf("set %s names %s, which is not shipped", set.ID, id)
			}
		}
	}
	if want := []string{"new-leader", "feeling-stuck", "coach-pack"}; !slices.Equal(ids, want) {
		t.Errorf("sets = %v, want %v", ids, want)
	}
	if _, err := ReadSets("sets.yaml", []byte("- {id: A b, exercises: []}\n")); err == nil ||
		!strings.Contains(err.Error(), "write a-b") || !strings.Contains(err.Error(), "empty list") || !strings.Contains(err.Error(), "wants id, title") {
		t.Errorf("broken sets: got %v", err)
	}
}
