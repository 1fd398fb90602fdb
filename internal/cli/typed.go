// What was typed is saved in a draft where a damaged journal takes no writes.

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"mull/internal/exercise"
	"mull/internal/seal"
	"mull/internal/store"
)

// typed is what a command was given, to be saved as a draft if it can't be saved
// in the journal.
type typed struct {
	writes  bool     // the command opened the journal to write to it
	args    []string // as they were typed
	text    []byte   // that came by a pipe
	sitting *sitting // the answers given so far
}

// pipedText reads a text that is handed in by a pipe.
func (p *program) pipedText(limit int64) ([]byte, error) {
	data, err := readAll(p.In, limit)
	p.typed.text = append(p.typed.text, data...)
	return data, err
}

// saveTyped saves what was typed where the journal was found damaged, names the
// draft, and returns the error with the command that repairs.
func (p *program) saveTyped(err error) error {
	if !p.typed.writes || !errors.Is(err, store.ErrDamaged) || p.demo != nil {
		return err
	}
	draft := p.typedDraft()
	path, saved := p.writeTyped(draft)
	switch {
	case saved != nil:
		p.say("What you typed couldn't be saved as a draft: %v", saved)
	case path == "":
		p.say("What you typed isn't saved: the journal is encrypted, and its key isn't available to encrypt a draft.")
	case strings.HasSuffix(path, sealedDraft):
		p.say("What you typed is saved in %s, encrypted with the journal's key.", path)
		p.say("After the repair, enter it with: %s", decrypted(p.path, path)+" | "+draft.piped)
	default:
		p.say("What you typed is saved in %s", path)
		p.say("After the repair, enter it with: %s", draft.from(path))
	}
	line := err.Error()
	if errors.Is(err, store.ErrNoWrites) {
		line = fmt.Sprintf("the journal %s is damaged, so nothing was written to it", p.path)
	}
	hint := p.repairs()
	if errors.Is(err, store.ErrForeignSchema) {
		hint = "to see what was changed and how to fix it: mull doctor"
	}
	return &fault{exitUnusable, hint, &repairable{line, err}}
}

// A repairable error is about a damaged journal.
type repairable struct {
	line string
	err  error
}

func (r *repairable) Error() string { return r.line }
func (r *repairable) Unwrap() error { return r.err }

// A typedDraft is what to save, and the commands that enter it again.
type typedDraft struct {
	content []byte
	suffix  string
	piped   string // reads it from a pipe
	from    func(path string) string
}

func (p *program) typedDraft() typedDraft {
	rest := p.restPiped()
	if t := p.typed.sitting; t != nil && t.answered() {
		return answersDraft(t, rest)
	}
	if text := append(p.typed.text, rest...); len(bytes.TrimSpace(text)) > 0 {
		command := shellLine(append([]string{"mull"}, p.typed.args...))
		return typedDraft{text, ".txt", command, func(path string) string { return command + " < " + shellQuoted(path) }}
	}
	line := shellLine(append([]string{"mull"}, p.typed.args...)) + "\n"
	return typedDraft{[]byte(line), ".sh", "sh", func(path string) string { return "sh " + shellQuoted(path) }}
}

// restPiped reads what a pipe still holds: nobody can hand it in again.
func (p *program) restPiped() []byte {
	if p.In == nil || p.Terminals.In || p.noInput {
		return nil
	}
	rest, _ := io.ReadAll(io.LimitReader(p.In, maxFile))
	return rest
}

// answersDraft is a file of answers; lines that no question has read yet follow as
// comments.
func answersDraft(t *sitting, rest []byte) typedDraft {
	text, err := exercise.WriteAnswers(t.exercise.All(), t.entry.Answers)
	if err != nil {
		text = nil
	}
	for line := range strings.Lines(string(rest)) {
		text = append(text, "# not asked yet: "+strings.TrimRight(line, "\n")+"\n"...)
	}
	command := "mull do " + t.exercise.ID + " --date " + t.entry.Day.String() + " --answers "
	if t.entry.Number != 0 && t.act == 0 {
		command = fmt.Sprintf("mull edit %d --answers ", t.entry.Number)
	}
	return typedDraft{text, ".yaml", command + "-", func(path string) string { return command + shellQuoted(path) }}
}

// typedMark is in the names of these drafts, after the journal's.
const typedMark = ".draft-"

// sealedDraft ends the names of those that are encrypted.
const sealedDraft = ".age"

// writeTyped writes a draft next to the journal, for its owner alone; next to a
// sealed one encrypted to its key, or not at all.
func (p *program) writeTyped(draft typedDraft) (string, error) {
	stem := p.path + typedMark + p.now().UTC().Format("20060102T150405.000Z")
	path := stem + draft.suffix
	for n := 2; exists(path) || exists(path+sealedDraft); n++ {
		path = fmt.Sprintf("%s-%d%s", stem, n, draft.suffix)
	}
	if !store.IsSealed(p.path) && !exists(store.KeyFile(p.path)) {
		return path, seal.WriteFile(path, draft.content, 0o600)
	}
	to := p.typedRecipients()
	if len(to) == 0 {
		return "", nil
	}
	sealed, err := seal.Seal(draft.content, to...)
	if err != nil {
		return "", err
	}
	return path + sealedDraft, seal.WriteFile(path+sealedDraft, sealed, 0o600)
}

// decrypted is the command that shows what a draft beside a sealed journal holds.
func decrypted(journal, path string) string {
	return "age --decrypt -i " + shellQuoted(store.KeyFile(journal)) + " " + shellQuoted(path)
}

// typedDrafts lists the drafts that lie next to the journal.
func (p *program) typedDrafts() ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(p.path))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var found []string
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), filepath.Base(p.path)+typedMark) {
			found = append(found, filepath.Join(filepath.Dir(p.path), entry.Name()))
		}
	}
	return found, err
}

// checkTyped finds these drafts. Only their owner can say what becomes of them.
func (p *program) checkTyped() ([]finding, error) {
	drafts, err := p.typedDrafts()
	if err != nil {
		return nil, err
	}
	var found []finding
	for _, path := range drafts {
		mend := "read it, enter it again, then remove the file"
		if strings.HasSuffix(path, sealedDraft) {
			mend = decrypted(p.path, path) + " shows it; enter it again, then remove the file"
		}
		found = append(found, finding{what: "a draft holds what you typed while the journal was damaged: " + path, mend: mend})
	}
	return found, nil
}

// shellSafe are the characters a shell takes as they are.
const shellSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-"

// shellQuoted writes a word so that a shell reads it as it is.
func shellQuoted(word string) string {
	if word != "" && strings.Trim(word, shellSafe) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

func shellLine(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = shellQuoted(word)
	}
	return strings.Join(quoted, " ")
}
