// Command mull is a private journal for people who lead, in the terminal.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"mull/internal/cli"
)

func main() { os.Exit(run()) }

// run hands the world to the command line and turns its error into an exit
// code.
func run() int {
	restore := atSignal()
	if n, err := strconv.Atoi(builtWorkFactor); err == nil {
		workFactor = n
	}
	world := world(restore)
	code, line, hint := cli.Explain(cli.Run(context.Background(), world, os.Args[1:]))
	if line != "" {
		fmt.Fprintln(os.Stderr, world.Terminals.FoldError("mull: "+line))
	}
	if hint != "" {
		fmt.Fprintln(os.Stderr, world.Terminals.FoldError("hint: "+hint))
	}
	return code
}

// atSignal ends the program at once when it is told to. Every answer given is
// on disk, and SQLite takes back what was not committed: there is nothing to
// wait for but a text that is being typed, which is saved, and the terminal, which
// is restored, both by what is handed in later.
func atSignal() (onSignal func(func())) {
	var restore atomic.Value
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	// Where the connection drops, reading ends by itself, and what was being
	// typed is saved; whatever reads nothing ends a little later.
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	go func() {
		<-hangup
		time.Sleep(2 * time.Second)
		os.Exit(130)
	}()
	go func() {
		<-signals
		if f, ok := restore.Load().(func()); ok {
			f()
		}
		os.Exit(130)
	}()
	return func(f func()) { restore.Store(f) }
}

// workFactor is that of passphrases where it is not 0; only tests set it, and
// builtWorkFactor in a program that they build (go build -ldflags -X).
var (
	workFactor      int
	builtWorkFactor string
)

func world(onSignal func(func())) cli.World {
	return cli.World{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Now: time.Now, Getenv: os.Getenv, Terminals: cli.TerminalsOf(os.Stdin, os.Stdout, os.Stderr),
		Descriptor: func(n int) io.Reader { return os.NewFile(uintptr(n), "descriptor") },
		WorkFactor: workFactor,
		Version:    version(), OnSignal: onSignal,
	}
}

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
