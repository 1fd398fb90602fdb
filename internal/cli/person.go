package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/lookalike"
	"mull/internal/report"
	"mull/internal/store"
)

// person finds someone by the name they have in this journal.
func (p *program) person(s *store.Store, name string) (store.Person, error) {
	people, err := s.People(p.ctx)
	if err != nil {
		return store.Person{}, err
	}
	names := make([]string, len(people))
	for i, person := range people {
		if strings.EqualFold(person.Name, strings.TrimSpace(name)) {
			return person, nil
		}
		names[i] = strings.ToLower(person.Name)
	}
	for _, person := range people {
		if lookalike.Alike(person.Name, name) {
			return store.Person{}, notFound("mull people lists everyone", "no person named %q; %q looks the same, but %s",
				report.Clean(name), person.Name, lookalike.Difference(person.Name, name))
		}
	}
	name = report.Clean(name)
	if near := exercise.Nearest(names, strings.ToLower(name)); near != "" {
		near = people[slices.Index(names, near)].Name
		return store.Person{}, notFound("mull people lists everyone", "nobody is called %q here; did you mean %s?", name, near)
	}
	return store.Person{}, notFound("mull people add NAME ID lists someone", "nobody is called %q here", name)
}

// aboutPerson is the action of a command about the one person its argument names.
func (p *program) aboutPerson(do func(*cli.Context, *store.Store, store.Person) error) cli.ActionFunc {
	return p.action(func(c *cli.Context) error {
		s, err := p.look()
		if err != nil {
			return err
		}
		person, err := p.personNamed(c, s)
		if err != nil {
			return err
		}
		return do(c, s, person)
	})
}

// personNamed returns the one person an argument names.
func (p *program) personNamed(c *cli.Context, s *store.Store) (store.Person, error) {
	if c.NArg() != 1 {
		return store.Person{}, usage("mull "+c.Command.Name+" Ana", "%s wants a name", c.Command.Name)
	}
	return p.person(s, c.Args().First())
}

// byNumber returns everyone by number.
func (p *program) byNumber(s *store.Store) (map[int64]store.Person, error) {
	people, err := s.People(p.ctx)
	if err != nil {
		return nil, err
	}
	known := map[int64]store.Person{}
	for _, person := range people {
		known[person.Number] = person
	}
	return known, nil
}
