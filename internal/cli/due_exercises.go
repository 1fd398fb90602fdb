package cli

import (
	"mull/internal/period"
	"mull/internal/store"
)

// dueExercises lists the exercises that were turned on and whose rhythm has
// come round. None comes round before it was turned on, nor on a day off: then
// it does on the next workday.
func (p *program) dueExercises(s *store.Store) ([]dueThing, error) {
	var on []string
	if _, err := s.Setting(p.ctx, setName, &on); err != nil || len(on) == 0 {
		return nil, err
	}
	if resting, err := p.resting(s); resting || err != nil {
		return nil, err
	}
	since, err := p.turnedOn(s)
	if err != nil {
		return nil, err
	}
	sittings, err := s.Sittings(p.ctx)
	if err != nil {
		return nil, err
	}
	offs, err := s.Offs(p.ctx)
	if err != nil {
		return nil, err
	}
	var things []dueThing
	for _, id := range on {
		x, err := p.exercise(id)
		if err != nil {
			return nil, err
		}
		last, from := sittings[id].Last, since[id]
		if last != 0 {
			every, rhythmic := period.Rhythm(x.Every)
			if !rhythmic {
				continue
			}
			from = max(last+every, from)
		}
		thing := dueThing{Kind: "exercise", Text: x.Title, Command: "mull do " + id}
		if from != 0 {
			if from != p.today() { // else a weekend day that is worked
				from = offs.Next(from)
			}
			thing.Since = from.String()
		}
		if from <= p.today() {
			things = append(things, thing)
		}
	}
	return things, nil
}

// turnedOn returns the day each exercise was turned on, where that was noted.
func (p *program) turnedOn(s *store.Store) (map[string]period.Day, error) {
	var text map[string]string
	if _, err := s.Setting(p.ctx, setSinceName, &text); err != nil {
		return nil, err
	}
	days := map[string]period.Day{}
	for id, day := range text {
		if parsed, err := period.ParseDay(day); err == nil {
			days[id] = parsed
		}
	}
	return days, nil
}
