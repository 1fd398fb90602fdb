package faults

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

func init() {
	roles["disk"] = onSmallDisk
	roles["limit"] = withinLimit
}

const notPermitted = 177

// onSmallDisk runs mull on a file system in memory of its own that has the room
// of its content and so many pages more, and copies back what is left there.
func onSmallDisk(args []string) int {
	dir, pages, mull := args[0], args[1], args[2:]
	err := func() error {
		if err := syscall.Mount("tmpfs", "/mnt", "tmpfs", 0, "size=100m"); err != nil {
			return err
		}
		if err := copyTree(dir, "/mnt"); err != nil {
			return err
		}
		var fs syscall.Statfs_t
		if err := syscall.Statfs("/mnt", &fs); err != nil {
			return err
		}
		more, err := strconv.Atoi(pages)
		if err != nil {
			return err
		}
		size := fs.Blocks - fs.Bfree + uint64(more)
		if err := syscall.Mount("tmpfs", "/mnt", "tmpfs", syscall.MS_REMOUNT, fmt.Sprint("size=", size*uint64(fs.Bsize))); err != nil {
			return err
		}
		return os.Chdir("/mnt")
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return notPermitted
	}
	cmd := exec.Command(mull[0], mull[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), roleVariable+"=", "MULL_JOURNAL=/mnt/"+os.Getenv("FAULTS_FOLDER")+"/journal.db")
	_ = cmd.Run() // its code is handed on
	err = errors.Join(os.RemoveAll(filepath.Join(dir, os.Getenv("FAULTS_FOLDER"))), copyTree("/mnt", dir))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return notPermitted
	}
	return cmd.ProcessState.ExitCode()
}

// withinLimit becomes mull, none of whose files may grow beyond a size.
func withinLimit(args []string) int {
	size, err := strconv.ParseUint(args[0], 10, 64)
	if err == nil {
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: size})
	}
	if err == nil {
		err = syscall.Exec(args[1], args[1:], append(os.Environ(), roleVariable+"="))
	}
	fmt.Fprintln(os.Stderr, err)
	return notPermitted
}

// asRole lets the test program run mull in a role.
func (w world) asRole(t testing.TB, role string, c command, arg ...string) run {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	words := append([]string{"/usr/bin/env", roleVariable + "=" + role, "FAULTS_FOLDER=" + c.folder(), self}, arg...)
	return w.run(t, c, 0, words...)
}

// full lets the disk have no room: of a size of its own, page by page, and by a
// limit on files.
func (c *campaign) full(t *testing.T) {
	c.smallDisks(t)
	c.limits(t)
}

func (c *campaign) smallDisks(t *testing.T) {
	row := c.row("a disk with room for 0, 1, 2 ... pages more")
	step := 1
	if c.runs < 1000 {
		step = 24
	}
	for _, cmd := range c.commands(writing) {
		ref := c.reference(t, cmd)
		// doctor is not content with so little, whatever it could mend.
		for pages, done := 0, 0; done < 2 && pages < 300; pages += step {
			w := c.world.copy(t, cmd.folder())
			got := w.inNamespace(t, cmd, "disk", w.dir, strconv.Itoa(pages))
			if got.code == notPermitted {
				row.word = "skipped: no file system may be mounted here"
				return
			}
			row.runs++
			if got.code != 0 {
				row.injected++
			} else {
				done++
			}
			c.judge(t, row, w, cmd, ref, got)
			w.drop()
			if t.Failed() {
				t.Logf("%d pages of room: exit code %d\n%s%s", pages, got.code, got.out, got.errs)
				return
			}
		}
	}
}

// inNamespace is asRole with users and mounts of its own.
func (w world) inNamespace(t testing.TB, c command, role string, arg ...string) run {
	t.Helper()
	unshare, err := exec.LookPath("unshare")
	if err != nil {
		return run{code: notPermitted}
	}
	if err := exec.Command(unshare, "--user", "--map-root-user", "--mount", "true").Run(); err != nil {
		return run{code: notPermitted}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	words := append([]string{unshare, "--user", "--map-root-user", "--mount", "/usr/bin/env", roleVariable + "=" + role, "FAULTS_FOLDER=" + c.folder(), self}, arg...)
	return w.run(t, c, 0, words...)
}

func (c *campaign) limits(t *testing.T) {
	row := c.row("a limit on the size of files (RLIMIT_FSIZE), in steps of 512 bytes")
	r := rand.New(rand.NewPCG(c.seed, 4))
	commands := c.commands(writing)
	for i := range c.count(600, 8) {
		cmd := commands[i%len(commands)]
		ref := c.reference(t, cmd)
		w := c.world.copy(t, cmd.folder())
		size := int64(400 << 10)
		if info, err := os.Stat(w.journal(cmd.folder())); err == nil {
			size = info.Size() + 64<<10
		}
		limit := r.Int64N(size/512) * 512
		got := w.asRole(t, "limit", cmd, strconv.FormatInt(limit, 10))
		row.runs++
		if got.code != 0 {
			row.injected++
		}
		c.judge(t, row, w, cmd, ref, got)
		w.drop()
		if t.Failed() {
			t.Logf("files up to %d bytes: exit code %d\n%s%s", limit, got.code, got.out, got.errs)
			return
		}
	}
}
