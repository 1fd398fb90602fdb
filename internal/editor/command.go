package editor

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// command returns the editor's program and arguments.
func (s *Session) command() ([]string, error) {
	look := s.LookPath
	if look == nil {
		look = exec.LookPath
	}
	if strings.TrimSpace(s.Command) == "" {
		for _, name := range []string{"vi", "nano"} {
			if path, err := look(name); err == nil {
				return []string{path}, nil
			}
		}
		return nil, ErrNoEditor
	}
	// A program whose path holds spaces is taken whole where it is there.
	if path, err := look(s.Command); err == nil {
		return []string{path}, nil
	}
	args, err := Words(s.Command)
	if err != nil {
		return nil, fmt.Errorf("reading the editor's command %q: %w", s.Command, err)
	}
	path, err := look(args[0])
	if err != nil {
		return nil, fmt.Errorf("the editor %q is not there: set VISUAL or EDITOR to one that is", args[0])
	}
	args[0] = path
	return args, nil
}

// Words divides a command at spaces. Quotes, single or double, and a backslash
// keep spaces; nothing else of a shell's means anything.
func Words(command string) ([]string, error) {
	var args []string
	var word strings.Builder
	inWord, quote, escaped := false, rune(0), false
	for _, r := range command {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'' && filepath.Separator != '\\':
			inWord, escaped = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			inWord, quote = true, r
		case r == ' ' || r == '\t':
			if inWord {
				args = append(args, word.String())
			}
			word.Reset()
			inWord = false
		default:
			inWord = true
			word.WriteRune(r)
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a %c is not closed", quote)
	}
	if inWord {
		args = append(args, word.String())
	}
	if len(args) == 0 || args[0] == "" {
		return nil, errors.New("it names no program")
	}
	return args, nil
}

// withFlags returns the arguments of a command, with those that keep the editor
// from copying the text elsewhere (swap and backup files, undo history, the
// registers vim keeps in viminfo and neovim in shada) and those that make it
// wait for the end.
func withFlags(args []string) []string {
	given := slices.Clone(args[1:])
	switch program(args[0]) {
	case "vim", "nvim", "gvim", "mvim":
		return append([]string{"-n", "-i", "NONE", "-c", vimSettings}, given...)
	case "emacs":
		return append([]string{"--eval", emacsSettings}, given...)
	case "nano":
		// Only its settings file could turn backups on.
		return append([]string{"--ignorercfiles"}, given...)
	case "code", "subl":
		if !slices.Contains(given, "--wait") && !slices.Contains(given, "-w") {
			return append(given, "--wait")
		}
	}
	return given
}

const (
	vimSettings   = "set nobackup nowritebackup noundofile"
	emacsSettings = "(setq make-backup-files nil backup-inhibited t auto-save-default nil auto-save-list-file-prefix nil create-lockfiles nil)"
)

// program names the family an editor belongs to, or itself. A vi is whatever
// it is a link to: only vim knows vim's flags.
func program(path string) string {
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), ".exe")
	if name == "vi" || name == "editor" {
		if target, err := filepath.EvalSymlinks(path); err == nil {
			name = strings.ToLower(filepath.Base(target))
		}
	}
	name, _, _ = strings.Cut(name, ".")
	family, _, _ := strings.Cut(name, "-")
	switch family {
	case "codium", "vscodium", "cursor", "windsurf":
		return "code"
	case "sublime_text":
		return "subl"
	case "rvim", "vimx", "view":
		return "vim"
	case "rnano":
		return "nano"
	}
	return family
}

// warn tells, once, of an editor that keeps copies no flag prevents.
func (s *Session) warn(path string) {
	if s.warned || s.Warn == nil {
		return
	}
	s.warned = true
	name := filepath.Base(path)
	switch program(path) {
	case "code":
		s.Warn(name + ` keeps a history of the files you edit, outside this journal. The setting "workbench.localHistory.exclude": {"**/` + prefix + `*/**": true} leaves drafts out of it.`)
	case "subl":
		s.Warn(name + " keeps unsaved text in a session file of its own, outside this journal.")
	case "emacsclient":
		s.Warn(name + " writes in an Emacs that runs already, which keeps backups where its own settings say, perhaps outside this journal.")
	case "vi":
		s.Warn(name + " is a vi that may keep a copy for recovery, outside this journal, until it ends.")
	}
}
