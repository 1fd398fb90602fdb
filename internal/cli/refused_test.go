package cli

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fresh is a machine mull was never used on, and what a command is given there.
func fresh(t *testing.T) (World, string) {
	t.Helper()
	home := t.TempDir()
	for name, text := range map[string]string{
		"broken.yaml": "energy: 99\n",
		"nulls.yaml":  "energy: null\n",
		"own.yaml":    "id: free-note\ntitle: Mine\nversion: 1\ntheme: own\npurpose: P\nsource: S\nquestions: [{id: q, type: text, ask: Q}]\n",
		"text.txt":    "nothing that mull knows\n",
	} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return World{
		In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &bytes.Buffer{},
		Now: func() time.Time { return time.Date(2026, 11, 19, 17, 10, 0, 0, time.UTC) },
		Getenv: func(name string) string {
			return map[string]string{"TZ": "Europe/Berlin", "HOME": home, "EDITOR": "false"}[name]
		},
	}, home
}

// A command that is refused, or has nothing to keep, makes nothing: no journal,
// no folder, no file.
func TestNothingIsMadeWhereNothingIsKept(t *testing.T) {
	for line, want := range map[string]int{
		"exercises remove nope":                      exitNotFound,
		"exercises edit nope":                        exitNotFound,
		"exercises edit free-note --off nope":        exitUsage,
		"exercises edit free-note":                   exitUsage,
		"exercises show nope":                        exitNotFound,
		"exercises add HOME/broken.yaml":             exitUsage,
		"exercises add HOME/own.yaml":                exitUsage,
		"exercises add HOME/missing.yaml":            exitUsage,
		"exercises check HOME/broken.yaml":           exitUsage,
		"exercises set nope":                         exitNotFound,
		"do nope":                                    exitNotFound,
		"do --resume":                                exitNotFound,
		"do --revisit 4":                             exitNotFound,
		"do ic-motives --for 7":                      exitNotFound,
		"do --for 7":                                 exitNotFound,
		"do grow-session --with Ana":                 exitUsage,
		"do free-note --no-input":                    exitNeedsAnswer,
		"do free-note --nope":                        exitUsage,
		"do free-note --date":                        exitUsage,
		"reflect --answers HOME/broken.yaml":         exitUsage,
		"reflect --answers HOME/missing.yaml":        exitUsage,
		"reflect --answers HOME/nulls.yaml":          exitDone,
		"reflect --date tomorrow":                    exitUsage,
		"review --answers HOME/text.txt":             exitUsage,
		"feel tired --energy 9":                      exitUsage,
		"feel tired --pleasant 9":                    exitUsage,
		"feel --date 2027-01-01 tired":               exitUsage,
		"write":                                      exitDone, // nothing in the pipe
		"write --no-input":                           exitNeedsAnswer,
		"log 25h ic":                                 exitUsage,
		"log 1h nope":                                exitUsage,
		"log 1h ic --why nope":                       exitUsage,
		"log --repeat-last":                          exitFailed,
		"start nope":                                 exitUsage,
		"stop":                                       exitFailed,
		"switch ic":                                  exitFailed,
		"show 9":                                     exitNotFound,
		"edit 9":                                     exitNotFound,
		"delete 9":                                   exitNotFound,
		"history 9":                                  exitNotFound,
		"undo":                                       exitFailed,
		"purge 9 --yes":                              exitNotFound,
		"due drop 9":                                 exitNotFound,
		"due nope":                                   exitUsage,
		"target ic 200":                              exitUsage,
		"off nope":                                   exitUsage,
		"categories add x --track nope":              exitUsage,
		"categories add  --track ic":                 exitUsage,
		"categories remove nope":                     exitUsage,
		"rules add nope":                             exitUsage,
		"rules remove 3":                             exitNotFound,
		"import HOME/text.txt":                       exitUsage,
		"import HOME/missing":                        exitUsage,
		"restore HOME/missing --yes":                 exitNotFound,
		"restore HOME/text.txt --yes":                exitUnusable,
		"unlock":                                     exitFailed,
		"people add Ana nope":                        exitUsage,
		"people rename Ana Anna":                     exitNotFound,
		"agreement Ana":                              exitNotFound,
		"assign grow-session --to Ana --why w":       exitNotFound,
		"invite Ana nope --no-input":                 exitNeedsAnswer,
		"accept HOME/text.txt --yes":                 exitUsage,
		"accept 4 --yes":                             exitNotFound,
		"decline 4":                                  exitNotFound,
		"share 4 --to Ana":                           exitNotFound,
		"share --withdraw 4":                         exitNotFound,
		"receive HOME/text.txt":                      exitUsage,
		"coachee Ana":                                exitNotFound,
		"note Ana words":                             exitNotFound,
		"forget Ana --yes":                           exitNotFound,
		"week --guess --no-input":                    exitNeedsAnswer,
		"trend nope":                                 exitUsage,
		"report nope -o HOME/page.html":              exitUsage,
		"backup HOME/copy.db":                        exitNotFound,
		"nope":                                       exitUsage,
		"id --no-input":                              exitNeedsAnswer,
		"reflect --journal HOME/new/journal.db --on": exitUsage,
	} {
		world, home := fresh(t)
		before := everyFile(t, home)
		args := strings.Split(strings.ReplaceAll(line, "HOME", home), " ")
		code, said, _ := Explain(Run(context.Background(), world, args))
		if code != want {
			t.Errorf("mull %s: exit %d, want %d: %s", line, code, want, said)
		}
		if after := everyFile(t, home); after != before {
			t.Errorf("mull %s leaves\n%swhere there was\n%s", line, after, before)
		}
	}
}

func everyFile(t *testing.T, root string) string {
	t.Helper()
	var names strings.Builder
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		names.WriteString(strings.TrimPrefix(path, root) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names.String()
}

// The order in which options were shuffled before the first answer made the
// journal is its order from then on.
func TestShuffledBeforeTheJournalIsMade(t *testing.T) {
	world, _ := fresh(t)
	p := &program{World: world, ctx: context.Background(), now: world.Now, path: filepath.Join(t.TempDir(), "mull", "journal.db")}
	s, err := p.ready()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // read only by then
	before, err := s.Seed(p.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Make(p.ctx); err != nil {
		t.Fatal(err)
	}
	if after, err := s.Seed(p.ctx); err != nil || after != before {
		t.Errorf("the seed is %q, %v; it was %q", after, err, before)
	}
}
