package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

// manCommand writes the manual page from what the commands say of themselves,
// so that it cannot say anything else.
func (p *program) manCommand() *cli.Command {
	return &cli.Command{
		Name:      "man",
		Usage:     "print the manual page",
		UsageText: "mull man",
		Description: `   mull man | man -l -
   mull man > ~/.local/share/man/man1/mull.1`,
		Action: func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			return p.print(manual(c.App))
		},
	}
}

// manual is the page in the man(7) macros of troff.
func manual(app *cli.App) string {
	m := &troff{}
	m.macro("TH", "MULL", "1", "", app.Name+" "+app.Version, "")
	m.macro("SH", "NAME")
	m.text(app.Name + " - " + app.Usage)
	m.macro("SH", "SYNOPSIS")
	m.text("mull [COMMAND] [ARGUMENTS] [FLAGS]")
	m.macro("SH", "DESCRIPTION")
	m.text(about)
	m.macro("SH", "FLAGS OF EVERY COMMAND")
	m.flags(app.Flags)
	m.macro("SH", "COMMANDS")
	m.commands("mull", app.Commands)
	m.macro("SH", "DATES AND TIMES")
	m.asIs(helpDates)
	m.macro("SH", "EXIT STATUS")
	m.asIs(helpCodes)
	m.macro("SH", "ENVIRONMENT")
	m.asIs(helpEnvironment)
	return m.String()
}

// A troff is a page being written.
type troff struct{ strings.Builder }

// macro writes a request with its arguments, each in quotes.
func (m *troff) macro(name string, args ...string) {
	m.WriteString("." + name)
	for _, arg := range args {
		fmt.Fprintf(m, " \"%s\"", strings.ReplaceAll(escapeTroff(arg), `"`, `\(dq`))
	}
	m.WriteByte('\n')
}

func (m *troff) text(lines string) {
	for line := range strings.Lines(lines) {
		line = escapeTroff(strings.TrimRight(line, "\n"))
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			line = `\&` + line // or it would be a request
		}
		m.WriteString(line + "\n")
	}
}

// asIs writes lines that stay as they are, such as examples.
func (m *troff) asIs(lines string) {
	m.macro("nf")
	m.text(lines)
	m.macro("fi")
}

func (m *troff) commands(parent string, commands []*cli.Command) {
	for _, c := range commands {
		if c.Hidden {
			continue
		}
		name := parent + " " + c.Name
		m.macro("SS", name)
		m.text(c.Usage + ".")
		if c.UsageText != "" {
			m.macro("PP")
			m.asIs(c.UsageText)
		}
		if c.Description != "" {
			m.macro("PP")
			m.asIs(c.Description)
		}
		m.flags(c.Flags)
		m.commands(name, c.Subcommands)
	}
}

func (m *troff) flags(flags []cli.Flag) {
	for _, flag := range flags {
		if visible, is := flag.(cli.VisibleFlag); is && !visible.IsVisible() {
			continue
		}
		name, usage, _ := strings.Cut(flag.String(), "\t")
		m.macro("TP")
		m.text(name)
		m.text(usage)
	}
}

// escapeTroff keeps backslashes, and hyphens that people copy.
func escapeTroff(s string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
}
