package exercise

// references checks what one part of a file says of another.
func (s scope) references(n *node, x *Exercise, c *catalogue) {
	c.distinct()
	for _, p := range c.all() {
		p.checkKind()
		p.checkPrivacy(x.Privacy)
		p.checkSources(c.earlier(p))
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
	c.checkRevisits()
	c.checkRecords(s)
	c.checkOffers(s)
	c.warnOfToday(s, n, x)
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
	p.checkSources(outer)
	p.checkNames(outer)
	if p.q.Kind == "group" {
		p.s.fault(p.at("type"), "a group holds no groups")
	}
	for _, name := range []string{"rotate", "more", "joined", "aside", "prefill", "wording", "needs"} {
		if n := p.n.find(name); n != nil {
			p.s.fault(n, "%s does not work inside a group", name)
		}
	}
	if p.q.When != nil {
		p.s.checkCondition(p.at("when"), p.q.When, before)
	}
}
