// Package place knows where things are on this machine: the journal, the
// settings, the zone clocks are set to. It is handed the environment and reads
// nothing else than the files it names.
package place

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/thlib/go-timezone-local/tzlocal"

	"mull/internal/period"
)

// Getenv returns a variable of the environment, or "".
type Getenv func(name string) string

// ErrNoHome says that the environment names no home folder.
var ErrNoHome = errors.New("no home folder is known, so there is no place for the journal")

// ErrRelativeHome says that the home folder depends on where a command is run.
var ErrRelativeHome = errors.New("the home folder isn't a full path, so there is no place for the journal")

// Journal returns where the journal is: $MULL_JOURNAL, else mull/journal.db in
// the platform's data folder.
func Journal(getenv Getenv) (string, error) {
	if path := getenv("MULL_JOURNAL"); path != "" {
		return filepath.Abs(path)
	}
	return inFolder(getenv, "XDG_DATA_HOME", dataFolders(), "journal.db")
}

// Settings returns where config.yaml is.
func Settings(getenv Getenv) (string, error) {
	return inFolder(getenv, "XDG_CONFIG_HOME", configFolders(), "config.yaml")
}

// State returns the folder for what belongs to this device alone and is in no
// backup. It may not exist yet.
func State(getenv Getenv) (string, error) {
	return inFolder(getenv, "XDG_STATE_HOME", stateFolders(), "")
}

// A folder is a place below the folder that a variable names.
type folder struct{ variable, below string }

func dataFolders() folder {
	switch runtime.GOOS {
	case "windows":
		return folder{"LOCALAPPDATA", ""}
	case "darwin":
		return folder{"HOME", "Library/Application Support"}
	}
	return folder{"HOME", ".local/share"}
}

func configFolders() folder {
	switch runtime.GOOS {
	case "windows":
		return folder{"APPDATA", ""}
	case "darwin":
		return folder{"HOME", "Library/Application Support"}
	}
	return folder{"HOME", ".config"}
}

func stateFolders() folder {
	switch runtime.GOOS {
	case "windows":
		return folder{"LOCALAPPDATA", ""}
	case "darwin":
		return folder{"HOME", "Library/Application Support"}
	}
	return folder{"HOME", ".local/state"}
}

func inFolder(getenv Getenv, variable string, usual folder, name string) (string, error) {
	// The XDG rules: a relative path is to be ignored.
	if base := getenv(variable); filepath.IsAbs(base) {
		return filepath.Join(base, "mull", name), nil
	}
	base := getenv(usual.variable)
	if base == "" {
		return "", ErrNoHome
	}
	if !filepath.IsAbs(base) {
		return "", fmt.Errorf("%w: %s is %q", ErrRelativeHome, usual.variable, base)
	}
	return filepath.Join(base, filepath.FromSlash(usual.below), "mull", name), nil
}

// Zone returns the zone clocks are set to and its IANA name: $TZ, else the
// system's. An unknown one is refused, since Go alone would take it for UTC.
func Zone(getenv Getenv) (*time.Location, error) {
	if name := strings.TrimPrefix(getenv("TZ"), ":"); name != "" {
		zone, err := period.LoadZone(name)
		if err != nil {
			return nil, fmt.Errorf("TZ names no time zone this program knows: %q", name)
		}
		return zone, nil
	}
	name, err := tzlocal.LocalTZ()
	if err == nil {
		return period.LoadZone(name)
	}
	if text, readErr := os.ReadFile("/etc/timezone"); readErr == nil {
		return period.LoadZone(strings.TrimSpace(string(text)))
	}
	if _, statErr := os.Lstat("/etc/localtime"); errors.Is(statErr, fs.ErrNotExist) && runtime.GOOS != "windows" {
		return period.LoadZone("UTC") // as every program reads a system without one
	}
	return nil, fmt.Errorf("the system's time zone has no name: %w", err)
}

// Now returns the clock: $MULL_NOW as an RFC 3339 instant where it is set, for
// demonstrations and tests, else the system's.
func Now(getenv Getenv, system func() time.Time) (func() time.Time, error) {
	text := getenv("MULL_NOW")
	if text == "" {
		return system, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return nil, fmt.Errorf("MULL_NOW is %q, which is not an RFC 3339 instant such as 2026-11-19T18:10:00+01:00", text)
	}
	return func() time.Time { return at }, nil
}
