// Which device a journal is used on. The answer is outside of the journal, so that
// a copy on another device, or a restored one, is not taken for the same.

package store

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"mull/internal/seal"
)

// A Devices file says, for each journal and each path where it was used on this
// device, which id the acts written there bear. It belongs to this device alone
// and is in no backup.
type Devices string

// A device is the id of this device's acts. Former is the journal's own id where
// its acts bore that, before ids of devices were kept apart.
type device struct {
	ID     string `json:"device"`
	Former string `json:"former,omitempty"`
}

type deviceLine struct {
	Journal string `json:"journal"`
	Path    string `json:"path"`
	device
}

// On says where the id of this device is. Without it the journal's own id is that
// of its only device.
func (s *Store) On(devices Devices) { s.devices = devices }

// device returns what this device is in the journal, read with q. A device whose
// file can't be read or written is a new one each time: acts are written anyway.
func (s *Store) device(ctx context.Context, q querier) (device, error) {
	if s.here.ID != "" {
		return s.here, nil
	}
	// The column bears an older name for what it is now: the id of the journal.
	journal, err := one[string](ctx, q, "SELECT machine FROM state")
	if err != nil {
		return device{}, err
	}
	if s.devices == "" || s.path == Memory {
		s.here = device{ID: journal}
		return s.here, nil
	}
	path := s.path
	if absolute, err := filepath.Abs(real(path)); err == nil {
		path = absolute
	}
	known, _, err := s.devices.find(journal, path)
	if err == nil && known.ID != "" {
		s.here = known
		return known, nil
	}
	// Only now, since this reads every act.
	fresh, err := freshDevice(ctx, q, journal)
	if err != nil {
		return device{}, err
	}
	if s.here, err = s.devices.note(ctx, journal, path, fresh); err != nil {
		s.here = fresh
	}
	return s.here, nil
}

// freshDevice is a new device. Acts of before bear the journal's id; where others
// are among them, it was in use on a device that isn't this one.
func freshDevice(ctx context.Context, q querier, journal string) (device, error) {
	foreign, err := one[bool](ctx, q, "SELECT EXISTS (SELECT 1 FROM act WHERE machine <> ?)", journal)
	if err != nil {
		return device{}, err
	}
	fresh := device{ID: uuid.NewString()}
	if !foreign {
		fresh.Former = journal
	}
	return fresh, nil
}

// note notes that a journal at a path is on the device fresh, and returns the
// device it is on: another one if that was noted meanwhile.
func (d Devices) note(ctx context.Context, journal, path string, fresh device) (device, error) {
	if err := os.MkdirAll(filepath.Dir(string(d)), 0o700); err != nil {
		return device{}, err
	}
	wait, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	lock, err := seal.Lock(wait, string(d)+".lock")
	if err != nil {
		return device{}, err
	}
	// Another process may have noted one meanwhile.
	known, text, err := d.find(journal, path)
	if err == nil && known.ID == "" {
		var line []byte
		if line, err = json.Marshal(deviceLine{journal, path, fresh}); err == nil {
			known, err = fresh, seal.WriteFile(string(d), append(append(text, line...), '\n'), 0o600)
		}
	}
	return known, errors.Join(err, lock.Unlock())
}

// find returns the device noted, or none, and the text of the file. A line that
// can't be read is left alone.
func (d Devices) find(journal, path string) (device, []byte, error) {
	if err := seal.Regular(string(d)); err != nil {
		return device{}, nil, err
	}
	text, err := os.ReadFile(string(d))
	if errors.Is(err, fs.ErrNotExist) {
		return device{}, nil, nil
	}
	if err != nil {
		return device{}, nil, err
	}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		var line deviceLine
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Journal == journal && line.Path == path && line.ID != "" {
			return line.device, text, nil
		}
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	return device{}, text, nil
}
