package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"mull/internal/seal"
	"mull/internal/store"
)

func TestMain(m *testing.M) {
	workFactor = 6 // a passphrase takes no second
	testscript.Main(m, map[string]func(){"mull": main, "edit-by": editBy})
}

// TestScripts plays testdata/script: what a user types and sees. Beside the
// commands of testscript and those of ttytest a script has
//
//	status N PROGRAM ARGS...   runs a program, whose exit code has to be N
//	json PATH VALUE            looks into the JSON written last; see readJSON
//	counted                    the period written last as JSON adds up
//	shown [-ascii]             the last output is UTF-8 without control characters
//	holds WORD...              the words are in the bytes of what mull keeps
//	hold FILE, release         another program holds a journal, and lets it go
//	answers NUMBER FILE        writes an entry's answers to a file
//	repeat COUNT TEXT FILE     writes a long file; TEXT may hold \x escapes
//	poke FILE OFFSET TEXT      overwrites bytes of a file
//	zip FILE NAME=INSIDE...    packs files under the names they get inside
//	quarter                    the journal is the quarter that mull demo makes up
//	agetool                    the age program is in the working folder, if it is to be had
//	memory                     XDG_RUNTIME_DIR is a folder in memory
//
// and the program edit-by, an editor. It is Thursday 19 November 2026, 18:10 in
// Berlin. When a script ends, its journal has to agree with a recount.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"), Setup: setUp, Cmds: scriptCommands(), Condition: condition,
		RequireExplicitExec: true, RequireUniqueNames: true,
	})
}

func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	commands := map[string]func(*testscript.TestScript, bool, []string){
		"status": status, "json": checkJSON, "counted": checkCounted, "shown": checkShown, "holds": holds,
		"repeat": repeat, "answers": writeAnswers, "poke": poke, "zip": packed, "hold": hold, "release": release,
		"memory": memory, "agetool": ageTool, "garble": garble, "quarter": quarter,
	}
	maps.Copy(commands, terminalCommands())
	return commands
}

// sealedToo are scripts that are played a second time in a sealed journal. What
// they look at is not its file.
var sealedToo = strings.Fields(`categories_own coach_refuses delete_several do_offers do_resume do_three_ways
	edit_activity edit_answers_file edit_entry edit_split edit_whole export_import feel_one_line import_rules
	import_trackers list_show_history list_tag log_durations log_from_to log_over_midnight log_repeat_last log_why
	minutes_mixture minutes_motives minutes_overlap no_input read_because reflect_date reflect_three_ways
	timer_start_stop undo_all week_motive write_page`)

// TestScriptsSealed plays scripts in a sealed journal whose key is kept.
func TestScriptsSealed(t *testing.T) {
	if raced {
		t.Skip("the same scripts were played already, and take long under the race detector")
	}
	if _, err := os.Stat("/dev/shm"); err != nil {
		t.Skip("there is no folder in memory here to keep a key in")
	}
	var files []string
	for _, name := range sealedToo {
		files = append(files, filepath.Join("testdata", "script", name+".txtar"))
	}
	testscript.Run(t, testscript.Params{
		Files: files, Setup: setUpSealed, Cmds: scriptCommands(), Condition: condition, RequireExplicitExec: true,
	})
}

// setUpSealed begins a script with an empty sealed journal, unlocked.
func setUpSealed(env *testscript.Env) error {
	if err := setUp(env); err != nil {
		return err
	}
	journal := env.Getenv("JOURNAL")
	memory, err := os.MkdirTemp("/dev/shm", "mull-test-")
	if err != nil {
		return err
	}
	env.Defer(func() { _ = os.RemoveAll(memory) })
	env.Setenv("XDG_RUNTIME_DIR", memory)
	key, err := seal.NewKey()
	if err != nil {
		return err
	}
	wrapped, err := seal.WrapWithPassphrase(key, "a passphrase", workFactor)
	if err != nil {
		return err
	}
	// The scripts' clocks go back and forth.
	began := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	keeper := seal.NewKeeper(memory, store.KeyFile(journal), func() time.Time { return began })
	s, err := store.Open(context.Background(), journal, time.Now)
	if err != nil {
		return err
	}
	if err := s.Seal(context.Background(), key, wrapped); err != nil {
		return err
	}
	env.Defer(func() {
		if !store.IsSealed(journal) {
			env.T().Fatal("the journal is not sealed any more")
		}
		if err := agrees(journal, func() (*seal.Key, error) { return key, nil }); err != nil {
			env.T().Fatal("the journal after the script: ", err)
		}
	})
	return keeper.Keep(key, time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC))
}

func setUp(env *testscript.Env) error {
	home := filepath.Join(env.WorkDir, "home")
	runtime := filepath.Join(env.WorkDir, "run")
	for _, dir := range []string{home, runtime} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	journal := filepath.Join(env.WorkDir, "data", "mull", "journal.db")
	env.Vars = append(env.Vars,
		"TZ=Europe/Berlin", "MULL_NOW=2026-11-19T18:10:00+01:00", "HOME="+home,
		"XDG_DATA_HOME="+filepath.Join(env.WorkDir, "data"), "XDG_CONFIG_HOME="+filepath.Join(env.WorkDir, "config"),
		"XDG_RUNTIME_DIR="+runtime, "PAGER=cat", "JOURNAL="+journal, "ZONEINFO="+os.Getenv("ZONEINFO"),
		// The race detector sleeps a second at every exit unless told not to.
		"GORACE=atexit_sleep_ms=0")
	env.Defer(func() {
		if err := agrees(journal); err != nil {
			env.T().Log("the journal after the script: ", err)
			env.T().FailNow()
		}
	})
	return nil
}

// agrees opens the journal a script left and recounts it.
func agrees(journal string, keys ...store.Key) (err error) {
	info, err := os.Stat(journal)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && os.PathSeparator == '/' {
		return fmt.Errorf("others may read it: %v", mode)
	}
	if store.IsSealed(journal) && len(keys) == 0 {
		return nil // its key is the script's
	}
	s, err := store.Open(context.Background(), journal, time.Now, keys...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	wrong, err := s.Recount(context.Background())
	if err == nil && len(wrong) > 0 {
		err = fmt.Errorf("kept totals differ from a recount on %v", wrong)
	}
	return err
}

// status runs a program and wants its exit code to be N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Check(err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}
