package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/report"
)

func (p *program) completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print a script that completes commands in your shell",
		UsageText: "mull completion bash|zsh|fish",
		Description: `   source <(mull completion bash)      in ~/.bashrc
   source <(mull completion zsh)       in ~/.zshrc, after compinit
   mull completion fish | source       in ~/.config/fish/config.fish`,
		Action: func(c *cli.Context) error {
			script, found := completions[c.Args().First()]
			if !found {
				return usage("mull completion bash", "completion wants one of bash, zsh, fish")
			}
			_, err := fmt.Fprint(p.Out, script)
			return err
		},
	}
}

// completeCommand answers the scripts: one candidate a line for the words typed
// so far, of which the last is being written. It evaluates nothing.
func (p *program) completeCommand() *cli.Command {
	return &cli.Command{
		Name: "__complete", Hidden: true, SkipFlagParsing: true,
		Action: p.action(func(c *cli.Context) error {
			p.noInput = true // a key pressed is no answer to a question
			words := c.Args().Slice()
			if len(words) == 0 {
				return nil
			}
			last := words[len(words)-1]
			for _, candidate := range p.candidates(c.App, words[:len(words)-1], last) {
				if strings.HasPrefix(candidate, last) {
					if _, err := fmt.Fprintln(p.Out, candidate); err != nil {
						return err
					}
				}
			}
			return nil
		}),
	}
}

// candidates returns what may stand after the words before it.
func (p *program) candidates(app *cli.App, before []string, last string) []string {
	commands, flags := app.Commands, app.Flags
	var path []string
	for _, word := range before {
		command := named(commands, word)
		if command == nil {
			continue
		}
		path = append(path, command.Name)
		commands, flags = command.Subcommands, append(flags[:len(flags):len(flags)], command.Flags...)
	}
	var list []string
	if len(before) > 0 && before[len(before)-1] == "--tag" {
		return p.tagNames()
	}
	if strings.HasPrefix(last, "-") {
		for _, flag := range flags {
			list = append(list, "--"+flag.Names()[0])
		}
		return list
	}
	for _, command := range commands {
		if !command.Hidden {
			list = append(list, command.Name)
		}
	}
	if len(path) == 0 {
		return list
	}
	return append(list, p.arguments(strings.Join(path, " "), before)...)
}

// arguments returns the exercises, categories and words an argument may be.
// Completion never complains: what cannot be read has no candidates.
func (p *program) arguments(command string, before []string) []string {
	switch command {
	case "do", "exercises show", "list":
		return p.everyExercise()
	case "log", "start", "switch":
		return p.categoriesOrNotes(before[1:])
	case "feel":
		return p.wordNames()
	case "assign":
		return p.everyExercise()
	case "coach", "coachee", "note", "forget", "agreement", "assignments", "invite", "people rename":
		return p.personNames()
	case "help":
		return append(first(), "all", "coach", "codes", "dates", "environment")
	case "day", "week", "read", "because":
		return []string{"last", "today", "yesterday"}
	}
	return nil
}

func (p *program) everyExercise() []string {
	s, err := p.look()
	if err != nil {
		return nil
	}
	names, err := p.exerciseNames(s)
	if err != nil {
		return nil
	}
	return names
}

// categoriesOrNotes completes a category and, once there is one, its latest
// notes.
func (p *program) categoriesOrNotes(before []string) []string {
	s, err := p.look()
	if err != nil {
		return nil
	}
	for _, word := range before {
		category, err := p.category(s, word)
		if err != nil {
			continue
		}
		notes, err := s.RecentNotes(p.ctx, category.ID, 20)
		if err != nil {
			return nil
		}
		// A line is a candidate, so a note of several lines is none.
		return slices.DeleteFunc(notes, func(note string) bool { return report.CleanBlock(note) != note || strings.Contains(note, "\n") })
	}
	return p.categoryNames()
}

func (p *program) tagNames() []string {
	s, err := p.look()
	if err != nil {
		return nil
	}
	tags, err := s.Tags(p.ctx)
	if err != nil {
		return nil
	}
	return tags
}

func (p *program) categoryNames() []string {
	s, err := p.look()
	if err != nil {
		return nil
	}
	categories, err := s.Categories(p.ctx)
	if err != nil {
		return nil
	}
	names := []string{"ic", "lead", "other"}
	for _, c := range categories {
		names = append(names, c.ID)
	}
	return names
}

func (p *program) personNames() []string {
	s, err := p.look()
	if err != nil {
		return nil
	}
	people, err := s.People(p.ctx)
	if err != nil {
		return nil
	}
	var names []string
	for _, person := range people {
		names = append(names, person.Name)
	}
	return names
}

func (p *program) wordNames() []string {
	options, err := shippedList("emotions")
	if err != nil {
		return nil
	}
	var names []string
	for _, o := range options {
		names = append(names, o.ID)
	}
	return names
}

// The scripts hand the words to mull as they are: nothing typed is ever
// evaluated by the shell.
var completions = map[string]string{
	"bash": `_mull() {
	local IFS=$'\n' line
	COMPREPLY=()
	while read -r line; do
		printf -v line %q "$line"
		COMPREPLY+=("$line")
	done < <(mull __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _mull mull
`,
	"zsh": `#compdef mull
_mull() {
	local -a candidates
	candidates=("${(@f)$(mull __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
	compadd -- $candidates
}
compdef _mull mull
`,
	"fish": `complete -c mull -f -a '(mull __complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
}
