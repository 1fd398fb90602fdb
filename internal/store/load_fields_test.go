package store

import (
	"encoding/json"
	"maps"
	"testing"
)

// What is split by hand is what encoding/json finds.
func FuzzSplitObject(f *testing.F) {
	for _, text := range []string{
		`{}`, ` { } `, `{"a":1}`, `{"a" : "b\\" , "c\"d":[1,{"e":"}"}], "f":null}`, `{"a":-1.5e3,"b":true}`, `{"\u0061":"\ud83d\ude00"}`,
		`[1]`, `1`, `{"a":{"b":{"c":[[]]}}}`, "{\"a\":\"\xff\"}", `{"a":1,"a":2}`, `{"a"`, ``,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var want map[string]json.RawMessage
		known := json.Unmarshal(text, &want) == nil && want != nil
		fields, err := splitObject(nil, text)
		if (err == nil) != known {
			t.Fatalf("%q: %v, and encoding/json reads it: %v", text, err, known)
		}
		got := map[string]json.RawMessage{}
		for _, f := range fields {
			got[f.name] = f.raw
		}
		if known && !maps.EqualFunc(got, want, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
			t.Fatalf("%q is split as %q, want %q", text, got, want)
		}
	})
}
