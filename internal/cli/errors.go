package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/report"
	"mull/internal/store"
)

// The exit codes, a contract with scripts: codes are only ever added, and an
// unknown one is a failure.
const (
	exitDone        = 0
	exitFailed      = 1   // failed, or done in part
	exitUsage       = 2   // wrong usage or invalid input; nothing was stored
	exitNotFound    = 3   // no such entry, exercise or person
	exitNeedsAnswer = 4   // an answer is needed and there is nobody to ask
	exitUnusable    = 5   // the journal cannot be used
	exitBug         = 70  // a panic, recovered
	exitInterrupted = 130 // interrupted; the draft is kept
)

// A fault is an error with its exit code and the next command to type.
type fault struct {
	code int
	hint string
	err  error
}

func (f *fault) Error() string { return f.err.Error() }
func (f *fault) Unwrap() error { return f.err }

// usage refuses what was asked: nothing was stored.
func usage(hint, format string, args ...any) error {
	return &fault{exitUsage, hint, fmt.Errorf(format, args...)}
}

// hinted names the examples of a command where an error of usage has no better
// hint.
func hinted(c *cli.Context, err error) error {
	var known *fault
	if errors.As(err, &known) && known.code == exitUsage && known.hint == "" {
		known.hint = "mull help"
		if name := c.Command.HelpName; strings.HasPrefix(name, "mull ") {
			known.hint = name + " --help has examples"
		}
	}
	return err
}

// notFound says that something named does not exist.
func notFound(hint, format string, args ...any) error {
	return &fault{exitNotFound, hint, fmt.Errorf(format, args...)}
}

// needsAnswer says that a question stands open and nobody is there.
func needsAnswer(hint, format string, args ...any) error {
	return &fault{exitNeedsAnswer, hint, fmt.Errorf(format, args...)}
}

// quiet is an error that was explained already; only its code counts.
type quiet struct{ code int }

func (q quiet) Error() string { return fmt.Sprintf("exit %d", q.code) }

// Explain turns any error into the exit code, the line to print and the hint
// under it. An empty line prints nothing. Both are fit to be shown: a name in
// them may hold anything.
func Explain(err error) (code int, line, hint string) {
	code, line, hint = explain(err)
	return code, report.CleanBlock(line), report.CleanBlock(hint)
}

func explain(err error) (code int, line, hint string) {
	var known *fault
	var said quiet
	var broken *store.Unusable
	var uncleaned *store.Uncleaned
	var bad *store.BadBackup
	var answers exercise.AnswerFaults
	switch {
	case err == nil:
		return exitDone, "", ""
	case errors.As(err, &said):
		return said.code, "", ""
	case errors.As(err, &uncleaned):
		return exitFailed, err.Error(), "free some space; mull doctor --fix then finishes it"
	case errors.As(err, &bad):
		return exitUnusable, fmt.Sprintf("the backup failed its check and is set aside: %s: %v; older backups are untouched", bad.Aside, err), "mull doctor names the damage and the command that repairs it"
	case errors.As(err, &known):
		return known.code, err.Error(), known.hint
	case errors.As(err, &broken):
		return exitUnusable, err.Error(), broken.Hint
	case errors.Is(err, store.ErrNothing):
		return exitNotFound, err.Error(), "mull list shows what is there"
	case errors.Is(err, store.ErrNoCategory):
		return exitUsage, err.Error(), "mull categories add NAME --track TRACK adds one"
	case errors.Is(err, store.ErrNothingToUndo):
		return exitFailed, err.Error(), ""
	case errors.Is(err, store.ErrOtherDevice):
		return exitFailed, err.Error(), "to undo it anyway: mull undo --any-device"
	case errors.Is(err, store.ErrFull):
		return exitFailed, err.Error(), "free some space, then try again"
	case errors.As(err, &answers):
		return exitUsage, err.Error(), "nothing was stored; mend these and try again"
	case errors.Is(err, ask.ErrInterrupted), errors.Is(err, ask.ErrEnded), errors.Is(err, context.Canceled):
		return exitInterrupted, "", ""
	}
	return exitFailed, err.Error(), ""
}
