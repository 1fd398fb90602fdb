package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mull/internal/cli"
)

// The tests here hold README.md to the program: every command and flag is in
// its reference, nothing is there that mull does not know, and what it shows to
// type runs.

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// mull runs the program in this process, on a Thursday evening, and returns
// what it wrote and its exit code.
func mull(t *testing.T, journal, input string, args ...string) (out, errs string, code int) {
	t.Helper()
	environment := map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": journal, "HOME": filepath.Dir(journal)}
	var stdout, stderr bytes.Buffer
	world := cli.World{
		In: strings.NewReader(input), Out: &stdout, Err: &stderr, Version: "test",
		Now:    func() time.Time { return time.Date(2026, 11, 19, 17, 10, 0, 0, time.UTC) },
		Getenv: func(name string) string { return environment[name] },
	}
	code, line, hint := cli.Explain(cli.Run(context.Background(), world, args))
	return stdout.String(), stderr.String() + line + "\n" + hint, code
}

// atTerminal is mull on a terminal of 80 columns without colors.
func atTerminal(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	environment := map[string]string{"TZ": "Europe/Berlin", "HOME": t.TempDir(), "NO_COLOR": "1"}
	world := cli.World{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Version: "test", Terminals: cli.Terminals{Out: true, Width: 80},
		Now:    func() time.Time { return time.Date(2026, 11, 19, 17, 10, 0, 0, time.UTC) },
		Getenv: func(name string) string { return environment[name] },
	}
	code, _, _ = cli.Explain(cli.Run(context.Background(), world, args))
	return stdout.String(), code
}

// On a terminal no line is wider than it. In a pipe the same words come without a
// line end within a sentence.
func TestScreensFitTheTerminal(t *testing.T) {
	journal := quarterOf(t)
	quarter := func(args ...string) []string { return append([]string{"--journal", journal}, args...) }
	for line := range strings.SplitSeq("week last,week,month,quarter,year,day,day --explain,list,due,insights,trend ic.share,read month,because quarter,"+
		"search budget,exercises,exercises show ic-motives,values,categories,calendar,on-this-day,show 1", ",") {
		args := quarter(strings.Fields(line)...)
		screen, code := atTerminal(t, args...)
		if code != 0 {
			t.Errorf("mull %s: exit code %d", line, code)
		}
		for l := range strings.Lines(screen) {
			if l = strings.TrimSuffix(l, "\n"); utf8.RuneCountInString(l) > 80 {
				t.Errorf("mull %s: %q is wider than the terminal", line, l)
			}
		}
		piped, errs, code := mull(t, journal, "", args...)
		if code != 0 || strings.Count(piped, "\n") > strings.Count(screen, "\n") && !strings.HasPrefix(line, "week") {
			t.Errorf("mull %s has more lines in a pipe: exit code %d %s\n%s", line, code, errs, piped)
		}
	}
	piped, _, _ := mull(t, journal, "", "exercises", "show", "ic-motives")
	if screen, _ := atTerminal(t, quarter("exercises", "show", "ic-motives")...); strings.Count(piped, "\n") >= strings.Count(screen, "\n") {
		t.Errorf("prose is wrapped in a pipe:\n%s", piped)
	}
}

// commands asks mull for its commands and, by their help, for the words under
// each and its flags.
func commands(t *testing.T) map[string][]string {
	t.Helper()
	all, errs, code := mull(t, filepath.Join(t.TempDir(), "journal.db"), "", "help", "all")
	if code != 0 {
		t.Fatal(errs)
	}
	found := map[string][]string{}
	name := regexp.MustCompile(`(?m)^   ([a-z-]+) +\S`)
	flag := regexp.MustCompile(`(?m)^   --([a-z-]+)`)
	for _, match := range name.FindAllStringSubmatch(all, -1) {
		help, errs, code := mull(t, filepath.Join(t.TempDir(), "journal.db"), "", "help", match[1])
		if code != 0 {
			t.Fatal(errs)
		}
		found[match[1]] = []string{}
		for _, given := range flag.FindAllStringSubmatch(help, -1) {
			found[match[1]] = append(found[match[1]], given[1])
		}
	}
	if len(found) < 15 {
		t.Fatalf("mull help all lists %d commands:\n%s", len(found), all)
	}
	return found
}

// reference returns the lines of README's reference that speak of a command.
func reference(text, command string) string {
	_, text, _ = strings.Cut(text, "\n## Reference\n")
	text, _, _ = strings.Cut(text, "\n## ")
	var lines []string
	for line := range strings.Lines(text) {
		if cells := strings.SplitN(line, "|", 3); len(cells) == 3 && slices.Contains(strings.FieldsFunc(cells[1], notName), command) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

func notName(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }

func TestReadmeHasEveryCommandAndFlag(t *testing.T) {
	text := readme(t)
	for command, flags := range commands(t) {
		lines := reference(text, command)
		if lines == "" {
			t.Errorf("README.md's reference has no line `%s`: add one to a table there", command)
			continue
		}
		if strings.Contains(lines, "lags as `reflect`") {
			lines += reference(text, "reflect")
		}
		for _, flag := range flags {
			if flag != "help" && !regexp.MustCompile("--"+flag+`\b`).MatchString(lines) {
				t.Errorf("README.md's line on `%s` does not name its flag --%s", command, flag)
			}
		}
	}
}

func TestReadmeNamesNoOtherCommand(t *testing.T) {
	known := commands(t)
	spoken := regexp.MustCompile("`mull ([a-z][a-z-]*)|(?m:^mull ([a-z][a-z-]*))")
	for _, match := range spoken.FindAllStringSubmatch(readme(t), -1) {
		name := match[1] + match[2]
		if _, found := known[name]; !found {
			t.Errorf("README.md speaks of mull %s, which is no command", name)
		}
	}
}

// TestReadmeShowsARealScreen runs the command above the picture of a week, at
// the picture's time.
func TestReadmeShowsARealScreen(t *testing.T) {
	const command = "$ mull demo week\n"
	_, after, _ := strings.Cut(readme(t), command)
	picture, _, _ := strings.Cut(after, "```")
	out, code := atTerminal(t, "demo", "week")
	if code != 0 || out != picture {
		t.Errorf("%sexit code %d\ngot\n%swant as in README.md\n%s", command, code, out, picture)
	}
}

// TestReadmeExamplesRun types every line of README's code blocks that begins
// with mull, in order, in one journal.
func TestReadmeExamplesRun(t *testing.T) {
	text, dir := readme(t), t.TempDir()
	t.Chdir(dir) // what examples write goes there
	journal := filepath.Join(dir, "journal.db")
	evening := "direction 1h\n3 tired\n\n\n\n\n\n\n"
	ran := 0
	for _, block := range regexp.MustCompile("(?s)```[a-z]*\n(.*?)```").FindAllStringSubmatch(text, -1) {
		for line := range strings.Lines(block[1]) {
			line = strings.TrimPrefix(strings.TrimSpace(line), "$ ")
			line = strings.Replace(line, "go run ./cmd/mull", "mull", 1)
			// Of two people each has a journal and types what is asked.
			journal, input := journal, evening
			if who, rest, found := strings.Cut(line, "$ mull "); found {
				line, journal = "mull "+rest, filepath.Join(dir, who+".db")
				input = story[strings.Fields(rest)[0]]
			}
			words := typed(line)
			if len(words) == 0 || words[0] != "mull" {
				continue
			}
			ran++
			if _, errs, code := mull(t, journal, input, words[1:]...); code != 0 {
				t.Errorf("%s: exit code %d\n%s", line, code, errs)
			}
		}
	}
	if ran < 10 {
		t.Errorf("README.md has only %d lines to type", ran)
	}
}

// story is what coach and coachee of README's examples type.
var story = map[string]string{
	"accept": "accept\n",
	"do":     strings.Repeat("\n", 3) + "Tuesdays\n" + strings.Repeat("\n", 20),
	"share":  "s\ny\ny\n",
}

// typed divides a line as a shell does that knows double quotes and comments.
func typed(line string) []string {
	line, _, _ = strings.Cut(line, " #")
	if at := strings.Index(line, `"`); at >= 0 && strings.Count(line, `"`)%2 == 1 {
		return nil
	}
	var words []string
	for _, part := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(line, -1) {
		words = append(words, strings.Trim(part, `"`))
	}
	return words
}
