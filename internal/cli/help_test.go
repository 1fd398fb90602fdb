package cli

import (
	"context"
	"strings"
	"testing"
	"time"
)

// Help at a terminal breaks no word: what is too long goes on below, and it is
// the same words.
func TestHelpFitsTheTerminal(t *testing.T) {
	help := func(width int, args ...string) string {
		var out strings.Builder
		world := World{Out: &out, Err: &out, Now: time.Now, Getenv: func(string) string { return "" }}
		world.Terminals = Terminals{Out: width > 0, Width: width}
		if code, line, _ := Explain(Run(context.Background(), world, args)); code != 0 {
			t.Fatalf("mull %q: %d %s", args, code, line)
		}
		return out.String()
	}
	for _, args := range [][]string{{"share", "--help"}, {"help", "export"}, {"help", "all"}, {"import", "-h"}} {
		whole, folded := help(0, args...), help(80, args...)
		if strings.Join(strings.Fields(whole), " ") != strings.Join(strings.Fields(folded), " ") {
			t.Errorf("mull %q says something else at a terminal:\n%s", args, folded)
		}
		if whole == folded {
			t.Errorf("mull %q is not folded:\n%s", args, folded)
		}
		for line := range strings.Lines(folded) {
			if len([]rune(strings.TrimRight(line, "\n"))) > 80 {
				t.Errorf("mull %q: %q is too wide", args, line)
			}
		}
	}
}

// Every command has its place under one heading, and those of a coach alone come
// last.
func TestHelpAllGroupsEveryCommand(t *testing.T) {
	p := &program{}
	under := map[string]string{}
	for _, g := range p.groups() {
		for _, command := range g.commands {
			if before, twice := under[command.Name]; twice {
				t.Errorf("%s is under %q and %q", command.Name, before, g.heading)
			}
			under[command.Name] = g.heading
		}
	}
	all, _ := typedAt(t, "help", "all")
	for _, command := range p.app().Commands {
		if _, grouped := under[command.Name]; !grouped {
			t.Errorf("%s is in no group", command.Name)
		}
		if listed := strings.Contains(all, "\n   "+command.Name+" "); listed == command.Hidden {
			t.Errorf("%s: hidden %v, listed by help all %v", command.Name, command.Hidden, listed)
		}
	}
	last := p.groups()[len(p.groups())-1]
	if got := last.commands[len(last.commands)-1].Name; last.heading != "coach and coachee" || got != "note" {
		t.Errorf("the last group is %q and ends with %s", last.heading, got)
	}
}
