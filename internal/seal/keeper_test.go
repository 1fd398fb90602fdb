package seal

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// memoryDir returns a private folder in memory.
func memoryDir(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has a folder known to be in memory")
	}
	dir, err := os.MkdirTemp("/dev/shm", "mull-test-")
	if err != nil {
		t.Skip("no /dev/shm here:", err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := privateMemory(dir); err != nil {
		t.Skip("/dev/shm is not in memory here:", err)
	}
	return dir
}

type testClock struct{ at time.Time }

func (c *testClock) now() time.Time { return c.at }

func TestKeeper(t *testing.T) {
	dir, key := memoryDir(t), testKey(t)
	clock := &testClock{time.Date(2026, 11, 19, 18, 0, 0, 0, time.UTC)}
	keeper := NewKeeper(dir, "/home/ana/journal.db", clock.now)
	if _, _, err := keeper.Key(); !errors.Is(err, ErrNotKept) {
		t.Fatalf("before Keep: %v, want ErrNotKept", err)
	}
	until := clock.at.Add(8 * time.Hour)
	if err := keeper.Keep(key, until); err != nil {
		t.Fatal(err)
	}
	got, end, err := keeper.Key()
	if err != nil || got.Secret() != key.Secret() || !end.Equal(until) {
		t.Fatalf("Key = %v, %v, %v; want the key until %v", got, end, err, until)
	}
	if info, err := os.Stat(keeper.path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the kept key: %v, %v; want 0600", info, err)
	}
	other := NewKeeper(dir, "/home/ana/other.db", clock.now)
	if _, _, err := other.Key(); !errors.Is(err, ErrNotKept) {
		t.Errorf("another journal's keeper: %v, want ErrNotKept", err)
	}
	if err := keeper.Forget(); err != nil {
		t.Fatal(err)
	}
	if err := keeper.Forget(); err != nil {
		t.Errorf("forgetting twice: %v", err)
	}
	if _, _, err := keeper.Key(); !errors.Is(err, ErrNotKept) {
		t.Errorf("after Forget: %v, want ErrNotKept", err)
	}
	if err := keeper.Keep(key, clock.at); err == nil {
		t.Error("kept a key until now")
	}
}

func TestKeeperClock(t *testing.T) {
	start := time.Date(2026, 11, 19, 18, 0, 0, 0, time.UTC)
	cases := []struct {
		name string
		at   []time.Duration // since Keep, one use each
		want error           // of the last use
	}{
		{"in its time", []time.Duration{0, time.Hour, 8*time.Hour - 1}, nil},
		{"at its end", []time.Duration{8 * time.Hour}, ErrExpired},
		{"days later", []time.Duration{72 * time.Hour}, ErrExpired},
		{"a small correction", []time.Duration{time.Hour, time.Hour - time.Minute}, nil},
		{"set back before Keep", []time.Duration{-3 * time.Minute}, ErrClockSetBack},
		{"set back since the last use", []time.Duration{7 * time.Hour, time.Hour}, ErrClockSetBack},
		{"used again after it expired", []time.Duration{9 * time.Hour, time.Hour}, ErrNotKept},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			clock := &testClock{start}
			keeper := NewKeeper(memoryDir(t), "/j", clock.now)
			if err := keeper.Keep(testKey(t), start.Add(8*time.Hour)); err != nil {
				t.Fatal(err)
			}
			var err error
			for _, after := range c.at {
				clock.at = start.Add(after)
				_, _, err = keeper.Key()
			}
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			_, statErr := os.Stat(keeper.path())
			if gone := errors.Is(statErr, os.ErrNotExist); gone != (c.want != nil) {
				t.Errorf("the key file is gone: %v, want %v", gone, c.want != nil)
			}
		})
	}
}

func TestKeeperFolders(t *testing.T) {
	open := memoryDir(t)
	if err := os.Chmod(open, 0o750); err != nil {
		t.Fatal(err)
	}
	private := memoryDir(t)
	link := filepath.Join(memoryDir(t), "link")
	if err := os.Symlink(private, link); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(private, "file")
	if err := os.WriteFile(file, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	folders := map[string]string{
		"none":          "",
		"relative":      "run",
		"not there":     filepath.Join(private, "missing"),
		"open to group": open,
		"a link":        link,
		"a file":        file,
	}
	if disk := t.TempDir(); os.Chmod(disk, 0o700) == nil && privateMemory(disk) != nil {
		folders["on a disk"] = disk
	}
	if os.Geteuid() != 0 {
		folders["another's"] = "/dev/shm"
	}
	for name, dir := range folders {
		keeper := NewKeeper(dir, "/j", time.Now)
		err := keeper.Keep(testKey(t), time.Now().Add(time.Hour))
		if !errors.Is(err, ErrNoMemoryFolder) {
			t.Errorf("%s: %v, want ErrNoMemoryFolder", name, err)
		}
	}
}

func TestKeeperOddFiles(t *testing.T) {
	clock := &testClock{time.Date(2026, 11, 19, 18, 0, 0, 0, time.UTC)}
	for name, plant := range map[string]func(path string) error{
		"readable by others": func(path string) error { return os.Chmod(path, 0o644) },
		"a link": func(path string) error {
			return errors.Join(os.Rename(path, path+".real"), os.Symlink(path+".real", path))
		},
		"cut off": func(path string) error { return os.Truncate(path, 60) },
		"empty":   func(path string) error { return os.Truncate(path, 0) },
	} {
		keeper := NewKeeper(memoryDir(t), "/j", clock.now)
		if err := keeper.Keep(testKey(t), clock.at.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if err := plant(keeper.path()); err != nil {
			t.Fatal(err)
		}
		if key, _, err := keeper.Key(); err == nil || key != nil {
			t.Errorf("%s: the key was used", name)
		}
	}
}
