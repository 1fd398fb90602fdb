package cli

// What people type first that is no command, and the command they are after.

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/period"
)

// unknownCommand refuses a word that is no command, and says which one does what
// it asks for; else the one that is spelled almost alike.
func unknownCommand(commands []*cli.Command, words []string) error {
	word := words[0]
	hint := meant(strings.ToLower(word))
	if _, err := period.ParseDuration(word); err == nil {
		hint = "to record time: mull log " + strings.Join(append(words, "people")[:2], " ")
	}
	if hint == "" && strings.Contains(strings.TrimSpace(word), " ") {
		hint = "to write that down: mull write TEXT"
	}
	if hint != "" {
		return usage(hint, "there is no command %q", word)
	}
	var names []string
	for _, command := range commands {
		if !command.Hidden {
			names = append(names, command.Names()...)
		}
	}
	if near := exercise.Nearest(names, strings.ToLower(word)); near != "" {
		return usage("mull "+near+" --help", "there is no command %q; did you mean %s?", word, near)
	}
	return usage("mull help lists the commands", "there is no command %q", word)
}

// meant is the hint for a word that other programs have as a command, or that
// names what mull does by another command; "" for any other.
func meant(word string) string {
	for _, m := range meantWords() {
		if slices.Contains(strings.Fields(m.words), word) {
			return m.hint
		}
	}
	return ""
}

type meaning struct{ words, hint string }

// meantWords are the words people type first, with the hint for each.
func meantWords() []meaning {
	return []meaning{
		{"init setup install begin hello hi first onboarding tutorial", "there is nothing to set up; to begin your journal: mull reflect"},
		{"today now tonight", "to see today: mull day. To write about it: mull reflect"},
		{"yesterday", "to see yesterday: mull day yesterday. To write about it: mull reflect --date yesterday"},
		{"evening daily close", "to close the day: mull reflect"},
		{"weekly retro retrospective", "to review the week: mull review"},
		{"monthly", "to see the month: mull month"},
		{"quarterly", "to see the quarter: mull quarter"},
		{"yearly", "to see the year: mull year"},
		{"add new create record track entry", "to record time: mull log 45m people. To write: mull write. To answer questions: mull reflect"},
		{"time timer clock hours meeting meetings", "to record time: mull log 45m people. To start a timer: mull start people"},
		{"mood moods emotion emotions feeling feelings checkin check-in", "to record how you feel: mull feel"},
		{"journal diary text page free-note", "to write: mull write. To read what you wrote: mull read"},
		{"entries ls", "to list entries and activities: mull list"},
		{"view cat open print get", "to show an entry or activity: mull show NUMBER"},
		{"find grep query", "to search what you wrote: mull search WORDS"},
		{"rm remove del erase drop", "to delete an entry or activity: mull delete NUMBER"},
		{"change modify update correct fix rename", "to change an entry or activity: mull edit NUMBER"},
		{"revert", "to undo your last change: mull undo"},
		{"goal goals aim aims targets objective objectives okr", "to set a target for your time: mull target ic 20%"},
		{"stats statistics dashboard overview balance analytics analysis", "to see the week: mull week. What your numbers say: mull insights"},
		{"chart charts graph graphs plot progress measure measures", "to see how something changed: mull trend"},
		{"pdf html web", "to write a page with charts: mull report week -o week.html"},
		{"csv json download dump", "to export the journal: mull export -o journal.jsonl"},
		{"question questions ask prompt prompts exercise answer", "to answer questions: mull do. To list the exercises: mull exercises"},
		{"motive motives reason reasons why", "to say what drew you to hands-on work: mull do ic-motives"},
		{"todo todos task tasks open-items remind reminders next", "to see what is open: mull due"},
		{"holiday holidays vacation pto leave sick", "to record days off: mull off fri"},
		{"category tracks projects project", "to list the categories of time: mull categories"},
		{"tag tags", "to list entries with a tag: mull list --tag NAME"},
		{"coaching mentor team client clients", "to begin as a coach: mull help coach"},
		{"config configure settings setting preferences options env", "where settings are: mull help environment"},
		{"encrypt password passphrase secure privacy", "to encrypt the journal: mull lock --set-passphrase"},
		{"decrypt login", "to unlock an encrypted journal: mull unlock"},
		{"save", "every answer is saved at once; to back up the journal: mull backup"},
		{"repair check verify health", "to check the journal: mull doctor"},
		{"example examples sample try", "to see sample data: mull demo"},
		{"quit exit q bye end logout", "nothing is running: each command ends by itself. In a question, Ctrl-C stops and saves a draft"},
		{"usage commands ? h info about", "to see the commands: mull help"},
		{"ver upgrade", "to see the version: mull version"},
		{"ic", "to record time: mull log 45m ic"},
		{"lead", "to record time: mull log 45m lead"},
		{"hands-on", "to record time: mull log 45m hands-on"},
		{"direction", "to record time: mull log 45m direction"},
		{"running", "to record time: mull log 45m running"},
		{"stakeholders", "to record time: mull log 45m stakeholders"},
		{"learning", "to record time: mull log 45m learning"},
		{"admin", "to record time: mull log 45m admin"},
	}
}
