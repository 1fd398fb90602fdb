package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// arrange puts flags before arguments at every level, since urfave/cli v2
// silently takes a flag after an argument for another argument. Global flags
// go before the command. After -- nothing is a flag. A flag that lacks its value
// is the error: urfave/cli would take what stands after it.
func arrange(app *cli.App, args []string) ([]string, error) {
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
			at, flag, takesNext := level.home(arg)
			*out[at] = append(*out[at], arg)
			if !takesNext {
				continue
			}
			if i++; i == len(args) || level.ends(args[i]) {
				return nil, level.lacks(flag)
			}
			*out[at] = append(*out[at], args[i])
		}
	}
	var arranged []string
	for _, part := range out {
		arranged = append(arranged, *part...)
	}
	if len(words) > 0 {
		arranged = append(append(arranged, "--"), words...)
	}
	return arranged, nil
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

// home returns the command that knows a flag, by its depth and the innermost
// first, the flag, and whether it takes the next argument. An unknown flag
// stays with the innermost command, which will refuse it.
func (l *level) home(arg string) (depth int, known cli.Flag, takesNext bool) {
	name, _, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	for at := l; at != nil; at = at.above {
		for _, flag := range at.flags {
			if !slices.Contains(flag.Names(), name) {
				continue
			}
			_, isBool := flag.(*cli.BoolFlag)
			return at.depth, flag, !isBool && !hasValue
		}
	}
	return l.depth, nil, false
}

// ends says whether an argument cannot be the value of the flag before it: it
// ends the flags, or is one.
func (l *level) ends(arg string) bool {
	_, flag, _ := l.home(arg)
	return arg == "--" || isFlag(arg) && flag != nil
}

// lacks says that a flag stands there without its value, and what that would be.
func (l *level) lacks(flag cli.Flag) error {
	name := "--" + flag.Names()[0]
	if len(flag.Names()[0]) == 1 {
		name = name[1:]
	}
	value, words := "VALUE", ""
	if documented, ok := flag.(cli.DocGenerationFlag); ok {
		words = strings.ReplaceAll(documented.GetUsage(), "`", "")
		if parts := strings.Split(documented.GetUsage(), "`"); len(parts) == 3 {
			value = parts[1]
		}
	}
	command := "mull"
	if path := l.path(); path != "" {
		command += " " + path
	}
	return usage(command+" ... "+name+" "+value, "%s wants a value after it: %s", name, words)
}

// path is the command that a level is, as it is typed.
func (l *level) path() string {
	if l.above == nil {
		return ""
	}
	return strings.TrimSpace(l.above.path() + " " + l.args[0])
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
