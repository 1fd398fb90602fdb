package cli

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/place"
	"mull/internal/seal"
)

// settings reads config.yaml. Where there is none, nothing is set.
func (p *program) settings() (map[string]any, error) {
	path, err := place.Settings(p.Getenv)
	if errors.Is(err, place.ErrNoHome) || errors.Is(err, place.ErrRelativeHome) {
		return nil, nil // a journal named by its path needs no home
	}
	if err != nil {
		return nil, err
	}
	data, err := seal.ReadRegular(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, usage("", "the settings in %s cannot be read", path)
	}
	settings, err := exercise.ReadAnswers(path, data)
	if errors.Is(err, exercise.ErrNoAnswers) {
		return nil, nil // nothing but comments
	}
	if err != nil {
		return nil, usage("", "the settings: %v", err)
	}
	return settings, nil
}

// reportSettings says what is wrong with config.yaml, whatever the command: it may
// be far from where the setting was meant to count.
func (p *program) reportSettings() {
	_, err := p.quiet()
	if err == nil {
		_, _, err = p.backupsFolder()
	}
	if err == nil {
		return
	}
	_, line, hint := Explain(err)
	if hint != "" {
		line += " (" + hint + ")"
	}
	p.badSettings = true
	p.say("mull: %s", line)
}

// quiet reads the setting that keeps own words off the first screen. One that is
// mistyped is refused, since the words would be shown.
func (p *program) quiet() (bool, error) {
	settings, err := p.settings()
	if err != nil {
		return false, err
	}
	known := []string{"quiet", "backups"}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if !slices.Contains(known, name) {
			hint := "config.yaml takes quiet and backups"
			if near := exercise.Nearest(known, name); near != "" {
				hint = "did you mean " + near + "?"
			}
			return false, usage(hint, "the settings: there is no setting %q", name)
		}
	}
	quiet, isBool := settings["quiet"].(bool)
	if !isBool && settings["quiet"] != nil {
		return false, usage("write quiet: true", "the settings: quiet is neither true nor false")
	}
	return quiet, nil
}

// backupsFolder returns where mull keeps the backups it makes by itself: "" is
// beside the journal. on is false where the owner wants none.
func (p *program) backupsFolder() (folder string, on bool, err error) {
	settings, err := p.settings()
	if err != nil {
		return "", false, err
	}
	switch value := settings["backups"].(type) {
	case nil:
		return "", true, nil
	case bool:
		return "", value, nil
	case string:
		if value == "off" || value == "on" {
			return "", value == "on", nil
		}
		if rest, found := strings.CutPrefix(value, "~/"); found {
			value = filepath.Join(p.Getenv("HOME"), rest)
		}
		if filepath.IsAbs(value) {
			return value, true, nil
		}
	}
	return "", false, usage("write backups: off, or a folder such as backups: /mnt/disk/mull", "the settings: backups is neither off nor the full path of a folder")
}
