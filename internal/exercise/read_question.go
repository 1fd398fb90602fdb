package exercise

import (
	"slices"
	"strconv"
	"strings"

	"mull/internal/english"
)

// A field of a question, and the types it belongs to; nil for all.
type field struct {
	name  string
	kinds []string
}

var questionFields = []field{
	{"id", nil}, {"type", nil}, {"ask", nil}, {"ask_past", nil}, {"ask_known", nil}, {"help", nil}, {"help_past", nil}, {"wording", nil},
	{"min", []string{"scale", "number"}},
	{"max", []string{"scale", "number", "many", "split"}},
	{"low", []string{"scale"}}, {"high", []string{"scale"}},
	{"unit", []string{"number"}},
	{"options", []string{"choice", "many", "split", "rank", "sort"}},
	{"other", []string{"choice", "many", "sort"}},
	{"notes", []string{"yesno", "choice"}},
	{"items", []string{"text", "longtext", "group"}},
	{"exactly", []string{"many", "rank"}},
	{"total", []string{"split"}},
	{"rows", []string{"matrix"}}, {"columns", []string{"matrix"}},
	{"piles", []string{"sort"}},
	{"questions", []string{"group"}},
	{"if", []string{"ifthen"}}, {"if_past", []string{"ifthen"}}, {"then", []string{"ifthen"}},
	{"when", nil}, {"more", nil}, {"rotate", nil}, {"joined", nil}, {"aside", nil},
	{"trend", []string{"scale", "number", "yesno", "choice", "many", "split", "matrix", "text"}},
	{"role", nil}, {"privacy", nil}, {"never", nil},
	{"past", []string{"date"}},
	{"shuffle", []string{"choice", "many", "rank", "sort"}},
	{"prefill", []string{"text", "scale", "number", "yesno", "choice", "many", "split", "rank"}},
	{"show", nil}, {"needs", nil},
	{"reply", []string{"choice", "many", "yesno"}},
}

func questionFieldNames() []string {
	out := make([]string, len(questionFields))
	for i, f := range questionFields {
		out[i] = f.name
	}
	return out
}

// maxQuestions is the most questions one list holds.
const maxQuestions = 60

// questions reads a list of questions and notes where each stands.
func (s scope) questions(n *node, places *[]*placed) []Question {
	items := s.list(n, "questions")
	if len(items) > maxQuestions {
		s.fault(n, "has %s, takes %d", english.Count(len(items), "question", "questions"), maxQuestions)
		return nil
	}
	list := make([]Question, len(items))
	for i, item := range items {
		place := &placed{n: item, s: s.within("question %d", i+1)}
		*places = append(*places, place)
		list[i] = s.question(place)
	}
	return list
}

// question reads one question; place takes its name and the questions of a
// group.
func (s scope) question(place *placed) Question {
	q := Question{}
	n := place.n
	if id := n.find("id"); id != nil && id.shape == textual && id.text != "" {
		place.s = s.within("question %q", shorten(id.text))
	}
	ok := place.s.fields(n, questionFieldNames(), func(name string, value *node) {
		place.s.questionField(&q, place, name, value)
	})
	place.id = q.ID
	if !ok {
		return q
	}
	if n.find("id") == nil {
		place.s.fault(n, "has no id")
	}
	if n.find("type") == nil {
		place.s.fault(n, "has no type; known are %s", strings.Join(KindNames(), ", "))
	}
	return q
}

func (s scope) questionField(q *Question, place *placed, name string, n *node) {
	switch name {
	case "id":
		q.ID = s.id(n, name)
		if q.ID == OtherID {
			s.fault(n, "the id other is reserved for own words; choose another")
		}
	case "type":
		q.Kind = s.kind(n)
	case "ask_past":
		q.AskPast = s.page(n, name, maxAsk)
	case "help_past":
		q.HelpPast = s.page(n, name, maxAsk)
	case "ask_known":
		q.AskKnown = s.page(n, name, maxAsk)
	case "ask":
		q.Ask = s.page(n, name, maxAsk)
	case "help":
		q.Help = s.page(n, name, maxAsk)
	case "wording":
		q.Wording = s.wording(n)
	case "when":
		q.When = s.condition(n)
	case "rotate":
		q.Rotate = s.id(n, name)
	case "role", "prefill", "show", "needs", "unit", "if", "if_past", "then", "low", "high":
		*wordOf(q, name) = s.line(n, name, maxWord)
	case "more", "joined", "aside", "trend", "past", "shuffle", "other", "notes", "never":
		*truthOf(q, name) = s.truth(n, name)
	case "privacy":
		q.Privacy = s.privacy(n)
	default:
		s.kindField(q, place, name, n)
	}
}

// kindField reads the fields that belong to some types only.
func (s scope) kindField(q *Question, place *placed, name string, n *node) {
	switch name {
	case "min":
		q.Min = s.number(n, name)
	case "max":
		q.Max = s.number(n, name)
	case "options":
		q.Options = s.options(n, name)
	case "rows":
		q.Rows = s.options(n, name)
	case "piles":
		q.Piles = s.optionList(n, name)
	case "columns":
		q.Columns = s.columns(n)
	case "items":
		q.Items = s.count(n)
	case "exactly":
		q.Exactly = s.whole(n, name, 1, 100)
	case "total":
		q.Total = float64(s.whole(n, name, 1, 1_000_000))
	case "questions":
		q.Questions = s.questions(n, &place.inner)
	case "reply":
		q.Reply = s.texts(n, name)
	}
}

func wordOf(q *Question, name string) *string {
	switch name {
	case "role":
		return &q.Role
	case "prefill":
		return &q.Prefill
	case "show":
		return &q.Show
	case "needs":
		return &q.Needs
	case "unit":
		return &q.Unit
	case "if":
		return &q.If
	case "if_past":
		return &q.IfPast
	case "then":
		return &q.Then
	case "low":
		return &q.Low
	}
	return &q.High
}

func truthOf(q *Question, name string) *bool {
	switch name {
	case "more":
		return &q.More
	case "joined":
		return &q.Joined
	case "aside":
		return &q.Aside
	case "trend":
		return &q.Trend
	case "past":
		return &q.Past
	case "shuffle":
		return &q.Shuffle
	case "other":
		return &q.Other
	case "notes":
		return &q.Notes
	}
	return &q.Never
}

func (s scope) kind(n *node) string {
	name := s.line(n, "type", maxName)
	if _, known := kindOf(name); !known && name != "" {
		s.fault(n, "%s", unknownName("type", name, KindNames()))
		return ""
	}
	return name
}

func (s scope) wording(n *node) *Wording {
	w := &Wording{}
	s.fields(n, []string{"question", "is"}, func(name string, value *node) {
		if name == "question" {
			w.Question = s.id(value, "wording's question")
			return
		}
		w.Is = s.texts(value, "wording's is")
	})
	if w.Question == "" || w.Is == nil {
		s.fault(n, "wording wants {question: ID, is: {OPTION: TEXT}}")
	}
	return w
}

// texts reads a text for each of some options.
func (s scope) texts(n *node, field string) map[string]string {
	if n.shape != mapped || len(n.pairs) == 0 {
		s.fault(n, "%s wants option ids with a text each, have %s", field, n.describe())
		return nil
	}
	texts := map[string]string{}
	for _, p := range n.pairs {
		if _, twice := texts[p.key.text]; twice {
			s.fault(p.key, "%q stands twice", p.key.text)
		}
		if p.key.plain && booleanWord(p.key.text) {
			s.fault(p.key, "%s is a boolean to YAML readers; put quotes around it: %q", p.key.text, p.key.text)
		}
		texts[p.key.text] = s.page(p.value, "the text for "+p.key.text, maxAsk)
	}
	return texts
}

// count reads 3 or 1-8.
func (s scope) count(n *node) Count {
	least, most, ranged := strings.Cut(strings.TrimSpace(n.text), "-")
	if !ranged {
		most = least
	}
	from, err1 := strconv.Atoi(least)
	to, err2 := strconv.Atoi(most)
	plain := strconv.Itoa(from) == least && strconv.Itoa(to) == most
	if n.shape == numeric && n.number == float64(int(n.number)) {
		from, to, plain = int(n.number), int(n.number), true
	} else if n.shape != textual || err1 != nil || err2 != nil {
		plain = false
	}
	if !plain || from < 1 || to < from || to > 50 {
		s.fault(n, "items wants how many, such as 3 or 1-8 (50 at the most), have %s", n.describe())
		return Count{}
	}
	return Count{from, to}
}

// misplaced names the fields of a question that do not belong to its type.
func (s scope) misplaced(q *Question, n *node) {
	for _, p := range n.pairs {
		for _, f := range questionFields {
			if f.name == p.key.text && f.kinds != nil && !slices.Contains(f.kinds, q.Kind) {
				s.fault(p.key, "%s takes no %s; it belongs to %s", q.Kind, f.name, strings.Join(f.kinds, ", "))
			}
		}
	}
}
