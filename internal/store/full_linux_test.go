package store

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func init() { children["full"] = fillDisk }

const notPermitted = 77

// fillDisk mounts a small file system in memory for itself alone and fills it.
func fillDisk(args []string) error {
	if err := syscall.Mount("tmpfs", args[0], "tmpfs", 0, "size=1m"); err != nil {
		fmt.Println(err)
		os.Exit(notPermitted)
	}
	path := filepath.Join(args[0], "journal.db")
	if sealing != nil {
		s, err := Open(ctx, path, time.Now)
		if err != nil {
			return err
		}
		if err := s.Seal(ctx, sealing, []byte("wrapped")); err != nil {
			return err
		}
	}
	s, err := Open(ctx, path, time.Now, testKeys()...)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := fillUp(s); err != nil {
		return err
	}
	// With room again, writing goes on.
	if err := syscall.Mount("tmpfs", args[0], "tmpfs", syscall.MS_REMOUNT, "size=4m"); err != nil {
		return err
	}
	return addBig(s)
}

func TestFullDisk(t *testing.T) { onFullDisk(t) }

func TestSealedFullDisk(t *testing.T) {
	sealed(t)
	onFullDisk(t)
}

func onFullDisk(t *testing.T) {
	t.Helper()
	command := child(t, "full", t.TempDir())
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	out, err := command.CombinedOutput()
	if command.ProcessState == nil || command.ProcessState.ExitCode() == notPermitted {
		t.Skipf("no disk to fill: mounting one is not permitted here (%v %s)", err, out)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
