package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
)

// The templates of urfave/cli: examples first, since people copy them.
const commandHelp = `{{.HelpName}} - {{.Usage}}

{{if .Description}}{{.Description}}

{{end}}USAGE
   {{if .UsageText}}{{.UsageText}}{{else}}{{.HelpName}}{{end}}
{{if .VisibleCommands}}
COMMANDS{{range .VisibleCommands}}
   {{join .Names ", "}}{{"\t"}}{{.Usage}}{{end}}
{{end}}{{if .VisibleFlags}}
FLAGS{{range .VisibleFlags}}
   {{.}}{{end}}
{{end}}
Every command also takes --help, --json, --csv, --plain, --no-input, --no-color,
--no-pager, --journal FILE and --passphrase-fd N, before or after its arguments.
`

const about = `mull is a private journal for people who lead. It asks good questions,
saves the answers on your disk, and shows where the hours go.
`

// first are the nine commands a newcomer needs, in the order of a week.
func first() []string {
	return []string{"reflect", "log", "feel", "write", "do", "week", "review", "read", "undo"}
}

func (p *program) helpCommand() *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "show how to use mull or one of its commands",
		UsageText: "mull help [all | GROUP | COMMAND | codes | dates | environment]",
		Action: func(c *cli.Context) error {
			switch topic := strings.Join(c.Args().Slice(), " "); topic {
			case "":
				return p.helpFirst(c)
			case "all":
				return p.helpAll(p.groups())
			case "codes":
				return p.print(helpCodes)
			case "dates":
				return p.print(helpDates)
			case "environment":
				return p.print(helpEnvironment)
			default:
				for _, g := range p.groups() {
					if g.heading == strings.ToLower(topic) {
						return p.helpAll([]group{g})
					}
				}
				return p.helpOn(c.App, c.Args().Slice())
			}
		},
	}
}

func (p *program) print(text string) error {
	_, err := io.WriteString(p.Out, text)
	return err
}

func (p *program) helpFirst(c *cli.Context) error {
	text := about + "\n"
	for _, name := range first() {
		text += fmt.Sprintf("   %-10s %s\n", name, c.App.Command(name).Usage)
	}
	var headings []string
	for _, g := range p.groups() {
		headings = append(headings, g.heading)
	}
	return p.print(p.foldedLines(text + `
   mull help all          every command, by group
   mull help GROUP        one group: ` + strings.Join(headings, ", ") + `
   mull help COMMAND      one command, with examples
   mull help coach        how to begin as a coach
   mull help dates        how to write days and periods
   mull help codes        exit codes, for scripts
   mull help environment  environment variables
   mull demo              try any command on sample data
`))
}

func (p *program) helpAll(groups []group) error {
	var b strings.Builder
	for i, g := range groups {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.ToUpper(g.heading) + "\n")
		for _, command := range g.commands {
			if !command.Hidden {
				fmt.Fprintf(&b, "   %-12s %s\n", command.Name, command.Usage)
			}
		}
	}
	return p.print(p.foldedLines(b.String()))
}

// helpOn writes the help of the command that path names. What follows a command
// without subcommands is an argument of its own, and changes nothing.
func (p *program) helpOn(app *cli.App, path []string) error {
	commands, name := app.Commands, "mull"
	var found *cli.Command
	for _, word := range path {
		next := named(commands, word)
		if next == nil && found != nil && len(commands) == 0 {
			break
		}
		if next == nil && found == nil && meant(strings.ToLower(word)) != "" {
			return usage(meant(strings.ToLower(word)), "there is no command %q", word)
		}
		if next == nil {
			return unknownHelp(commands, name, word)
		}
		found, commands, name = next, next.Subcommands, name+" "+next.Name
	}
	found.HelpName = name
	var b strings.Builder
	cli.HelpPrinterCustom(&b, commandHelp, found, nil)
	return p.print(p.foldedLines(b.String()))
}

func unknownHelp(commands []*cli.Command, parent, word string) error {
	var names []string
	for _, command := range commands {
		names = append(names, command.Names()...)
	}
	above := strings.TrimPrefix(parent, "mull")
	hint := "mull help all lists the commands"
	if above != "" {
		hint = "mull help" + above
	}
	if near := exercise.Nearest(names, word); near != "" {
		hint = "did you mean mull help" + above + " " + near + "?"
	}
	return usage(hint, "there is no command %q", strings.TrimSpace(above+" "+word))
}

// foldedLines is folded for each line of a text.
func (p *program) foldedLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(p.folded(p.Terminals.Out, strings.TrimRight(line, "\n")) + "\n")
	}
	return b.String()
}

// stringer is how urfave/cli writes a flag. The library takes another way of
// writing them only from its own variable: set once, before any goroutine runs.
var stringer = cli.FlagStringer

func init() { cli.FlagStringer = flagWords }

// flagWords writes a flag without a default that says nothing, since no entry
// has the number 0, and with its name once where it may be given several times.
func flagWords(f cli.Flag) string {
	words := strings.TrimSuffix(stringer(f), " (default: none)")
	words = strings.TrimSuffix(words, " (default: 0)")
	if before, again, found := strings.Cut(words, " [ --"); found {
		_, after, _ := strings.Cut(again, " ]")
		words = before + after + "; again for more"
	}
	return words
}

const helpDates = `Days       friday, yesterday, tomorrow, the day before yesterday
           24 June, June 24th, Wed 24 June, the 24th, 24.6., 6/24, 2026-06-24
           3 days ago, in 2 weeks, +4d, a week from friday, end of month
           6/7 is refused, since it could be 6 July or 7 June.
           friday and 24 June are the latest such day, today included; in
           questions about the future, due dates and mull off, the next one.
           next friday is the Friday of next week; last friday is the latest
           one before today.
Weeks      46, W46, week 46 2025, last, 2026-W47, or a day in it
           (ISO weeks, from Monday)
Months     november, 11, last november, nov 2025, 2026-11
Quarters   q4, 4, q4 2025, last, 2026-Q4
Years      2026, last
Ranges     mon..wed, 1 Nov to 15 Nov, last 7 days
Lengths    90m, 1h30m, 1:30, 1.5h, 2 hours, half an hour
Times      9, 9:30, 9.30, 9am, 9:30 pm, noon, half past nine

A day is your local date where you are when you write. TZ names another zone.
`

const helpCodes = `Exit codes, a contract with scripts; codes are only ever added.

    0  done, also for an empty list
    1  failed, or done in part (an import with refused rows)
    2  wrong usage or invalid input; nothing was stored
    3  no such entry, exercise or person
    4  an answer is needed and there is nobody to ask
    5  the journal cannot be used (newer, foreign, damaged, locked)
   70  a bug in mull
  130  interrupted; the draft is kept
`

const helpEnvironment = `MULL_JOURNAL     the journal; else mull/journal.db in XDG_DATA_HOME
                 (~/.local/share, ~/Library/Application Support,
                 %LOCALAPPDATA%)
XDG_CONFIG_HOME  mull/config.yaml in it holds settings (~/.config,
                 ~/Library/Application Support, %APPDATA%)
XDG_RUNTIME_DIR  the session's folder in memory: drafts of long texts, and the
                 key of a sealed journal while it is unlocked
TZ               the time zone, as Europe/Berlin; else the system's
VISUAL, EDITOR   the editor for long texts
PAGER            shows what is longer than the screen; less -R, cat for none
MULL_PAGER       the same for mull alone, before PAGER
NO_COLOR         no colour where it is set
ACCESSIBLE       1 asks line by line, as --plain does
MULL_NOW         sets the clock (RFC 3339), for demonstrations and tests
`
