package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"mull/internal/store"
)

// repeat writes a file of COUNT times TEXT, for what is too long for a script.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat COUNT TEXT FILE")
	}
	count, err := strconv.Atoi(args[0])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Repeat(text, count)), 0o600))
}

// quarter puts the journal in place that mull demo makes up each time it is run.
func quarter(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: quarter")
	}
	whole, err := madeUp()
	ts.Check(err)
	journal := ts.Getenv("JOURNAL")
	ts.Check(os.MkdirAll(filepath.Dir(journal), 0o700))
	ts.Check(os.WriteFile(journal, whole, 0o600))
}

// A held journal is in the middle of an act of another program.
type held struct{ release, done chan struct{} }

var heldBy sync.Map // *testscript.TestScript to held

func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold FILE")
	}
	s, err := store.Open(context.Background(), ts.MkAbs(args[0]), time.Now)
	ts.Check(err)
	h, holds := held{make(chan struct{}), make(chan struct{})}, make(chan struct{})
	heldBy.Store(ts, h)
	go func() {
		defer close(h.done)
		_, _ = s.Do(context.Background(), "hold", func(*store.Act) error {
			close(holds)
			<-h.release
			return errors.New("nothing to keep")
		})
		_ = s.Close()
	}()
	select {
	case <-holds:
	case <-h.done:
		ts.Fatalf("the journal cannot be held")
	}
	ts.Defer(func() { release(ts, false, nil) })
}

func release(ts *testscript.TestScript, _ bool, _ []string) {
	if h, found := heldBy.LoadAndDelete(ts); found {
		close(h.(held).release)
		<-h.(held).done
	}
}

// packed writes a zip file of FILES, each given as NAME=INSIDE.
func packed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: zip FILE NAME=INSIDE...")
	}
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	archive := zip.NewWriter(file)
	for _, arg := range args[1:] {
		name, inside, _ := strings.Cut(arg, "=")
		part, err := archive.Create(inside)
		ts.Check(err)
		_, err = part.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(errors.Join(archive.Close(), file.Close()))
}

// poke overwrites bytes of a file, to damage it.
func poke(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: poke FILE OFFSET TEXT")
	}
	at, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	_, err = file.WriteAt([]byte(text), at)
	ts.Check(errors.Join(err, file.Close()))
}

// memory gives the script a private folder in memory, as a session has one.
func memory(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: memory")
	}
	dir, err := os.MkdirTemp("/dev/shm", "mull-test-")
	ts.Check(err)
	ts.Defer(func() { _ = os.RemoveAll(dir) })
	ts.Setenv("XDG_RUNTIME_DIR", dir)
}

// ageTool brings the age program: installed, or built from the module cache with
// a copy of go.mod, since the tool needs more modules than the library. Nothing
// is downloaded; where it is not to be had, the script goes on without.
func ageTool(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: agetool")
	}
	tool := ts.MkAbs("age")
	if path, err := exec.LookPath("age"); err == nil {
		ts.Check(os.Symlink(path, tool))
		return
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	ts.Check(err)
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), data, 0o600))
	}
	build := exec.Command("go", "build", "-mod=mod", "-modfile="+ts.MkAbs("go.mod"), "-o", tool, "filippo.io/age/cmd/age")
	build.Dir = root
	build.Env = append(os.Environ(), "GOPROXY=off", "GOSUMDB=off", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		ts.Logf("age is not installed and cannot be built without the network: %s", out)
	}
}

// condition knows [root], and [exists:FILE].
func condition(name string) (bool, error) {
	if file, is := strings.CutPrefix(name, "exists:"); is {
		_, err := os.Stat(file)
		return err == nil, nil
	}
	switch name {
	case "root":
		return os.Geteuid() == 0, nil
	case "race":
		return raced, nil
	}
	return false, fmt.Errorf("unknown condition %s", name)
}

// editBy is the program edit-by, an editor for scripts:
//
//	edit-by [-exit N] [-sh FILE] [-put FILE | -sub OLD NEW | -add TEXT]... FILE
//
// -sh runs a file of commands, for what happens while the editor is open.
func editBy() {
	args := os.Args[1:]
	name := args[len(args)-1]
	text, err := os.ReadFile(name)
	code := 0
	take := func() string { word := args[0]; args = args[1:]; return word }
	for err == nil && len(args) > 1 {
		switch option := take(); option {
		case "-exit":
			code, err = strconv.Atoi(take())
		case "-sh":
			run := exec.Command("sh", take())
			run.Stdin, run.Stdout, run.Stderr = os.Stdin, os.Stderr, os.Stderr
			err = run.Run()
		case "-put":
			text, err = os.ReadFile(take())
		case "-sub":
			from, to := []byte(take()), []byte(take())
			if !bytes.Contains(text, from) {
				err = fmt.Errorf("the text has no %q:\n%s", from, text)
			}
			text = bytes.ReplaceAll(text, from, to)
		case "-add":
			text = append(text, take()...)
		default:
			err = fmt.Errorf("unknown option %s", option)
		}
	}
	if err == nil {
		err = os.WriteFile(name, text, 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "edit-by:", err)
		code = 9
	}
	os.Exit(code)
}

// garble writes other bytes over each place of a file that holds a text, as a disk
// may: SQLite sees nothing wrong.
func garble(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || len(args[1]) != len(args[2]) {
		ts.Fatalf("usage: garble FILE TEXT OTHER, as long")
	}
	name := ts.MkAbs(args[0])
	content, err := os.ReadFile(name)
	ts.Check(err)
	if !bytes.Contains(content, []byte(args[1])) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(name, bytes.ReplaceAll(content, []byte(args[1]), []byte(args[2])), 0o600))
}
