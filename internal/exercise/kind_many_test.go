package exercise

import "testing"

// What is carried is new as often as not: plain words are own words there.
func TestManyTakesNewItemsInPlainWords(t *testing.T) {
	q := &Question{ID: "waiting", Kind: "many", Other: true, Options: Options{From: "open-items", List: []Option{{ID: "the-budget", Label: "the budget"}}}}
	for line, want := range map[string]string{
		"scope answer to Lena":        `[{"other":"scope answer to Lena"}]`,
		"the talk with Sam, on money": `[{"other":"the talk with Sam, on money"}]`,
		"1":                           `["the-budget"]`,
		"1, call Lena":                `["the-budget",{"other":"call Lena"}]`,
		"the budget":                  `["the-budget"]`,
	} {
		value, err := q.Parse(line)
		if err != nil {
			t.Errorf("%q: %v", line, err)
			continue
		}
		if got, _ := EncodeValue(value); got != want {
			t.Errorf("%q: got %s, want %s", line, got, want)
		}
	}
}
