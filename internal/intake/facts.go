package intake

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"mull/internal/journal"
)

// calendarFacts are the fields of a calendar event kept as the Raw of its
// activities. Fields are added, never renamed. Of attendees only the number is
// kept unless the reader asks for more.
type calendarFacts struct {
	Title         string        `json:"title"`
	Calendar      string        `json:"calendar,omitempty"`
	Organiser     string        `json:"organiser,omitempty"`
	OrganiserName string        `json:"organiser_name,omitempty"`
	Attendees     int           `json:"attendees,omitempty"` // people, the organiser included; 0 without invitation
	AllDay        bool          `json:"all_day,omitempty"`
	Days          int           `json:"days,omitempty"`
	Tentative     bool          `json:"tentative,omitempty"`
	Series        bool          `json:"series,omitempty"`
	Start         string        `json:"start"` // of the first occurrence, as in the file
	Zone          string        `json:"zone,omitempty"`
	Sequence      int           `json:"sequence,omitempty"`
	Modified      string        `json:"modified,omitempty"`
	Private       *privateFacts `json:"private,omitempty"`
}

// privateFacts are kept only when asked for.
type privateFacts struct {
	Location     string   `json:"location,omitempty"`
	Description  string   `json:"description,omitempty"`
	AttendeeList []string `json:"attendee_list,omitempty"`
}

// trackerFacts are the fields that trackers have in common, kept as Raw.
type trackerFacts struct {
	Title    string   `json:"title,omitempty"`
	Project  string   `json:"project,omitempty"`
	Client   string   `json:"client,omitempty"`
	Task     string   `json:"task,omitempty"`
	Tags     []string `json:"tags,omitempty"`
	ID       string   `json:"id,omitempty"`
	Kind     string   `json:"kind,omitempty"`
	Length   string   `json:"length,omitempty"` // as the source wrote it
	Billable string   `json:"billable,omitempty"`
	Private  any      `json:"private,omitempty"`
}

// Facts are what a sorting rule may look at.
type Facts struct {
	Origin    string
	Title     string
	Words     []string // projects, tasks, clients and tags
	Attendees int      // 0 where nobody was invited or nobody can know
	Organiser string   // address and name
	Calendar  string
	Length    time.Duration
	AllDay    bool
	Tentative bool
}

// FactsOf returns what rules may know of an imported activity, from what was
// kept with it.
func FactsOf(a *journal.Activity) Facts {
	f := Facts{Origin: a.Origin, Title: a.Note, Length: time.Duration(a.Seconds) * time.Second}
	if a.Origin == journal.Calendar {
		var raw calendarFacts
		if json.Unmarshal([]byte(a.Raw), &raw) == nil {
			f.Title = cmp.Or(raw.Title, a.Note)
			f.Attendees, f.Calendar, f.Tentative = raw.Attendees, raw.Calendar, raw.Tentative
			f.Organiser = strings.TrimSpace(raw.Organiser + " " + raw.OrganiserName)
			f.AllDay = raw.AllDay || !a.Clocked()
		}
		return f
	}
	var raw trackerFacts
	if json.Unmarshal([]byte(a.Raw), &raw) == nil {
		f.Title = cmp.Or(raw.Title, a.Note)
		for _, word := range append([]string{raw.Project, raw.Client, raw.Task}, raw.Tags...) {
			if word != "" {
				f.Words = append(f.Words, word)
			}
		}
	}
	return f
}

// SeriesOf returns the calendar series that the key of an imported event
// belongs to, as in Batch.Covers. Occurrences follow the last slash.
func SeriesOf(key string) string {
	return key[:max(0, strings.LastIndexByte(key, '/'))]
}

// Newer says whether an event read now may replace the one that was kept: its
// revision at the source is not older. Other origins have no revisions.
func Newer(kept, read *journal.Activity) bool {
	if read.Origin != journal.Calendar {
		return true
	}
	var old, now calendarFacts
	if json.Unmarshal([]byte(kept.Raw), &old) != nil || json.Unmarshal([]byte(read.Raw), &now) != nil {
		return true
	}
	return cmp.Or(cmp.Compare(now.Sequence, old.Sequence), cmp.Compare(now.Modified, old.Modified)) >= 0
}
