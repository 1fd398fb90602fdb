package coaching

type shareView struct {
	ID         string      `json:"id"`
	Assignment string      `json:"assignment,omitempty"`
	State      State       `json:"state,omitempty"`
	Entries    []entryView `json:"entries"`
	Trends     []trendView `json:"trends"`
}

type entryView struct {
	Exercise string      `json:"exercise"`
	Title    string      `json:"title"`
	Fields   []fieldView `json:"fields"`
}

type fieldView struct {
	Question string     `json:"question"`
	Ask      string     `json:"ask"`
	Text     string     `json:"text"`
	Edited   bool       `json:"edited,omitempty"`
	Redacted bool       `json:"redacted,omitempty"`
	Scale    *scaleView `json:"scale,omitempty"`
}

type scaleView struct {
	Value float64 `json:"value"`
	Min   float64 `json:"min"`
	Max   float64 `json:"max"`
}

type trendView struct {
	Exercise string      `json:"exercise"`
	Question string      `json:"question"`
	Ask      string      `json:"ask"`
	Answers  int         `json:"answers"`
	Counts   []countView `json:"counts"`
}

type countView struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

func (s *Share) encode() ([]byte, error) {
	v := shareView{s.ID, s.Assignment, s.State, []entryView{}, []trendView{}}
	for _, e := range s.Entries {
		entry := entryView{e.Exercise, e.Title, []fieldView{}}
		for _, f := range e.Fields {
			field := fieldView{f.Question, f.Ask, f.Text, f.Edited, f.Redacted, nil}
			if f.Scale != nil {
				field.Scale = &scaleView{f.Scale.Value, f.Scale.Min, f.Scale.Max}
			}
			entry.Fields = append(entry.Fields, field)
		}
		v.Entries = append(v.Entries, entry)
	}
	for _, t := range s.Trends {
		trend := trendView{t.Exercise, t.Question, t.Ask, t.Answers, []countView{}}
		for _, c := range t.Counts {
			trend.Counts = append(trend.Counts, countView(c))
		}
		v.Trends = append(v.Trends, trend)
	}
	return encodeJSON(v)
}

func decodeShare(content []byte) (*Share, error) {
	var v shareView
	if err := decodeStrict(content, &v); err != nil {
		return nil, err
	}
	s := &Share{ID: v.ID, Assignment: v.Assignment, State: v.State}
	for _, e := range v.Entries {
		entry := SharedEntry{Exercise: e.Exercise, Title: e.Title}
		for _, f := range e.Fields {
			field := SharedField{f.Question, f.Ask, f.Text, f.Edited, f.Redacted, nil}
			if f.Scale != nil {
				field.Scale = &Scale{f.Scale.Value, f.Scale.Min, f.Scale.Max}
			}
			entry.Fields = append(entry.Fields, field)
		}
		s.Entries = append(s.Entries, entry)
	}
	for _, t := range v.Trends {
		trend := Trend{Exercise: t.Exercise, Question: t.Question, Ask: t.Ask, Answers: t.Answers}
		for _, c := range t.Counts {
			trend.Counts = append(trend.Counts, ValueCount(c))
		}
		s.Trends = append(s.Trends, trend)
	}
	return s, nil
}
