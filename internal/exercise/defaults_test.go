package exercise

import (
	"strings"
	"testing"
)

func TestReadDefaults(t *testing.T) {
	const minimal = "title: Small\nquestions:\n  - {id: one, type: text, ask: What?}\n"
	for name, id := range map[string]string{
		"my-friday.yaml": "my-friday", "folder/My Friday.YML": "my-friday", "Ana's week.json": "anas-week", "week.v2.yaml": "week-v2",
	} {
		x, err := Read(name, []byte(minimal))
		if err != nil || x.ID != id || x.Version != 1 || x.Privacy != Private {
			t.Errorf("%s: %+v, %v; want id %s, version 1, private", name, x, err, id)
		}
	}
	for _, name := range []string{"exercise as asked", "unnamed.txt", "-", "", "47.yaml", ".yaml", "yes.yaml", strings.Repeat("a", 200) + ".yaml"} {
		if x, err := Read(name, []byte(minimal)); err == nil || !strings.Contains(err.Error(), "has no id") {
			t.Errorf("%q: %+v, %v; want a fault: no id", name, x, err)
		}
	}
	x, err := Read("friday.yaml", []byte("id: own\nversion: 3\nprivacy: ordinary\n"+minimal))
	if err != nil || x.ID != "own" || x.Version != 3 || x.Privacy != Ordinary {
		t.Errorf("what the file says is %+v, %v", x, err)
	}
	if err := validate(compileSchema(t), minimal); err != nil {
		t.Errorf("the schema refuses a minimal file: %v", err)
	}
}
