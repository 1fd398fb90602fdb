// Command mull is a private journal for people who lead, in the terminal.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/term"

	"mull/internal/cli"
)

func main() { os.Exit(run()) }

// run hands the world to the command line and turns its error into an exit
// code.
func run() int {
	restore := remember()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		// Every answer given is on disk, and SQLite takes back what was not
		// committed: there is nothing to wait for.
		<-signals
		restore()
		os.Exit(130)
	}()
	code, line, hint := cli.Explain(cli.Run(context.Background(), world(), os.Args[1:]))
	if line != "" {
		fmt.Fprintln(os.Stderr, "mull: "+line)
	}
	if hint != "" {
		fmt.Fprintln(os.Stderr, "hint: "+hint)
	}
	return code
}

// remember returns what brings the terminal back to how it is now.
func remember() func() {
	state, err := term.GetState(int(os.Stdin.Fd()))
	if err != nil {
		return func() {}
	}
	return func() { _ = term.Restore(int(os.Stdin.Fd()), state) }
}

func world() cli.World {
	terminals := cli.Terminals{In: isTerminal(os.Stdin), Out: isTerminal(os.Stdout), Err: isTerminal(os.Stderr)}
	for _, file := range []*os.File{os.Stdout, os.Stderr} {
		if width, height, err := term.GetSize(int(file.Fd())); err == nil && terminals.Width == 0 {
			terminals.Width, terminals.Height = width, height
		}
	}
	return cli.World{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Now: time.Now, Getenv: os.Getenv, Terminals: terminals, Version: version(),
	}
}

func isTerminal(file *os.File) bool { return term.IsTerminal(int(file.Fd())) }

// version is the module's, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return "commit " + setting.Value[:min(12, len(setting.Value))]
		}
	}
	return "development"
}
