package exercise

import "strings"

// checkCondition checks that a condition looks at earlier questions, and that
// its test fits their type.
func (s scope) checkCondition(n *node, c *Condition, before []*placed) {
	for i := range c.All {
		s.checkCondition(n.find("all").items[i], &c.All[i], before)
	}
	for i := range c.Any {
		s.checkCondition(n.find("any").items[i], &c.Any[i], before)
	}
	if c.Question == "" {
		return
	}
	source, found := s.earlier(at(n, "question"), "a condition", c.Question, before)
	if !found || source.q.Kind == "" {
		return
	}
	switch {
	case c.Is != nil:
		s.checkIs(at(n, "is"), c, source, before)
	case c.Has != "":
		s.checkHas(at(n, "has"), c, source, before)
	case c.AtLeast != nil:
		s.checkSize(at(n, "at_least"), *c.AtLeast, source.q)
	}
	if c.AtMost != nil {
		s.checkSize(at(n, "at_most"), *c.AtMost, source.q)
	}
	if c.AtLeast != nil && c.AtMost != nil && *c.AtLeast > *c.AtMost {
		s.fault(at(n, "at_least"), "at_least %s is above at_most %s, so the condition never holds", Number(*c.AtLeast), Number(*c.AtMost))
	}
}

func (s scope) checkIs(n *node, c *Condition, source *placed, before []*placed) {
	items := []*node{n}
	if n.shape == listed {
		items = n.items
	}
	if len(items) != len(c.Is) {
		return
	}
	for i, want := range c.Is {
		switch source.q.Kind {
		case "choice":
			id, isText := want.(string)
			if !isText || items[i].plain && booleanWord(id) {
				s.fault(items[i], "is wants an option of %s in quotes, have %v", source.id, want)
				continue
			}
			s.knownOption(items[i], id, source, before)
		case "yesno":
			c.Is[i] = s.yesOrNo(items[i], want, source)
		case "scale", "number":
			number, isNumber := want.(float64)
			if !isNumber {
				s.fault(items[i], "is wants a number, since %s is of type %s; have %v", source.id, source.q.Kind, want)
				continue
			}
			s.checkBounds(items[i], number, source.q)
		default:
			s.fault(n, "is fits choice, yesno, scale and number; %s is of type %s%s", source.id, source.q.Kind, insteadOfIs(source.q.Kind))
			return
		}
	}
}

func insteadOfIs(kind string) string {
	switch kind {
	case "many", "rank":
		return ", so write has"
	}
	return ", so write answered or at_least"
}

func (s scope) yesOrNo(n *node, want any, source *placed) any {
	if yes, ok := want.(bool); ok {
		return yes
	}
	if word, ok := want.(string); ok {
		switch strings.ToLower(word) {
		case "yes":
			return true
		case "no":
			return false
		}
	}
	s.fault(n, "is wants true or false, since %s is a yesno; have %v", source.id, want)
	return want
}

func (s scope) checkHas(n *node, c *Condition, source *placed, before []*placed) {
	switch source.q.Kind {
	case "many", "rank":
		s.knownOption(n, c.Has, source, before)
	case "choice":
		s.fault(n, "has fits lists; %s is a choice, so write is", source.id)
	default:
		s.fault(n, "has fits many and rank; %s is of type %s", source.id, source.q.Kind)
	}
}

// checkSize checks a bound: of a scale or number its value, of a list how many
// it names, of a text its length in characters.
func (s scope) checkSize(n *node, bound float64, q *Question) {
	switch q.Kind {
	case "scale", "number":
		s.checkBounds(n, bound, q)
	case "many", "rank", "group", "text", "longtext":
		if bound < 0 || bound != float64(int(bound)) {
			s.fault(n, "wants a whole number, since it counts what %s holds; have %s", q.ID, Number(bound))
		}
	default:
		s.fault(n, "at_least and at_most fit scale, number, many, rank, group and texts; %s is of type %s", q.ID, q.Kind)
	}
}

func (s scope) checkBounds(n *node, value float64, q *Question) {
	if q.Min != nil && value < *q.Min || q.Max != nil && value > *q.Max {
		s.fault(n, "%s goes %s, have %s", q.ID, bounds(q.Min, q.Max), Number(value))
	}
}

// checkNames checks role, show, prefill and the first of joined questions.
func (p *placed) checkNames(before []*placed) {
	if p.q.Role != "" {
		role, known := named(Roles, p.q.Role)
		switch {
		case !known:
			p.s.fault(p.at("role"), "%s", unknownName("role", p.q.Role, names(Roles)))
		case p.q.Kind != "" && !role.fits(p.q.Kind):
			p.s.fault(p.at("role"), "the role %s fits %s, not %s", role.Name, role.kinds(), p.q.Kind)
		}
	}
	if p.q.Joined && len(before) == 0 {
		p.s.fault(p.at("joined"), "is the first question and can be joined to none")
	}
	if _, known := named(Needs, p.q.Needs); p.q.Needs != "" && !known {
		p.s.fault(p.at("needs"), "%s", unknownName("needs", p.q.Needs, names(Needs)))
	}
	p.checkSource("show", p.q.Show, Shows, before)
	p.checkSource("prefill", p.q.Prefill, Prefills, before)
	if source, found := lookup(before, p.q.Prefill); found && source.q.Kind != p.q.Kind {
		p.s.fault(p.at("prefill"), "%s is of type %s; a first value comes from the same type, %s", p.q.Prefill, source.q.Kind, p.q.Kind)
	}
}

func (p *placed) checkSource(field, value string, known []Name, before []*placed) {
	if value == "" {
		return
	}
	if name, found := named(known, value); found {
		if p.q.Kind != "" && !name.fits(p.q.Kind) {
			p.s.fault(p.at(field), "%s %s fits %s, not %s", field, value, name.kinds(), p.q.Kind)
		}
		return
	}
	if _, found := lookup(before, value); !found {
		p.s.fault(p.at(field), "%s", unknownName(field, value, append(names(known), ids(before)...)))
	}
}

// checkRoles makes sure that a report finds one question for a role.
func (c *catalogue) checkRoles() {
	taken := map[string]string{}
	for _, p := range c.all() {
		if p.q.Role == "" {
			continue
		}
		if other, twice := taken[p.q.Role]; twice {
			p.s.fault(p.at("role"), "the role %s is taken by %s; one question has it", p.q.Role, other)
			continue
		}
		taken[p.q.Role] = p.id
	}
}

// checkRotation makes sure that rotating questions have something to change
// with, and that only a sitting's own questions rotate.
func (c *catalogue) checkRotation() {
	turns := map[string][]*placed{}
	for _, p := range c.all() {
		if p.q.Rotate != "" {
			turns[p.q.Rotate] = append(turns[p.q.Rotate], p)
		}
	}
	for name, list := range turns {
		if len(list) == 1 {
			list[0].s.fault(list[0].at("rotate"), "only this question rotates as %s; give another the same name or take it out", name)
		}
	}
	for _, p := range append(c.revisit, c.offered...) {
		for _, name := range []string{"rotate", "more"} {
			if n := p.n.find(name); n != nil {
				p.s.fault(n, "%s works in the exercise's own questions only", name)
			}
		}
	}
}
