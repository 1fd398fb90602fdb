package lexicon

import (
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/prompts"
)

// emotions are the listed words.
func emotions(t *testing.T) []exercise.Option {
	t.Helper()
	source, _ := prompts.List("emotions")
	list, err := exercise.ReadList("emotions.yaml", source)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// What people say they feel, by the corner it counts in.
func TestEverydayPhrasesForFeelings(t *testing.T) {
	listed := emotions(t)
	feelings := NewFeelings(listed)
	total := 0
	for corner, phrases := range map[string]string{
		"lifted": `happy; excited; great; motivated; focused; productive; energetic; joyful; enthusiastic; amazing; awesome; wonderful; thrilled;
			optimistic; positive; accomplished; creative; curious; determined; strong; empowered; cheerful; in the zone; upbeat; pumped; passionate;
			fantastic; over the moon; in a good mood; engaged; encouraged; brave; very happy; really excited; glad; refreshed; alive; impressed; proud`,
		"settled": `good; fine; ok; OK; okay; alright; grateful; relaxed; peaceful; comfortable; safe; secure; well; not bad; pretty good; serene;
			balanced; grounded; warm; loved; supported; calm; chilled; cosy; cozy; at peace; content; quiet; pleased; thankful; nice; kind;
			fulfilled and calm; understood; stable; neutral; happy enough; reassured; laid-back; centred; centered; organised; organized`,
		"charged": `stressed; stressed out; worried; nervous; annoyed; busy; swamped; overloaded; irritated; mad; furious; tense; on edge; jealous;
			scared; afraid; pressured; under pressure; hectic; frantic; fed up; stuck; confused; distracted; upset; ashamed; panicky; bitter;
			insecure; vulnerable; anxious; restless; grumpy; cranky; pissed off; torn; shocked; surprised; behind; overworked; a bit stressed;
			so worried; imposter syndrome; stretched; agitated; hurried; jittery; criticised; criticized; wound up`,
		"heavy": `exhausted; drained; sad; down; low; depressed; unhappy; burnt out; burned out; burnout; worn out; sleepy; lonely; bored; hopeless;
			let down; empty; meh; blah; sick; ill; hurt; lost; isolated; ignored; unappreciated; demotivated; unmotivated; guilty; sorry; awful;
			terrible; bad; not great; uncomfortable; miserable; knackered; fatigued; weary; defeated; numb; flat; foggy; homesick; dull; so tired;
			a little sad; kind of tired; Exhausted!; wiped out; gutted; off; heartbroken`,
	} {
		for phrase := range strings.SplitSeq(phrases, ";") {
			phrase = strings.Join(strings.Fields(phrase), " ")
			total++
			reading, known := feelings.Read(phrase)
			near, _ := exercise.Find(listed, reading.ID)
			if !known || near.Group != corner {
				t.Errorf("%q counts as %q (%s), want %s", phrase, reading.ID, near.Group, corner)
			}
			if !reading.Own {
				t.Errorf("%q would not be saved as it was typed", phrase)
			}
		}
	}
	if total < 120 {
		t.Errorf("have %d phrases", total)
	}
}

// Each feeling stands beside a listed one, once, and is none of them.
func TestFeelingsAreSound(t *testing.T) {
	listed := emotions(t)
	source, _ := prompts.List("feelings")
	rows, err := exercise.ReadRows("feelings.yaml", source, "near", "words")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, row := range rows {
		if _, found := exercise.Find(listed, row["near"]); !found {
			t.Errorf("%q is no listed emotion", row["near"])
		}
		for _, word := range row.Words("words") {
			k := key(tokens(word))
			if before, twice := seen[k]; twice && before != row["near"] {
				t.Errorf("%q is near %s and %s", word, before, row["near"])
			}
			if _, found := exercise.Find(listed, word); found {
				t.Errorf("%q is listed itself", word)
			}
			seen[k] = row["near"]
		}
	}
	if len(rows) != len(listed) || len(seen) < 700 {
		t.Errorf("have %d rows of %d, %d feelings", len(rows), len(listed), len(seen))
	}
}

func TestFeelingsNearAndUnknown(t *testing.T) {
	feelings := NewFeelings(emotions(t))
	for typed, want := range map[string]string{"tierd": "tired", "excitd": "excited", "hapy": "happy", "stresed": "stressed", "blorp": "", "sa": ""} {
		if got := feelings.Near(typed); got != want {
			t.Errorf("near %q is %q, want %q", typed, got, want)
		}
	}
	for _, typed := range []string{"", "zorp", "not happy with the zorp", "very", "a bit of"} {
		if got, known := feelings.Read(typed); known {
			t.Errorf("%q counts as %+v", typed, got)
		}
	}
}
