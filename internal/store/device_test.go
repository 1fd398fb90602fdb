package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// openOn opens the journal at path on a device.
func openOn(t *testing.T, path string, devices Devices) *Store {
	t.Helper()
	s := reopen(t, path)
	s.On(devices)
	return s
}

// One journal has one id on a device, whichever process asks; a copy elsewhere, on
// this device or another, has another, and undo there leaves alone what was done here.
func TestDevices(t *testing.T) {
	here, there := Devices(filepath.Join(t.TempDir(), "state", "devices")), Devices(filepath.Join(t.TempDir(), "devices"))
	path := filepath.Join(t.TempDir(), "journal.db")
	s := openOn(t, path, here)
	logged(t, s, 10, "people")
	again := openOn(t, path, here)
	logged(t, again, 20, "people")
	if ids := rowsOf(t, s, "SELECT DISTINCT machine FROM act"); len(ids) != 1 || ids[0] == rowsOf(t, s, "SELECT machine FROM state")[0] {
		t.Errorf("two acts of one device bear %q", ids)
	}
	if err := os.WriteFile(string(there), []byte("not a line of mull's"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		devices Devices
		folder  string
	}{
		"a copy on this device": {here, t.TempDir()},
		"a copy on another one": {there, t.TempDir()},
		"the state was lost":    {Devices(filepath.Join(t.TempDir(), "devices")), ""},
		"no state can be kept":  {Devices("/dev/null/devices"), ""},
		"the state is no file":  {Devices(t.TempDir()), ""},
	} {
		copied := path
		if c.folder != "" {
			copied = filepath.Join(c.folder, "journal.db")
			write(t, copied, readFile(t, path))
		}
		copy := openOn(t, copied, c.devices)
		if _, err := copy.Undo(ctx); !errors.Is(err, ErrOtherDevice) {
			t.Errorf("%s: undo there: %v", name, err)
		}
		logged(t, copy, 30, "admin")
		if undone, err := copy.Undo(ctx); err != nil || undone.Kind != "log" {
			t.Errorf("%s: undo of what was done there: %v", name, err)
		}
		if _, err := copy.Undo(ctx); !errors.Is(err, ErrOtherDevice) {
			t.Errorf("%s: undo there, again: %v", name, err)
		}
	}
	if text := string(readFile(t, string(there))); !strings.HasPrefix(text, "not a line of mull's\n{") {
		t.Errorf("what was in the file of devices is changed: %q", text)
	}
	if undone, err := s.Undo(ctx); err != nil || undone.Numbers[0] != 2 {
		t.Errorf("undo here: %+v, %v", undone, err)
	}
}

// A journal of a version before keeps what can be undone, and its new acts bear
// the id of the device.
func TestDevicesOfAFormerJournal(t *testing.T) {
	path := released(t, 6)
	s := openOn(t, path, Devices(filepath.Join(t.TempDir(), "devices")))
	logged(t, s, 10, "people")
	former := rowsOf(t, s, "SELECT machine FROM state")[0]
	if id := rowsOf(t, s, "SELECT machine FROM act ORDER BY id DESC LIMIT 1")[0]; id == former {
		t.Error("the new act bears the journal's id")
	}
	for range 2 {
		if _, err := s.Undo(ctx); err != nil {
			t.Errorf("undo: %v", err)
		}
	}
	other := openOn(t, path, Devices(filepath.Join(t.TempDir(), "devices")))
	if _, err := other.Undo(ctx); !errors.Is(err, ErrOtherDevice) {
		t.Errorf("undo on another device: %v", err)
	}
}
