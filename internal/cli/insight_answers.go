package cli

import (
	"maps"
	"slices"
	"time"

	"mull/internal/exercise"
	"mull/internal/insight"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// insightRoles are the roles of the questions that insights look at.
var insightRoles = []string{
	"motive", "main", "open-item", "pleasant", "energy", "setting", "put-off", "lived", "room", "sure", "done", "timing", "did",
}

// insightAnswers sorts the answers of the window by what their roles mean.
func (p *program) insightAnswers(s *store.Store, in *insight.Input, without map[int64]bool) error {
	answers, err := s.AnswersByRole(p.ctx, in.Window.From, in.Window.To, insightRoles...)
	if err != nil {
		return err
	}
	times, err := s.TimeOfEntries(p.ctx, in.Window.From, in.Window.To)
	if err != nil {
		return err
	}
	for _, entry := range byEntry(answers) {
		if !without[entry.number] {
			insightEntry(in, entry, times)
		}
	}
	return nil
}

// lateEntries are the numbers of the entries of a window that were written more
// than a day after the day they are for.
func (p *program) lateEntries(s *store.Store, window period.Period) (map[int64]bool, error) {
	entries, err := s.Entries(p.ctx, store.Filter{From: window.From, To: window.To})
	if err != nil {
		return nil, err
	}
	late := map[int64]bool{}
	for i := range entries {
		if e := &entries[i]; e.Backfilled && period.DayOf(e.StartedAt.In(p.zoneOf(e.Zone))) > e.Day+1 {
			late[e.Number] = true
		}
	}
	return late, nil
}

// zoneOf is a zone by its name, or the reader's where it is not known.
func (p *program) zoneOf(name string) *time.Location {
	if zone, err := period.LoadZone(name); err == nil {
		return zone
	}
	return p.here().Location()
}

// entryAnswers are one entry's answers by role.
type entryAnswers struct {
	number int64
	day    period.Day
	roles  map[string]any

	exercise string
}

func (e *entryAnswers) scale(role string) insight.Scale {
	value, ok := e.roles[role].(float64)
	return insight.Scale{Value: int(value), OK: ok}
}

func (e *entryAnswers) option(role string) string {
	if ids := exercise.IDs(e.roles[role]); len(ids) > 0 {
		return ids[0]
	}
	return ""
}

// groupMeeting is the option of a question with the role setting that insights
// set apart from every other.
const groupMeeting = "group-meeting"

func (e *entryAnswers) place() insight.Place {
	switch e.option("setting") {
	case "":
		return insight.UnknownPlace
	case groupMeeting:
		return insight.GroupMeeting
	}
	return insight.Elsewhere
}

func byEntry(answers []journal.RoleAnswer) []*entryAnswers {
	var list []*entryAnswers
	for _, a := range answers {
		if len(list) == 0 || list[len(list)-1].number != a.Entry {
			list = append(list, &entryAnswers{a.Entry, a.Day, map[string]any{}, a.Exercise})
		}
		list[len(list)-1].roles[a.Role] = a.Value
	}
	return list
}

// insightEntry turns an entry into the rows its roles make. Energy beside a
// pleasantness is a moment's; alone it is the day's.
func insightEntry(in *insight.Input, e *entryAnswers, times map[int64]store.EntryTime) {
	if e.roles["motive"] != nil && !e.planned() && !moved(times, e.number) {
		waiting, known := e.roles["open-item"]
		motive := e.option("main")
		if motive == "" {
			motive = e.option("motive")
		}
		in.Pieces = append(in.Pieces, insight.Piece{
			Day: e.day, Minutes: period.Minutes(times[e.number].Seconds), Motive: motive,
			Waiting: waiting != nil, WaitingKnown: known, Ref: e.number,
		})
	}
	_, moment := e.roles["pleasant"]
	energy := e.scale("energy")
	switch {
	case moment:
		in.CheckIns = append(in.CheckIns, insight.CheckIn{
			Day: e.day, Pleasant: e.scale("pleasant"), Energy: energy, Where: e.place(), Ref: e.number})
	case energy.OK:
		in.Energy = append(in.Energy, insight.Rating{Day: e.day, Value: energy.Value, Ref: e.number})
	}
	if noted, asked := e.roles["put-off"]; asked {
		in.PutOff = append(in.PutOff, insight.PutOff{Day: e.day, Noted: noted != nil, Ref: e.number})
	}
	if sure := e.scale("sure"); sure.OK && e.roles["done"] != nil {
		in.Steps = append(in.Steps, insight.Step{Day: e.day, Sure: sure.Value, Done: e.option("done") == "yes", Ref: e.number})
	}
	insightValues(in, e)
}

func insightValues(in *insight.Input, e *entryAnswers) {
	lived, _ := e.roles["lived"].(map[string]any)
	room, _ := e.roles["room"].(map[string]any)
	all := maps.Clone(lived)
	if all == nil {
		all = map[string]any{}
	}
	maps.Copy(all, room)
	for _, value := range slices.Sorted(maps.Keys(all)) {
		in.Values = append(in.Values, valueCheck(e, value, lived, room))
	}
}

func valueCheck(e *entryAnswers, value string, lived, room map[string]any) insight.ValueCheck {
	rate := func(rows map[string]any) insight.Scale {
		number, ok := rows[value].(float64)
		return insight.Scale{Value: int(number), OK: ok}
	}
	return insight.ValueCheck{Day: e.day, Value: value, Lived: rate(lived), Room: rate(room), Ref: e.number}
}
