package cli

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
)

// Run runs mull with the arguments after the program's name and returns what
// Explain turns into an exit code.
func Run(ctx context.Context, world World, args []string) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = bug(world, cause)
		}
	}()
	out := &output{to: world.Out}
	world.Out = out
	if err := (&program{World: world}).run(ctx, args); err != nil {
		return err
	}
	return out.failed
}

// An output remembers that it could not be written: urfave/cli says nothing
// when its help goes nowhere.
type output struct {
	to     io.Writer
	failed error
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	if err != nil && o.failed == nil {
		o.failed = err
	}
	return n, err
}

func (p *program) run(ctx context.Context, args []string) error {
	app := p.app()
	if instead, asked := helpRequest(app, args); asked {
		args = instead
	}
	p.typed.args = args
	arranged, err := arrange(app, args)
	if err != nil {
		return err
	}
	return app.RunContext(ctx, append([]string{"mull"}, arranged...))
}

// bug reports a panic without its values, which may hold private text.
func bug(world World, cause any) error {
	var where []string
	for line := range strings.Lines(string(debug.Stack())) {
		if line = strings.TrimSpace(line); strings.Contains(line, ".go:") && strings.Contains(line, "mull/") {
			where = append(where, line[strings.LastIndex(line, "mull/"):])
		}
	}
	fmt.Fprintf(world.Err, "mull: a bug in mull (%T); your journal is as it was before this command\nhint: report these lines: %s\n",
		cause, strings.Join(where, " "))
	return quiet{exitBug}
}

func (p *program) app() *cli.App {
	// Commas belong to lists of words, which each command divides itself.
	app := &cli.App{
		Name:                      "mull",
		Usage:                     "a private journal for people who lead",
		Version:                   p.Version,
		Reader:                    p.In,
		Writer:                    p.Out,
		ErrWriter:                 p.Err,
		HideHelp:                  true, // help is helpRequest's
		HideVersion:               true,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {}, // exit codes are Explain's
		Flags:                     everywhere(),
		Commands:                  p.commands(),
		OnUsageError:              refuse,
		Action:                    p.action(p.alone),
	}
	quietSwitches(app.Flags)
	prepare(app.Commands)
	return app
}

// everywhere are the flags every command takes.
func everywhere() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "json", Usage: "write the result as JSON"},
		&cli.BoolFlag{Name: "csv", Usage: "write its table as CSV, with a line of headings"},
		&cli.BoolFlag{Name: "plain", Usage: "ask line by line, draw in ASCII"},
		&cli.BoolFlag{Name: "no-input", Usage: "ask nothing; fail where an answer is needed"},
		&cli.BoolFlag{Name: "no-color", Usage: "no colour (also NO_COLOR)"},
		&cli.BoolFlag{Name: "no-pager", Usage: "show what is longer than the screen as it is"},
		&cli.StringFlag{Name: "journal", Usage: "use the journal in `FILE`"},
		&cli.IntFlag{Name: "passphrase-fd", Usage: "read a sealed journal's passphrase from file descriptor `N`", DefaultText: "ask"},
		&cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: "show help on the command"},
		&cli.BoolFlag{Name: "version", Aliases: []string{"v"}, Usage: "print the version"},
	}
}

// prepare gives every command what urfave/cli leaves out: usage errors that go
// to Explain, and no help among its flags and arguments.
func prepare(commands []*cli.Command) {
	for _, c := range commands {
		c.OnUsageError = refuse
		c.HideHelp = true
		quietSwitches(c.Flags)
		prepare(c.Subcommands)
	}
}

// quietSwitches says nothing of what a switch is unless it is named: off.
func quietSwitches(flags []cli.Flag) {
	for _, flag := range flags {
		if f, isBool := flag.(*cli.BoolFlag); isBool {
			f.DisableDefaultText = true
		}
	}
}

func refuse(c *cli.Context, err error, _ bool) error {
	name := strings.TrimSpace(strings.TrimPrefix(c.Command.HelpName, "mull"))
	if name == "" {
		return usage("mull help lists the commands", "%s", flagProblem(c, err))
	}
	return usage("mull "+name+" --help shows its flags", "%s", flagProblem(c, err))
}

func flagProblem(c *cli.Context, err error) string {
	text := err.Error()
	unknown, found := strings.CutPrefix(text, "flag provided but not defined: -")
	if !found {
		return valueProblem(text)
	}
	var names []string
	for _, flag := range append(append([]cli.Flag{}, c.Command.Flags...), c.App.Flags...) {
		names = append(names, flag.Names()...)
	}
	unknown = strings.TrimPrefix(unknown, "-")
	if near := exercise.Nearest(names, unknown); near != "" {
		return fmt.Sprintf("there is no flag --%s; did you mean --%s?", unknown, near)
	}
	return fmt.Sprintf("there is no flag --%s", unknown)
}

// valueProblem puts what urfave/cli says of a value that does not fit into
// words of mull's: its sentences write flags with one dash and end in "parse error".
func valueProblem(text string) string {
	for format, wants := range map[string]string{
		"invalid value %q for flag -%s":    "--%s wants a whole number, not %q",
		"invalid boolean value %q for -%s": "--%s is on when it is named; it takes no %q",
	} {
		var value, name string
		if n, _ := fmt.Sscanf(text, format, &value, &name); n == 2 {
			return fmt.Sprintf(wants, strings.TrimSuffix(name, ":"), value)
		}
	}
	return text
}

// alone is mull without a command, or with a word that is none.
func (p *program) alone(c *cli.Context) error {
	word := c.Args().First()
	if word == "" {
		return p.home()
	}
	return unknownCommand(c.App.Commands, c.Args().Slice())
}

// noMore refuses arguments a command does not take.
func noMore(c *cli.Context, most int) error {
	if c.NArg() <= most {
		return nil
	}
	return usage("mull "+strings.TrimPrefix(c.Command.HelpName, "mull ")+" --help", "too many arguments: %q is one too many; put text with spaces in quotes", c.Args().Get(most))
}
