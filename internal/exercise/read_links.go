package exercise

import (
	"slices"
	"strings"
)

// checkRevisits checks what each revisit looks at: the answers before it and, to
// know until when it asks, its own.
func (c *catalogue) checkRevisits() {
	for i := range c.x.Revisits {
		v, where := &c.x.Revisits[i], c.revisitsAt[i]
		if v.When != nil {
			where.s.checkCondition(at(where.n, "when"), v.When, slices.Concat(c.main, c.revisit[:where.before]))
		}
		if v.Until != nil {
			end := where.before + len(v.Questions)
			where.s.checkCondition(at(where.n, "until"), v.Until, slices.Concat(c.main, c.revisit[:end]))
		}
		if v.On != "" {
			where.s.wants(at(where.n, "on"), "on", v.On, c.main, "date")
		}
	}
}

// wants checks a reference to a question of some type.
func (s scope) wants(n *node, field, id string, list []*placed, kinds ...string) *placed {
	if id == "" {
		return nil
	}
	p, found := lookup(list, id)
	if !found {
		s.fault(n, "%s: %s", field, unknownName("question", id, ids(list)))
		return nil
	}
	for _, kind := range kinds {
		if p.q.Kind == kind {
			return p
		}
	}
	if p.q.Kind != "" {
		s.fault(n, "%s wants a question of type %s; %s is of type %s", field, strings.Join(kinds, " or "), id, p.q.Kind)
	}
	return nil
}

func (c *catalogue) checkRecords(s scope) {
	n := c.recordsAt
	if n == nil {
		return
	}
	s = s.within("records")
	r := c.x.Records
	if p := s.wants(at(n, "split"), "split", r.Split, c.main, "split"); p != nil && p.q.Total > 0 {
		s.fault(at(n, "split"), "split records minutes; %s shares out a total of %s", p.id, Number(p.q.Total))
	}
	for i, id := range r.Items {
		s.wants(at(n, "items").items[i], "items", id, c.all(), "text", "longtext")
	}
	if a := r.Activity; a != nil {
		at1 := at(n, "activity")
		for i, id := range a.Minutes {
			n := at(at1, "minutes")
			if n.shape == listed {
				n = n.items[i]
			}
			if p := s.wants(n, "activity's minutes", id, slices.Concat(c.main, c.revisit), "number"); p != nil && p.q.Unit != "minutes" {
				s.fault(n, "activity's minutes: %s has no unit: minutes", p.id)
			}
		}
		s.wants(at(at1, "note"), "activity's note", a.Note, c.main, "text")
	}
}

func (c *catalogue) checkOffers(s scope) {
	for i, n := range c.offersAt {
		s := s.within("offer %d", i+1)
		o := &c.x.Offers[i]
		if o.When != nil {
			s.checkCondition(at(n, "when"), o.When, c.main)
		}
		if o.Exercise != "" && o.Exercise == c.x.ID {
			s.fault(at(n, "exercise"), "an exercise does not offer itself")
		}
		s.checkCarry(at(n, "carry"), o.Carry, c)
		if o.History != nil {
			s.checkHistory(at(at(n, "history"), "measure"), o.History, c)
		}
	}
}

func (s scope) checkCarry(n *node, id string, c *catalogue) {
	p := s.wants(n, "carry", id, c.main, "many", "choice", "text", "longtext")
	if p != nil && !p.q.Other && (p.q.Kind == "many" || p.q.Kind == "choice") {
		s.fault(n, "carry wants own words; %s has no other: true", id)
	}
}

func (s scope) checkHistory(n *node, h *History, c *catalogue) {
	parts := strings.Split(h.Measure, ".")
	if len(parts) < 2 || len(parts) > 3 {
		s.fault(n, "a measure is EXERCISE.QUESTION or EXERCISE.QUESTION.OPTION, have %q", h.Measure)
		return
	}
	for _, part := range parts {
		if problem := idProblem(part); problem != "" {
			s.fault(n, "a measure is EXERCISE.QUESTION or EXERCISE.QUESTION.OPTION, have %q", h.Measure)
			return
		}
	}
	if parts[0] != c.x.ID {
		return
	}
	p, found := lookup(c.everyone(), parts[1])
	switch {
	case !found:
		s.fault(n, "%s", unknownName("question", parts[1], ids(c.everyone())))
	case !p.q.Trend:
		s.fault(n, "%s is no measure; write trend: true on it", p.id)
	}
}
