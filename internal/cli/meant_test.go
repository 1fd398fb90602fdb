package cli

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"
)

// Every word with a hint is no command, stands in one place, and every command that
// a hint names exists, with its subcommand and flags.
func TestHintsForWordsNameRealCommands(t *testing.T) {
	commands := (&program{}).app().Commands
	command := regexp.MustCompile(`mull ([a-z-]+)((?: [a-z0-9%./-]+)*)`)
	var seen []string
	for _, m := range meantWords() {
		for _, word := range strings.Fields(m.words) {
			if named(commands, word) != nil {
				t.Errorf("%s is a command, and has the hint %q", word, m.hint)
			}
			if slices.Contains(seen, word) {
				t.Errorf("%s has two hints", word)
			}
			seen = append(seen, word)
		}
		found := command.FindAllStringSubmatch(m.hint, -1)
		if len(found) == 0 {
			if !strings.Contains(m.words, "quit") { // there is nothing to type
				t.Errorf("the hint of %s names no command: %q", m.words, m.hint)
			}
		}
		for _, match := range found {
			known := named(commands, match[1])
			if known == nil {
				t.Errorf("the hint of %s names mull %s, which is no command", m.words, match[1])
				continue
			}
			for _, word := range strings.Fields(match[2]) {
				flag := strings.TrimLeft(word, "-")
				if flag != word && !slices.ContainsFunc(known.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), flag) }) {
					t.Errorf("the hint of %s names %s, which mull %s does not have", m.words, word, match[1])
				}
			}
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d words have hints", len(seen))
	}
}

// What people type first, and the command the hint has to name. A word that is like
// no command gets no guess.
func TestWordsTypedFirst(t *testing.T) {
	for line, want := range map[string]string{
		"init": "mull reflect", "setup": "mull reflect", "today": "mull day", "yesterday": "mull day yesterday", "mood": "mull feel",
		"goal": "mull target", "goals": "mull target", "config": "mull help environment", "settings": "mull help environment",
		"add": "mull log", "new": "mull log", "journal": "mull write", "stats": "mull week", "chart": "mull trend",
		"quit": "each command ends by itself", "exit": "each command ends by itself", "Today": "mull day",
		"1h people": "mull log 1h people", "1h30m": "mull log 1h30m people", "ic": "mull log 45m ic", "find": "mull search",
		"remove 3": "mull delete", "change": "mull edit", "vacation": "mull off", "password": "mull lock", "coaching": "mull help coach",
		"start": "mull reflect", "help today": "mull day",
		"wek": "mull week", "edti": "mull edit", "lgo": "mull log", "relfect": "mull reflect", "Undo": "mull undo", "insight": "mull insights",
		"foo": "mull help", "xyzzy": "mull help", "init-all": "mull help", "trend energy": "daily-reflection.energy or emotion-checkin.energy",
		"trend mood": "did you mean emotion-checkin.pleasant?", "trend motives": "did you mean ic-motives.motive?", "trend peple": "did you mean people.minutes?",
		"trend energy-audit": "did you mean energy-audit.effect?", "trend coding": "did you mean hands-on.minutes?", "trend xyz": "mull trend lists",
	} {
		var out, errs bytes.Buffer
		world := World{
			In: strings.NewReader(""), Out: &out, Err: &errs, Now: time.Now,
			Getenv: func(name string) string {
				return map[string]string{"MULL_JOURNAL": "/nowhere/journal.db", "TZ": "UTC"}[name]
			},
		}
		code, text, hint := Explain(Run(context.Background(), world, strings.Fields(line)))
		if code != exitUsage || !strings.Contains(text+"\n"+hint, want) {
			t.Errorf("mull %s: exit code %d, %s\nhint: %s\nwant %q in it", line, code, text, hint, want)
		}
		if far := "did you mean"; (line == "foo" || line == "xyzzy" || line == "init-all" || line == "trend xyz") && strings.Contains(text, far) {
			t.Errorf("mull %s guesses: %s", line, text)
		}
	}
}
