package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/report"
	"mull/internal/store"
	"mull/prompts"
)

// setsJSON is the starter sets and what is turned on. Fields are added, never
// renamed.
type setsJSON struct {
	Sets []setJSON `json:"sets"`
	On   []string  `json:"on"`
}

type setJSON struct {
	Set       string   `json:"set"`
	Title     string   `json:"title"`
	About     string   `json:"about"`
	Exercises []string `json:"exercises"`
}

func (p *program) setCommand() *cli.Command {
	return &cli.Command{
		Name:      "set",
		Usage:     "turn a starter set on, so that due asks for it in its rhythm",
		UsageText: "mull exercises set [SET | EXERCISE ... | none]",
		Description: `   mull exercises set
   mull exercises set new-leader
   mull exercises set none`,
		Action: p.action(func(c *cli.Context) error {
			sets, err := exercise.ReadSets("sets.yaml", prompts.Sets())
			if err != nil {
				return err
			}
			if c.NArg() == 0 {
				return p.showSets(sets)
			}
			on, err := p.chosenSet(sets, c.Args().Slice())
			if err != nil {
				return err
			}
			return p.turnOn(sets, on)
		}),
	}
}

// chosenSet reads the names of sets and exercises.
func (p *program) chosenSet(sets []exercise.Set, words []string) ([]string, error) {
	if len(words) == 1 && words[0] == "none" {
		return nil, nil
	}
	var on, names []string
	for _, set := range sets {
		names = append(names, set.ID)
	}
	for _, word := range words {
		at := slices.Index(names, word)
		if at >= 0 {
			on = append(on, sets[at].Exercises...)
			continue
		}
		if near := exercise.Nearest(names, word); near != "" && !shipped(word) {
			return nil, notFound("mull exercises set lists them", "there is no set %q; did you mean %s?", word, near)
		}
		if _, err := p.exercise(word); err != nil {
			return nil, err
		}
		on = append(on, word)
	}
	slices.Sort(on)
	return slices.Compact(on), nil
}

func (p *program) turnOn(sets []exercise.Set, on []string) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	var value, since any
	if len(on) > 0 {
		value = on
		if since, err = p.sinceWhenOn(s, on); err != nil {
			return err
		}
	}
	_, err = s.Do(p.ctx, "exercises set", func(a *store.Act) error {
		return errors.Join(a.SetSetting(setName, value), a.SetSetting(setSinceName, since))
	})
	if err != nil {
		return err
	}
	if p.json {
		return p.showSets(sets)
	}
	if len(on) == 0 {
		return p.tell("Nothing is turned on. Every exercise can still be done.")
	}
	if err := p.tell("Turned on: %s. mull due asks for each in its rhythm.", strings.Join(on, ", ")); err != nil {
		return err
	}
	if len(beside(on)) > besideMost {
		return p.tell(setAdvice)
	}
	return nil
}

// besideMost is how many exercises are advised at a time, beside the page of the
// day and the review of the week. Each starter set keeps to it.
const besideMost = 2

const setAdvice = "Besides closing the day and the weekly review, 2 exercises at a time are enough."

func beside(on []string) []string {
	return slices.DeleteFunc(slices.Clone(on), func(id string) bool { return id == reflectExercise || id == reviewExercise })
}

// offerSets names the starter sets after the first entry of a journal, where none
// is turned on.
func (p *program) offerSets(s *store.Store) error {
	entries, err := s.Entries(p.ctx, store.Filter{Limit: 2})
	if err != nil || len(entries) != 1 {
		return err
	}
	var on []string
	if _, err := s.Setting(p.ctx, setName, &on); err != nil || len(on) > 0 {
		return err
	}
	p.say("")
	p.say("Starter sets suggest what to do in the next weeks, such as new-leader.")
	p.say("To see them: mull exercises set")
	return nil
}

// sinceWhenOn notes today for what is turned on now; what was on already keeps
// its day.
func (p *program) sinceWhenOn(s *store.Store, on []string) (map[string]string, error) {
	var before []string
	if _, err := s.Setting(p.ctx, setName, &before); err != nil {
		return nil, err
	}
	days, err := p.turnedOn(s)
	if err != nil {
		return nil, err
	}
	since := map[string]string{}
	for _, id := range on {
		if day, noted := days[id]; noted {
			since[id] = day.String()
		} else if !slices.Contains(before, id) {
			since[id] = p.today().String()
		}
	}
	return since, nil
}

func (p *program) showSets(sets []exercise.Set) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	fields := setsJSON{Sets: []setJSON{}, On: []string{}}
	if _, err := s.Setting(p.ctx, setName, &fields.On); err != nil {
		return err
	}
	view := &report.Listing{Title: "Starter sets.", Table: report.Table{Indent: 2, Columns: []report.Column{{Title: "set"}, {Title: "exercises", Flex: true, Wrap: true}, {Title: "for", Flex: true, Wrap: true}}}}
	for _, set := range sets {
		fields.Sets = append(fields.Sets, setJSON{set.ID, set.Title, set.About, set.Exercises})
		view.Table.Rows = append(view.Table.Rows, []string{set.ID, strings.Join(set.Exercises, ", "), set.About})
	}
	if len(fields.On) > 0 {
		view.Notes = append(view.Notes, "Turned on: "+strings.Join(fields.On, ", ")+".")
	}
	view.Notes = append(view.Notes, setAdvice)
	return p.show(view, fields)
}
