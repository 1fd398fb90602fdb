package cli

// Where help or the version is asked for: -h, --help and "help" after a command,
// -v and --version anywhere.

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// helpRequest returns the arguments that print what was asked for, where that is
// help or the version; urfave/cli knows their flags only right after a command.
func helpRequest(app *cli.App, args []string) (instead []string, asked bool) {
	var command *cli.Command
	at, commands := &level{flags: app.Flags}, app.Commands
	var words []string
	var help, version bool
	for i := 0; i < len(args) && args[i] != "--"; i++ {
		arg := args[i]
		next := named(commands, arg)
		switch {
		case isFlag(arg):
			_, flag, takesNext := at.home(arg)
			if flag == nil || command != nil && command.SkipFlagParsing && len(words) > 0 {
				break // nobody's, or that of the command after demo
			}
			help = help || flag.Names()[0] == "help"
			version = version || flag.Names()[0] == "version"
			if takesNext && i+1 < len(args) && !at.ends(args[i+1]) {
				i++
			}
		case next != nil && len(words) == 0:
			if next.Hidden {
				return nil, false // what is completed may end in --help
			}
			command, at, commands = next, at.into(next, arg), next.Subcommands
		default:
			words = append(words, arg)
		}
	}
	path := append([]string{"help"}, strings.Fields(at.path())...)
	switch {
	case help && (command == nil || command.Name == "help" && len(words) > 0):
		return append([]string{"help"}, words...), true
	case help:
		return path, true
	case version:
		return []string{"version"}, true
	case command == nil || command.Name == "help" || len(words) == 0 || words[0] != "help":
		return nil, false
	case len(command.Subcommands) > 0:
		return append(path, words[1:]...), true
	}
	return path, len(words) == 1 && !slices.Contains(freeWords(), at.path())
}

// freeWords are the commands without subcommands that take words of the user's
// own, such as a text, a name or a file: there "help" is one of them.
func freeWords() []string {
	return []string{
		"write", "feel", "search", "log", "start", "switch",
		"agreement", "invite", "assignments", "coach", "coachee", "note", "forget", "people add", "people rename", "people verify",
		"accept", "decline", "receive", "import", "backup", "restore",
		"exercises new", "exercises check", "exercises add",
		"categories add", "categories edit", "categories rename", "categories remove", "rules add", "rules test",
	}
}

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{
		Name:      "version",
		Usage:     "print the version of mull",
		UsageText: "mull version",
		Action: func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			return p.print("mull version " + p.Version + "\n")
		},
	}
}
