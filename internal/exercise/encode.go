package exercise

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
)

// Encode writes an exercise as JSON, always the same bytes for the same
// exercise. It is what a journal keeps as "the exercise as asked"; Read reads
// it back to an equal exercise.
func Encode(x *Exercise) []byte {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	// A view holds strings, finite numbers and maps of them: nothing that
	// encoding could refuse.
	_ = encoder.Encode(viewExercise(x))
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

// Hash names an exercise as asked by its content: SHA-256 in hexadecimal.
func Hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

func viewExercise(x *Exercise) exerciseView {
	v := exerciseView{
		ID: x.ID, Title: x.Title, TitlePast: x.TitlePast, Version: x.Version, Theme: x.Theme, Purpose: x.Purpose,
		Source: x.Source, When: x.When, Every: x.Every, Minutes: x.Minutes, MinutesMore: x.MinutesMore,
		Intro: x.Intro, IntroPast: x.IntroPast, About: x.About, Privacy: x.Privacy, Never: x.Never,
		Questions: viewQuestions(x.Questions),
	}
	v.Revisit = viewRevisits(x.Revisits)
	if r := x.Records; r.Split != "" || r.Activity != nil || len(r.Items) > 0 {
		v.Records = &recordsView{Split: r.Split, Items: r.Items}
		if a := r.Activity; a != nil {
			v.Records.Activity = &activityView{oneOrList(a.Minutes), a.Category, a.Note}
		}
	}
	for _, o := range x.Offers {
		v.Offers = append(v.Offers, viewOffer(o))
	}
	return v
}

// viewRevisits writes one revisit by itself and several as a list, so that the
// hash of an exercise with one is what it was before there could be several.
func viewRevisits(list []Revisit) any {
	views := make([]revisitView, len(list))
	for i, r := range list {
		views[i] = revisitView{On: r.On, Until: viewCondition(r.Until), When: viewCondition(r.When), Questions: viewQuestions(r.Questions)}
		switch {
		case r.Evening:
			views[i].After = afterEvening
		case r.After > 0:
			views[i].After = strconv.Itoa(r.After) + "d"
		}
	}
	switch len(views) {
	case 0:
		return nil
	case 1:
		return views[0]
	}
	return views
}

func oneOrList(list []string) any {
	if len(list) == 1 {
		return list[0]
	}
	return list
}

func viewOffer(o Offer) offerView {
	v := offerView{When: viewCondition(o.When), Exercise: o.Exercise, Carry: o.Carry}
	if h := o.History; h != nil {
		v.History = &historyView{h.Measure, h.AtLeast, h.Once}
	}
	if o.Ask != nil {
		q := viewQuestion(o.Ask)
		v.Ask = &q
	}
	return v
}

func viewQuestions(list []Question) []questionView {
	var views []questionView
	for i := range list {
		views = append(views, viewQuestion(&list[i]))
	}
	return views
}

func viewQuestion(q *Question) questionView {
	v := questionView{
		ID: q.ID, Type: q.Kind, Ask: q.Ask, AskPast: q.AskPast, AskKnown: q.AskKnown, Help: q.Help, HelpPast: q.HelpPast, Min: q.Min, Max: q.Max, Low: q.Low, High: q.High,
		Unit: q.Unit, Options: viewOptions(q.Options), Other: q.Other, Notes: q.Notes, Items: q.Items.String(),
		Exactly: q.Exactly, Total: q.Total, Rows: viewOptions(q.Rows), Piles: viewList(q.Piles),
		Questions: viewQuestions(q.Questions), If: q.If, IfPast: q.IfPast, Then: q.Then, When: viewCondition(q.When),
		More: q.More, Rotate: q.Rotate, Joined: q.Joined, Aside: q.Aside, Trend: q.Trend, Role: q.Role,
		Privacy: q.Privacy, Never: q.Never, Past: q.Past, Shuffle: q.Shuffle, Prefill: q.Prefill, Show: q.Show, Needs: q.Needs, Reply: q.Reply,
	}
	if q.Wording != nil {
		v.Wording = &wordingView{q.Wording.Question, q.Wording.Is}
	}
	for _, c := range q.Columns {
		v.Columns = append(v.Columns, columnView{c.ID, c.Ask, c.Kind, c.Min, c.Max, c.Low, c.High})
	}
	return v
}

func viewOptions(o Options) any {
	if o.From != "" {
		return fromView{o.From, o.First, o.Near}
	}
	if len(o.List) == 0 {
		return nil
	}
	return viewList(o.List)
}

func viewList(list []Option) []optionView {
	var views []optionView
	for _, o := range list {
		views = append(views, optionView(o))
	}
	return views
}

func viewCondition(c *Condition) *conditionView {
	if c == nil {
		return nil
	}
	v := &conditionView{Question: c.Question, Is: c.Is, Has: c.Has, AtLeast: c.AtLeast, AtMost: c.AtMost, Answered: c.Answered}
	for i := range c.All {
		v.All = append(v.All, *viewCondition(&c.All[i]))
	}
	for i := range c.Any {
		v.Any = append(v.Any, *viewCondition(&c.Any[i]))
	}
	return v
}

// String writes a count as a file does: 3, 1-8, or nothing.
func (c Count) String() string {
	switch {
	case c.Most == 0:
		return ""
	case c.Least == c.Most:
		return strconv.Itoa(c.Most)
	}
	return strconv.Itoa(c.Least) + "-" + strconv.Itoa(c.Most)
}
