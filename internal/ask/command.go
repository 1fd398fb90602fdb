package ask

import (
	"strings"
	"unicode/utf8"
)

// A command is what a typed line means before it is read as an answer.
type command int

const (
	answer    command = iota // the line is an answer, an empty one a skip
	keep                     // leave the present answer as it is
	help                     // show what may be typed
	goBack                   // ask the question before
	openEdit                 // write the text in an editor
	leaveRest                // of parts: skip this one and all that follow
)

// interpret tells commands from answers. present says that an empty line keeps
// an answer that is there, and a dash takes it away; editor that e opens one.
func interpret(line string, present, editor bool) (command, string) {
	switch word := strings.TrimSpace(line); {
	case word == "" && present:
		return keep, ""
	case word == "-" && present:
		return answer, ""
	case word == "?":
		return help, ""
	case word == "<":
		return goBack, ""
	case word == "e" && editor:
		return openEdit, ""
	}
	return answer, unescape(line)
}

// endsText says whether a text that consists of this word so far is complete:
// it is left, or the word is a command.
func endsText(word string, present, editor bool) bool {
	did, _ := interpret(word, present, editor)
	return did != answer || word == "" || word == "." || word == "-" && present
}

// unescape takes one backslash from before what would else be a command.
func unescape(line string) string {
	if word := strings.TrimSpace(line); strings.HasPrefix(word, `\`) && isCommand(strings.TrimLeft(word, `\`)) {
		return word[1:]
	}
	return line
}

// escape writes an answer so that it is not taken for a command.
func escape(line string) string {
	if word := strings.TrimSpace(line); isCommand(strings.TrimLeft(word, `\`)) {
		return `\` + word
	}
	return line
}

// tooShort says whether a line is too short to be the first of a paste: a letter
// or a command, which ends at its Enter whatever is typed after it.
func tooShort(line string) bool { return utf8.RuneCountInString(strings.TrimSpace(line)) < 2 }

// isCommand names every word that means something of its own at some prompt,
// so that a backslash works before it at all of them.
func isCommand(word string) bool {
	switch word {
	case "?", "<", ".", "-", "e":
		return true
	}
	return false
}
