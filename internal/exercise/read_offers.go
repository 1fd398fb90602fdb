package exercise

const maxRevisits = 6

// afterEvening is the revisit that comes the same evening.
const afterEvening = "evening"

// revisits reads the questions that come back later: one revisit, or a list of
// them.
func (s scope) revisits(n *node, c *catalogue) []Revisit {
	if n.shape != listed {
		return []Revisit{s.within("revisit").revisit(n, c)}
	}
	items := s.list(n, "revisit")
	if len(items) > maxRevisits {
		s.fault(n, "has %d revisits, takes %d", len(items), maxRevisits)
		return nil
	}
	list := make([]Revisit, len(items))
	for i, item := range items {
		list[i] = s.within("revisit %d", i+1).revisit(item, c)
	}
	return list
}

func (s scope) revisit(n *node, c *catalogue) Revisit {
	v := Revisit{}
	c.revisitsAt = append(c.revisitsAt, revisitAt{n, s, len(c.revisit)})
	ok := s.fields(n, []string{"when", "after", "on", "until", "questions"}, func(name string, value *node) {
		switch name {
		case "when":
			v.When = s.condition(value)
		case "after":
			if value.shape == textual && value.text == afterEvening {
				v.Evening = true
				return
			}
			v.After, _ = rhythmDays(s.rhythm(value, name))
		case "on":
			v.On = s.id(value, name)
		case "until":
			v.Until = s.condition(value)
		case "questions":
			v.Questions = s.questions(value, &c.revisit)
		}
	})
	if !ok {
		return v
	}
	if n.find("questions") == nil {
		s.fault(n, "has no questions")
	}
	if have(n, "after", "on", "until") != 1 {
		s.fault(n, "needs one of after: 7d (or evening), on: a date question, until: a condition")
	}
	return v
}

// have says how many of some fields a map has.
func have(n *node, fields ...string) int {
	found := 0
	for _, name := range fields {
		if n.find(name) != nil {
			found++
		}
	}
	return found
}

// records reads which answers become time or open items.
func (s scope) records(n *node, c *catalogue) Records {
	s = s.within("records")
	r := Records{}
	c.recordsAt = n
	ok := s.fields(n, []string{"split", "activity", "items"}, func(name string, value *node) {
		switch name {
		case "split":
			r.Split = s.id(value, name)
		case "activity":
			r.Activity = s.activity(value)
		case "items":
			for _, item := range s.list(value, name) {
				r.Items = append(r.Items, s.id(item, name))
			}
		}
	})
	if ok && len(n.pairs) == 0 {
		s.fault(n, "records nothing; name split, activity or items, or take it out")
	}
	return r
}

func (s scope) activity(n *node) *ActivityRecord {
	a := &ActivityRecord{}
	ok := s.fields(n, []string{"minutes", "category", "note"}, func(name string, value *node) {
		switch name {
		case "minutes":
			a.Minutes = s.idOrList(value, name)
		case "category":
			a.Category = s.id(value, name)
		case "note":
			a.Note = s.id(value, name)
		}
	})
	if ok && have(n, "minutes", "category") != 2 {
		s.fault(n, "activity wants minutes (a number question) and category")
	}
	return a
}

// idOrList reads one question or a list of them.
func (s scope) idOrList(n *node, field string) []string {
	if n.shape != listed {
		return []string{s.id(n, field)}
	}
	var list []string
	for _, item := range s.list(n, field) {
		list = append(list, s.id(item, field))
	}
	return list
}

const maxOffers = 12

// offers reads what may be proposed at the end.
func (s scope) offers(n *node, c *catalogue) []Offer {
	items := s.list(n, "offers")
	if len(items) > maxOffers {
		s.fault(n, "has %d offers, takes %d", len(items), maxOffers)
		return nil
	}
	c.offersAt = items
	list := make([]Offer, len(items))
	for i, item := range items {
		list[i] = s.within("offer %d", i+1).offer(item, c)
	}
	return list
}

func (s scope) offer(n *node, c *catalogue) Offer {
	o := Offer{}
	ok := s.fields(n, []string{"when", "history", "exercise", "carry", "ask"}, func(name string, value *node) {
		switch name {
		case "when":
			o.When = s.condition(value)
		case "history":
			o.History = s.history(value)
		case "exercise":
			o.Exercise = s.id(value, name)
		case "carry":
			o.Carry = s.id(value, name)
		case "ask":
			place := &placed{n: value, s: s.within("question")}
			c.offered = append(c.offered, place)
			q := s.question(place)
			o.Ask = &q
		}
	})
	if !ok {
		return o
	}
	if have(n, "exercise", "carry", "ask") != 1 {
		s.fault(n, "wants one of exercise: ID, carry: QUESTION, ask: {a question}")
	}
	if have(n, "when", "history") == 0 {
		s.fault(n, "wants when or history, so that it is not made every time")
	}
	return o
}

func (s scope) history(n *node) *History {
	h := &History{}
	ok := s.fields(n, []string{"measure", "at_least", "once"}, func(name string, value *node) {
		switch name {
		case "measure":
			h.Measure = s.line(value, name, 3*maxName)
		case "at_least":
			h.AtLeast = s.whole(value, name, 1, 1000)
		case "once":
			h.Once = s.truth(value, name)
		}
	})
	if ok && have(n, "measure", "at_least") != 2 {
		s.fault(n, "history wants measure: EXERCISE.QUESTION and at_least: a number")
	}
	return h
}
