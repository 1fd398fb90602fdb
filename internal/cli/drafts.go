package cli

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"mull/internal/editor"
	"mull/internal/exercise"
)

// What is written in an editor lies in a draft until it is kept. Its name tells
// what it is: entry-N-yaml are the answers of an entry, person-N-note is a note
// on someone, exercise-ID-yaml an exercise of one's own; any other is a page.

// entryDraft is what the draft of a whole entry is called.
func entryDraft(n int64) string { return fmt.Sprintf("entry-%d-yaml", n) }

// noteDraft is what the draft of a note is called: by the number of the person,
// since the names of files are seen by more than their owner.
func noteDraft(person int64) string { return fmt.Sprintf("person-%d-note", person) }

// exerciseDraft is what the draft of an own exercise is called.
func exerciseDraft(id string) string { return "exercise-" + id + "-yaml" }

// between returns what a draft's name has between two words.
func between(name, before, after string) (string, bool) {
	rest, begins := strings.CutPrefix(name, before)
	middle, ends := strings.CutSuffix(rest, after)
	return middle, begins && ends
}

// A leftDraft is a draft that was never kept: what it is, and how it is taken up.
type leftDraft struct{ of, command, does string }

func (p *program) takeUp(draft editor.Leftover) leftDraft {
	if digits, found := between(draft.Name, "entry-", "-yaml"); found {
		if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
			return leftDraft{fmt.Sprintf("entry %d", n), editAnew(n, draft.Path), fmt.Sprintf("makes it the answers of %d", n)}
		}
	}
	if digits, found := between(draft.Name, "person-", "-note"); found {
		if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
			name := p.called(n)
			return leftDraft{"a note on " + name, noteFrom(name, draft.Path), "keeps it as a note"}
		}
	}
	if id, found := between(draft.Name, "exercise-", "-yaml"); found && id == exercise.Slug(id) {
		return leftDraft{"the exercise " + id, installFrom(draft.Path), "installs it"}
	}
	return leftDraft{draft.Name, pageFrom(draft.Path), "keeps it as a page"}
}

// called is what a person is called, or NAME where the journal is not open or
// knows nobody of the number.
func (p *program) called(n int64) string {
	if p.journal == nil {
		return "NAME"
	}
	if people, err := p.byNumber(p.journal); err == nil && people[n].Name != "" {
		return people[n].Name
	}
	return "NAME"
}

// editAnew takes the answers of an entry from a file.
func editAnew(n int64, path string) string {
	return fmt.Sprintf("mull edit %d --answers %s", n, quotedName(path))
}

// answerFrom takes one answer of an entry from a file, also one that begins with a dash.
func answerFrom(n int64, question, path string) string {
	return fmt.Sprintf(`mull edit %d %s -- "$(cat %s)"`, n, question, quotedName(path))
}

func noteFrom(name, path string) string {
	return fmt.Sprintf("mull note %s - < %s", quotedName(name), quotedName(path))
}

func pageFrom(path string) string { return "mull write - < " + quotedName(path) }

func installFrom(path string) string { return "mull exercises add " + quotedName(path) }

// sayLeft names the draft of a text that could not be kept, and the command
// that takes it up. Where the text came from no editor there is none.
func (p *program) sayLeft(kept func() error, command func(path string) string) {
	if kept != nil {
		p.say("What you wrote is in %s; to try again: %s", p.editing.Path, command(p.editing.Path))
	}
}

// draftsLeft are the drafts in the clear on the disk.
func (p *program) draftsLeft() ([]editor.Leftover, error) {
	return editor.Leftovers([]string{filepath.Dir(p.path)})
}

func (p *program) draftDirs() []string {
	return editor.Dirs(p.Getenv("XDG_RUNTIME_DIR"), filepath.Dir(p.path))
}

// leftovers offers, once a run, drafts that an editor left behind; none is ever
// deleted silently.
func (p *program) leftovers() error {
	if p.offeredDrafts {
		return nil
	}
	p.offeredDrafts = true
	drafts, err := editor.Leftovers(p.draftDirs())
	if err != nil {
		return err
	}
	for _, draft := range drafts {
		left := p.takeUp(draft)
		p.say("A draft of %s was never kept; it is in %s.", left.of, draft.Path)
		p.say("  %s %s; remove the file to let it go.", left.command, left.does)
	}
	return nil
}
