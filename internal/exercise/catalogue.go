package exercise

import "slices"

// A placed question stands somewhere in the file.
type placed struct {
	id    string
	n     *node
	s     scope
	q     *Question // set by fill
	inner []*placed // the questions of a group
}

// at returns where a field of the question stands.
func (p *placed) at(field string) *node {
	if value := p.n.find(field); value != nil {
		return value
	}
	return p.n
}

// A catalogue is every question of a file with its place.
type catalogue struct {
	x                      *Exercise
	main, revisit, offered []*placed
	revisitsAt             []revisitAt
	recordsAt              *node
	offersAt               []*node
}

// A revisitAt is where a revisit stands, and how many questions of others come
// before its own.
type revisitAt struct {
	n      *node
	s      scope
	before int
}

func newCatalogue(x *Exercise) *catalogue { return &catalogue{x: x} }

// fill joins places and questions, once no list grows any more.
func (c *catalogue) fill() {
	all := c.x.All()
	for i, p := range c.all() {
		p.q = all[i]
		for j, inner := range p.inner {
			inner.q = &p.q.Questions[j]
		}
	}
}

func (c *catalogue) all() []*placed {
	return slices.Concat(c.main, c.revisit, c.offered)
}

// everyone returns the questions of groups too.
func (c *catalogue) everyone() []*placed {
	list := c.all()
	for _, p := range c.all() {
		list = append(list, p.inner...)
	}
	return list
}

// earlier returns the questions answered before one is asked.
func (c *catalogue) earlier(p *placed) []*placed {
	if i := slices.Index(c.main, p); i >= 0 {
		return c.main[:i]
	}
	if i := slices.Index(c.revisit, p); i >= 0 {
		return append(slices.Clone(c.main), c.revisit[:i]...)
	}
	return c.main
}

func lookup(list []*placed, id string) (*placed, bool) {
	i := slices.IndexFunc(list, func(p *placed) bool { return p.id == id })
	if i < 0 || id == "" {
		return nil, false
	}
	return list[i], true
}

func ids(list []*placed) []string {
	var out []string
	for _, p := range list {
		if p.id != "" {
			out = append(out, p.id)
		}
	}
	return out
}
