package intake

import (
	"slices"
	"strings"
	"time"

	"mull/internal/exercise"
	"mull/prompts"
)

// Exercises that imported journals become, and the questions answered.
const (
	freeNote       = prompts.Write
	freeNoteText   = "text"
	checkin        = prompts.Feel
	checkinHow     = "pleasant"
	checkinWords   = "word"
	checkinNote    = "note"
	starred        = "starred"
	maxCheckinNote = 500 // characters of a short line
)

// pageFacts are the fields of a journal's page kept as Raw.
type pageFacts struct {
	Title    string   `json:"title,omitempty"`
	ID       string   `json:"id,omitempty"`
	Modified string   `json:"modified,omitempty"`
	Tags     []string `json:"tags,omitempty"`
	Starred  bool     `json:"starred,omitempty"`
	Mood     string   `json:"mood,omitempty"`
	Scales   string   `json:"scales,omitempty"`
	Private  any      `json:"private,omitempty"`
}

// page keeps a text as a free note. Tags that the text does not hold stand on a
// last line as #tags, where search finds them; a star is the tag #starred.
func (in *reading) page(line int, at time.Time, zone *time.Location, text string, facts pageFacts, key ...string) error {
	tags := slices.Clone(facts.Tags)
	if facts.Starred {
		tags = append(tags, starred)
	}
	text = strings.TrimSpace(text)
	var last []string
	for _, tag := range tags {
		if hash := "#" + exercise.Slug(tag); hash != "#" && !slices.Contains(last, hash) && !slices.Contains(strings.Fields(text), hash) {
			last = append(last, hash)
		}
	}
	if text == "" {
		in.blank++
		return in.count()
	}
	if len(last) > 0 {
		text += "\n\n" + strings.Join(last, " ")
	}
	question := exercise.Question{ID: freeNoteText, Kind: "longtext"}
	value, err := question.Check(text)
	if err != nil {
		in.refuse(line, "%s", err)
		return in.count()
	}
	return in.keepEntry(line, freeNote, at, zone, map[string]any{freeNoteText: value}, facts, key...)
}
