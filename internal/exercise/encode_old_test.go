package exercise

import "testing"

// What was asked before an exercise could have several revisits, and time from
// several questions, is written as it was: journals know exercises by the hash
// of these bytes.
func TestOldFormStaysTheSame(t *testing.T) {
	const body = `{"id":"old","title":"Old","version":1,"privacy":"personal","questions":[` +
		`{"id":"task","type":"text","ask":"What?"},{"id":"mins","type":"number","ask":"How long?","unit":"minutes"}],` +
		`"revisit":{"after":"7d","questions":[{"id":"left","type":"text","ask":"And now?"}]},` +
		`"records":{"activity":{"minutes":"mins","category":"hands-on","note":"task"}}}`
	x, err := Read("old", []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(Encode(x)); got != body {
		t.Errorf("written as\n%s\nwant\n%s", got, body)
	}
}

func TestSeveralRevisits(t *testing.T) {
	x, err := Read("several.yaml", []byte(`
id: several
title: Several
version: 1
privacy: personal
questions:
  - {id: pick, type: choice, ask: Which?, options: [red, blue]}
revisit:
  - when: {question: pick, is: red}
    after: evening
    questions: [{id: done, type: yesno, ask: Done?}]
  - when: {question: done, is: "yes"}
    after: 30d
    questions: [{id: still, type: text, ask: Still?}]
`))
	if err != nil {
		t.Fatal(err)
	}
	again, err := Read("again", Encode(x))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(Encode(again)), string(Encode(x)); got != want || len(again.Revisits) != 2 {
		t.Errorf("read back as %s, want %s", got, want)
	}
	done, _ := x.Question("done")
	still, _ := x.Question("still")
	for _, c := range []struct {
		answers     Answers
		done, still bool
	}{
		{Answers{"pick": "red"}, true, false},
		{Answers{"pick": "blue"}, false, false},
		{Answers{"pick": "red", "done": true}, true, true},
		{Answers{"pick": "red", "done": false}, true, false},
	} {
		if got := x.Applies(done, c.answers); got != c.done {
			t.Errorf("%v: done applies is %v, want %v", c.answers, got, c.done)
		}
		if got := x.Applies(still, c.answers); got != c.still {
			t.Errorf("%v: still applies is %v, want %v", c.answers, got, c.still)
		}
	}
	if stale := x.Stale(Answers{"pick": "blue", "done": true}); len(stale) != 1 || stale[0] != "done" {
		// still hangs on done alone, which is dropped with it.
		t.Errorf("stale are %v, want done", stale)
	}
}
