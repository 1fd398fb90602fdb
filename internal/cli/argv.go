package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// arrange puts flags before arguments at every level, since urfave/cli v2
// silently takes a flag after an argument for another argument. Global flags
// go before the command. After -- nothing is a flag.
func arrange(app *cli.App, args []string) []string {
	level := &level{flags: app.Flags}
	out := []*[]string{level.own()}
	commands := app.Commands
	var words []string
	ended := false
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case ended || !isFlag(arg):
			if command := named(commands, arg); command != nil && !ended && len(words) == 0 {
				level = level.into(command, arg)
				out = append(out, level.own())
				commands = command.Subcommands
				if command.SkipFlagParsing {
					*level.own() = append(*level.own(), args[i+1:]...)
					i = len(args)
				}
				continue
			}
			words = append(words, arg)
		case arg == "--":
			ended = true
		default:
			at, takesNext := level.home(arg)
			*out[at] = append(*out[at], arg)
			if takesNext && i+1 < len(args) {
				i++
				*out[at] = append(*out[at], args[i])
			}
		}
	}
	var arranged []string
	for _, part := range out {
		arranged = append(arranged, *part...)
	}
	if len(words) > 0 {
		arranged = append(append(arranged, "--"), words...)
	}
	return arranged
}

// A level is one command on the way down, with the flags known there.
type level struct {
	above *level
	depth int
	flags []cli.Flag
	args  []string
}

func (l *level) own() *[]string { return &l.args }

func (l *level) into(command *cli.Command, name string) *level {
	return &level{above: l, depth: l.depth + 1, flags: command.Flags, args: []string{name}}
}

// home returns the depth of the command that knows a flag, the innermost first,
// and whether the flag takes the next argument. An unknown flag stays with the
// innermost command, which will refuse it.
func (l *level) home(arg string) (depth int, takesNext bool) {
	name, _, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	for at := l; at != nil; at = at.above {
		for _, flag := range at.flags {
			if !slices.Contains(flag.Names(), name) {
				continue
			}
			_, isBool := flag.(*cli.BoolFlag)
			return at.depth, !isBool && !hasValue
		}
	}
	return l.depth, false
}

func isFlag(arg string) bool {
	return len(arg) > 1 && arg[0] == '-' && (arg[1] < '0' || arg[1] > '9')
}

func named(commands []*cli.Command, name string) *cli.Command {
	for _, command := range commands {
		if command.HasName(name) {
			return command
		}
	}
	return nil
}
