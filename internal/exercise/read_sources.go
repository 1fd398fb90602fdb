package exercise

import (
	"slices"
	"strings"
)

// checkSources checks where options and rows come from.
func (p *placed) checkSources(before []*placed) {
	p.checkFrom(p.at("options"), p.q.Options, before)
	p.checkFrom(p.at("rows"), p.q.Rows, before)
	p.checkReply(before)
	w := p.q.Wording
	if w == nil || w.Question == "" {
		return
	}
	n := p.at("wording")
	source, found := p.s.earlier(at(n, "question"), "wording", w.Question, before)
	if !found {
		return
	}
	if source.q.Kind != "choice" && source.q.Kind != "many" && source.q.Kind != "" {
		p.s.fault(at(n, "question"), "wording follows a choice; %s is of type %s", w.Question, source.q.Kind)
		return
	}
	for _, pair := range at(n, "is").pairs {
		p.s.knownOption(pair.key, pair.key.text, source, before)
	}
}

// checkReply checks that what is said answers an option there is.
func (p *placed) checkReply(before []*placed) {
	if p.q.Reply == nil {
		return
	}
	for _, pair := range p.at("reply").pairs {
		id := pair.key.text
		switch p.q.Kind {
		case "yesno":
			if id != "yes" && id != "no" {
				p.s.fault(pair.key, "reply of a yesno answers \"yes\" or \"no\", have %q", id)
			}
		case "choice", "many":
			p.s.knownOption(pair.key, id, p, before)
		}
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
	source, found := sourceOf(before, o.From)
	if o.First > 0 && !found {
		p.s.fault(at(n, "first"), "first takes so many of an earlier answer; %s is no earlier question", o.From)
	}
	if !found {
		if _, listed := named(Lists, o.From); !listed {
			known := append(names(Lists), ids(before)...)
			p.s.fault(where, "%s", unknownName("list", o.From, known))
		}
		return
	}
	switch source.q.Kind {
	case "choice", "many", "rank", "sort", "matrix", "group", "text", "longtext", "":
		return
	}
	p.s.fault(where, "options come from a choice, many, rank, sort, matrix, group or text; %s is of type %s", o.From, source.q.Kind)
}

// sourceOf finds the question that options come from, unless the name is a
// list's.
func sourceOf(before []*placed, from string) (*placed, bool) {
	if _, listed := named(Lists, from); listed {
		return nil, false
	}
	return lookup(before, from)
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
	o := source.q.Options
	if from, found := sourceOf(before, o.From); found && !(id == OtherID && source.q.Other) {
		s.knownOption(n, id, from, before)
		return
	}
	if id == OtherID {
		if !source.q.Other && source.q.Kind != "" {
			s.fault(n, "%s takes no own words, so it is never other", source.id)
		}
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
