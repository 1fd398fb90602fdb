package exercise

import (
	"slices"
	"strings"
)

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
	recordsAt              *node
	offersAt               []*node
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

// references checks what one part of a file says of another.
func (s scope) references(n *node, x *Exercise, c *catalogue) {
	c.distinct()
	for _, p := range c.all() {
		p.checkKind()
		p.checkPrivacy(x.Privacy)
		p.checkSources(c.earlier(p), p.s)
		p.checkNames(c.earlier(p))
		if p.q.When != nil {
			p.s.checkCondition(p.at("when"), p.q.When, c.earlier(p))
		}
		for i, inner := range p.inner {
			inner.checkInner(p.inner[:i], c.earlier(p), x.Privacy)
		}
	}
	c.checkRoles()
	c.checkRotation()
	c.checkRevisit(n, s)
	c.checkRecords(s)
	c.checkOffers(s)
}

// distinct makes sure that an id names one question. The questions of a group
// and the columns of a matrix count too: measures are named after them.
func (c *catalogue) distinct() {
	lines := map[string]int{}
	note := func(s scope, n *node, id string) {
		if id == "" {
			return
		}
		if line, twice := lines[id]; twice {
			s.fault(n, "the id %s is taken by line %d; ids are unique in an exercise", id, line)
			return
		}
		lines[id] = n.line
	}
	for _, p := range c.all() {
		note(p.s, p.at("id"), p.id)
		for _, inner := range p.inner {
			note(inner.s, inner.at("id"), inner.id)
		}
		for i, column := range p.q.Columns {
			note(p.s, p.at("columns").items[i], column.ID)
		}
	}
}

// checkKind holds a question to the rules of its type.
func (p *placed) checkKind() {
	k, known := kindOf(p.q.Kind)
	if !known {
		return
	}
	p.s.misplaced(p.q, p.n)
	if k.needs != nil {
		for _, problem := range k.needs(p.q) {
			p.s.fault(p.n, "%s", problem)
		}
	}
	worded := p.q.Kind == "longtext" || p.q.Kind == "ifthen" && p.q.If != "" && p.q.Then != ""
	if p.n.find("ask") == nil && !worded {
		p.s.fault(p.n, "has no ask")
	}
	if p.q.Kind == "many" {
		p.checkMost()
	}
}

// checkMost holds the counts of a many to what there is to choose.
func (p *placed) checkMost() {
	if p.q.Max == nil {
		return
	}
	if most := *p.q.Max; most < 1 || most != float64(int(most)) {
		p.s.fault(p.at("max"), "max of many wants a whole number from 1, have %s", Number(most))
	}
	if p.q.Exactly > 0 {
		p.s.fault(p.at("max"), "has both max and exactly; keep one")
	}
}

func (p *placed) checkPrivacy(whole Privacy) {
	if p.q.Privacy != "" && p.q.Privacy.strictness() < whole.strictness() {
		p.s.fault(p.at("privacy"), "a question may be stricter than its exercise (%s), not looser", whole)
	}
}

// checkInner holds the questions of a group to what they can know: the earlier
// ones of the same item.
func (p *placed) checkInner(before, outer []*placed, whole Privacy) {
	p.checkKind()
	p.checkPrivacy(whole)
	p.checkSources(outer, p.s)
	if p.q.Kind == "group" {
		p.s.fault(p.at("type"), "a group holds no groups")
	}
	for _, name := range []string{"rotate", "more", "joined", "aside", "prefill", "wording"} {
		if n := p.n.find(name); n != nil {
			p.s.fault(n, "%s does not work inside a group", name)
		}
	}
	if p.q.When != nil {
		p.s.checkCondition(p.at("when"), p.q.When, before)
	}
}

// checkSources checks where options and rows come from.
func (p *placed) checkSources(before []*placed, s scope) {
	p.checkFrom(p.at("options"), p.q.Options, before)
	p.checkFrom(p.at("rows"), p.q.Rows, before)
	w := p.q.Wording
	if w == nil || w.Question == "" {
		return
	}
	n := p.at("wording")
	source, found := s.earlier(at(n, "question"), "wording", w.Question, before)
	if !found {
		return
	}
	if source.q.Kind != "choice" && source.q.Kind != "many" && source.q.Kind != "" {
		s.fault(at(n, "question"), "wording follows a choice; %s is of type %s", w.Question, source.q.Kind)
		return
	}
	for _, pair := range at(n, "is").pairs {
		s.knownOption(pair.key, pair.key.text, source, before)
	}
}

func at(n *node, field string) *node {
	if value := n.find(field); value != nil {
		return value
	}
	return n
}

func (p *placed) checkFrom(n *node, o Options, before []*placed) {
	if o.From == "" {
		return
	}
	where := at(n, "from")
	for _, id := range o.Near {
		if source, found := p.s.earlier(at(n, "near"), "near", id, before); found && source.q.Kind != "scale" && source.q.Kind != "" {
			p.s.fault(at(n, "near"), "near wants scales; %s is of type %s", id, source.q.Kind)
		}
	}
	source, found := lookup(before, o.From)
	if !found {
		if _, listed := named(Lists, o.From); !listed {
			known := append(names(Lists), ids(before)...)
			p.s.fault(where, "%s", unknownName("list", o.From, known))
		}
		return
	}
	switch source.q.Kind {
	case "choice", "many", "rank", "sort", "text", "longtext", "group", "":
		return
	case "matrix":
		return
	}
	p.s.fault(where, "options come from a choice, many, rank, sort, matrix, group or text; %s is of type %s", o.From, source.q.Kind)
}

// earlier finds a question among those asked before, or says why not.
func (s scope) earlier(n *node, what, id string, before []*placed) (*placed, bool) {
	if source, found := lookup(before, id); found {
		return source, true
	}
	if id == "" {
		return nil, false
	}
	problem := what + " looks at earlier questions only; "
	if known := ids(before); len(known) == 0 {
		problem += "there is none before this one"
	} else if near := Nearest(known, id); near != "" {
		problem += "there is no " + id + " before this one; did you mean " + near + "?"
	} else {
		problem += "before this one are " + strings.Join(known, ", ") + ", have " + id
	}
	s.fault(n, "%s", problem)
	return nil, false
}

// knownOption checks that an option id is among those of a question, where
// they stand in the file.
func (s scope) knownOption(n *node, id string, source *placed, before []*placed) {
	if id == OtherID {
		if !source.q.Other && source.q.Kind != "" {
			s.fault(n, "%s takes no own words, so it is never other", source.id)
		}
		return
	}
	o := source.q.Options
	if from, found := lookup(before, o.From); found {
		s.knownOption(n, id, from, before)
		return
	}
	if o.From != "" || len(o.List) == 0 {
		return
	}
	known := make([]string, len(o.List))
	for i := range o.List {
		known[i] = o.List[i].ID
	}
	if !slices.Contains(known, id) {
		s.fault(n, "%s", unknownName("option of "+source.id, id, known))
	}
}
