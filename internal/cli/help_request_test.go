package cli

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"
)

// typedAt runs mull with args in a world without a journal, and returns what it wrote on its standard output and its exit code.
func typedAt(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	world := World{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Version: "1.2.3",
		Now: time.Now, Getenv: func(name string) string {
			return map[string]string{"MULL_JOURNAL": "/nowhere/journal.db"}[name]
		},
	}
	code, _, _ = Explain(Run(context.Background(), world, args))
	return stdout.String(), code
}

// paths are all commands and subcommands of the command table, hidden ones left
// out.
func paths(above []string, commands []*cli.Command) (all [][]string, of []*cli.Command) {
	for _, command := range commands {
		if command.Hidden {
			continue
		}
		path := append(slices.Clone(above), command.Name)
		under, underOf := paths(path, command.Subcommands)
		all, of = append(append(all, path), under...), append(append(of, command), underOf...)
	}
	return all, of
}

func TestHelpIsTheSameInEveryWay(t *testing.T) {
	p := &program{}
	all, commands := paths(nil, p.app().Commands)
	if len(all) < 80 {
		t.Fatalf("only %d commands and subcommands", len(all))
	}
	for i, path := range all {
		line := func(more ...string) []string { return append(slices.Clone(path), more...) }
		ways := [][]string{
			line("-h"), line("--help"), line("--help", "--json"), line("--json", "-h"), line("something", "--help"),
			line("--no-such-flag", "--help"), append([]string{"--help"}, path...), append([]string{"--json", "--help"}, path...),
			append([]string{"--journal", "F", "--plain"}, line("-h")...),
		}
		if path[0] == "help" || path[0] == "demo" { // a topic follows, or a command
			ways = slices.Delete(ways, 4, 5)
		}
		if len(commands[i].Subcommands) > 0 || !slices.Contains(freeWords(), strings.Join(path, " ")) {
			ways = append(ways, line("help"))
		}
		for _, flag := range commands[i].Flags {
			if _, isSwitch := flag.(*cli.BoolFlag); !isSwitch {
				ways = append(ways, line("--"+flag.Names()[0], "--help"))
			}
		}
		want, code := typedAt(t, append([]string{"help"}, path...)...)
		if start := "mull " + strings.Join(path, " ") + " - "; code != 0 || !strings.HasPrefix(want, start) {
			t.Errorf("mull help %s: exit code %d, and it does not begin with %q:\n%s", strings.Join(path, " "), code, start, want)
		}
		for _, way := range ways {
			if got, code := typedAt(t, way...); code != 0 || got != want {
				t.Errorf("mull %s: exit code %d, got\n%s\nwant the help of mull help %s", strings.Join(way, " "), code, got, strings.Join(path, " "))
			}
		}
	}
}

func TestHelpOnMull(t *testing.T) {
	want, _ := typedAt(t, "help")
	for _, line := range []string{"-h", "--help", "-help", "--json --help", "--help --json", "--journal F -h", "--journal -h", "--no-such-flag -h"} {
		if got, code := typedAt(t, strings.Fields(line)...); code != 0 || got != want || want == "" {
			t.Errorf("mull %s: exit code %d, got\n%s\nwant as mull help", line, code, got)
		}
	}
	for line, want := range map[string]string{
		"-v": "mull version 1.2.3\n", "--version": "mull version 1.2.3\n", "version": "mull version 1.2.3\n",
		"week --version": "mull version 1.2.3\n", "--json -v": "mull version 1.2.3\n",
	} {
		if got, code := typedAt(t, strings.Fields(line)...); code != 0 || got != want {
			t.Errorf("mull %s: exit code %d, %q; want %q", line, code, got, want)
		}
	}
}

// Help on what does not exist is still an error, and -h that is a word of the
// user's own, after --, is no request.
func TestHelpIsNotAlwaysAskedFor(t *testing.T) {
	for line, want := range map[string]int{
		"nothing --help":       exitUsage,
		"help nothing":         exitUsage,
		"help exercises wrong": exitUsage,
		"week -- --help":       exitUsage,
		"week last help":       exitUsage,
		"__complete week -h":   exitDone,
	} {
		if out, code := typedAt(t, strings.Fields(line)...); code != want || strings.Contains(out, "USAGE") {
			t.Errorf("mull %s: exit code %d, want %d, and no help:\n%s", line, code, want, out)
		}
	}
}

// A command whose usage shows words of the user's own before its flags must be
// listed, or the word help typed there is lost.
func TestFreeWordsAreListed(t *testing.T) {
	free := []string{"TEXT", "NOTE", "WORD", "WORDS", "NAME", "NEW", "NEW-NAME", "ID", "FILE", "FOLDER", "TITLE"}
	all, commands := paths(nil, (&program{}).app().Commands)
	for i, path := range all {
		name := strings.Join(path, " ")
		shown := false
		for usage := range strings.Lines(commands[i].UsageText) {
			before, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(usage), "mull "+name), "-")
			for _, word := range strings.FieldsFunc(before, func(r rune) bool { return (r < 'A' || r > 'Z') && r != '-' }) {
				shown = shown || slices.Contains(free, word)
			}
		}
		if len(commands[i].Subcommands) == 0 && shown != slices.Contains(freeWords(), name) {
			t.Errorf("mull %s: usage %q shows words of the user's own: %v; freeWords lists it: %v", name, commands[i].UsageText, shown, !shown)
		}
	}
}
