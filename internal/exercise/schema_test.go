package exercise

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "../../schema/exercise.schema.json"

func readSchema(t *testing.T) map[string]any {
	t.Helper()
	source, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(source, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("exercise.schema.json", readSchema(t)); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("exercise.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// validate says what an editor with the schema would say of a file.
func validate(schema *jsonschema.Schema, source string) error {
	var tree any
	if err := yaml.Unmarshal([]byte(strings.TrimPrefix(source, "\uFEFF")), &tree); err != nil {
		return err
	}
	text, err := json.Marshal(tree)
	if err != nil {
		return err
	}
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		return err
	}
	return schema.Validate(instance)
}

func TestSchemaAcceptsWhatGoAccepts(t *testing.T) {
	schema := compileSchema(t)
	for name, source := range shipped(t) {
		if err := validate(schema, string(source)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		x, err := Read(name, source)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(schema, string(Encode(x))); err != nil {
			t.Errorf("Encode(%s): %v", name, err)
		}
	}
	for _, source := range soundFiles {
		if _, err := Read("sound.yaml", []byte(source)); err != nil {
			t.Errorf("Go refuses a sound file: %v\n%s", err, source)
		}
		if err := validate(schema, source); err != nil {
			t.Errorf("the schema refuses a sound file: %v\n%s", err, source)
		}
	}
}

// soundFiles are less usual ways to write what is right.
var soundFiles = []string{
	sample(ok1 + pick + some + level + truly + day),
	sample(manyQuestions(60)),
	sample("  - {id: g, type: group, ask: Each?, items: 3, questions: [{id: a, type: text, ask: What?, trend: true}]}\n", "offers: [{history: {measure: sample.a, at_least: 3}, exercise: b}]"),
	sample("  - {id: some, type: many, ask: Which?, options: [red], other: true}\n  - {id: main, type: choice, ask: Most?, options: {from: some}}\n  - {id: why, type: text, ask: Why?, when: {question: main, is: other}}\n"),
	sample("  - {id: c, type: choice, ask: Which?, options: [{id: calm, label: Calm, group: settled, about: \"no waves: none\"}]}\n", "never: true"),
	sample("  - {id: c, type: choice, ask: Which?, options: [" + manyWords(200) + "]}\n"),
	sample("  - {id: one, type: text, ask: 2026}\n"),
	sample(ok1, "about: |\n  Two\n  lines.\n", "every: 10d", "minutes: 5.0"),
	strings.ReplaceAll(sample(ok1, "about: |\n  Two\n  lines.\n"), "\n", "\r\n"),
	"\uFEFF" + sample(ok1),
	"---\n" + sample(ok1),
	sample("  - {id: energie, type: scale, ask: Wie?, min: -2, max: +2, low: müde, high: wach}\n"),
	sample("  - {id: stärke, type: choice, ask: Was?, options: [für alle, 日本, \"yes\", 2 of them]}\n"),
	sample("  - {id: one, type: text, ask: What?, items: 3}\n  - {id: two, type: text, ask: What?, items: \"1-8\"}\n"),
	sample("  - {id: one, type: choice, ask: What?, other: true}\n"),
	sample("  - {id: page, type: longtext}\n  - {id: plan, type: ifthen, if: When, then: I will}\n"),
	sample(truly + "  - {id: why, type: text, ask: Why?, when: {question: truly, is: yes}}\n"),
	sample(level + "  - {id: why, type: text, ask: Why?, when: {question: level, at_least: 2, at_most: 4}}\n"),
	sample(level + pick + "  - {id: why, type: text, ask: Why?, when: {any: [{question: level, is: [1, 5]}, {all: [{question: pick, is: other}]}]}}\n"),
	sample(pick+"  - {id: why, type: text, ask: Why?, wording: {question: pick, is: {red: Why red?}}}\n", "offers: [{when: {question: pick, is: red}, ask: {id: more, type: text, ask: More?}}]"),
	sample(day, "revisit: {on: day, questions: [{id: b, type: yesno, ask: Done?, notes: true, reply: {\"yes\": Well.}}]}"),
	sample(pick, "revisit: {when: {question: pick, is: red}, after: evening, questions: [{id: b, type: yesno, ask: Done?}]}"),
	sample(pick, "revisit: [{after: evening, questions: [{id: b, type: yesno, ask: Done?}]}, {when: {question: b, is: yes}, after: 30d, questions: [{id: c, type: text, ask: Still?}]}]"),
	sample(pick+"  - {id: n, type: number, ask: How long?, unit: minutes}\n", "revisit: {after: evening, questions: [{id: b, type: number, ask: How long?, unit: minutes}]}", "records: {activity: {minutes: [n, b], category: hands-on}}"),
	sample("  - {id: m, type: matrix, ask: Each?, rows: {from: needs}, columns: [{type: text}]}\n"),
	sample("  - {id: m, type: matrix, ask: Each?, rows: [a, b], columns: [{id: x, type: scale, min: 1, max: 5}, {id: y, type: number}]}\n"),
	sample("  - {id: s, type: sort, ask: Each?, options: {from: values}, piles: [a, b], other: true}\n  - {id: t, type: rank, ask: Order?, options: {from: s, first: 5}, exactly: 3}\n"),
	sample("  - {id: g, type: group, ask: Each?, items: 1-3, questions: [{id: a, type: text, ask: What?}, {id: b, type: text, ask: Why?, when: {question: a, answered: true}}]}\n  - {id: c, type: choice, ask: Which?, options: {from: g}}\n"),
	sample("  - {id: s, type: split, ask: Each?, options: [a, b], total: 100}\n  - {id: n, type: many, ask: Which?, options: [a, b], exactly: 2}\n"),
}

// brokenKinds are questions that lack what their type needs.
var brokenKinds = []brokenFile{
	{"sort without piles", sample("  - {id: s, type: sort, ask: Each?, options: [a, b]}\n"), "sort needs piles", false},
	{"sort with one pile", sample("  - {id: s, type: sort, ask: Each?, options: [a, b], piles: [a]}\n"), "two at least, have 1", false},
	{"matrix without rows", sample("  - {id: s, type: matrix, ask: Each?, columns: [{type: text}]}\n"), "matrix needs rows", false},
	{"matrix without columns", sample("  - {id: s, type: matrix, ask: Each?, rows: [a]}\n"), "matrix needs columns", false},
	{"column of another type", sample("  - {id: s, type: matrix, ask: Each?, rows: [a], columns: [{type: date}]}\n"), "a column's type is scale, number or text", false},
	{"column without bounds", sample("  - {id: s, type: matrix, ask: Each?, rows: [a], columns: [{type: scale, min: 1}]}\n"), "scale needs min and max", false},
	{"text column with bounds", sample("  - {id: s, type: matrix, ask: Each?, rows: [a], columns: [{type: text, min: 1}]}\n"), "text takes no min", false},
	{"two columns, one id", sample("  - {id: s, type: matrix, ask: Each?, rows: [a], columns: [{type: text}, {id: b, type: text}]}\n"), "each needs one", true},
	{"column id taken", sample("  - {id: s, type: matrix, ask: Each?, rows: [a], columns: [{id: s, type: text}]}\n"), "the id s is taken", true},
	{"group without items", sample("  - {id: g, type: group, ask: Each?, questions: [{id: a, type: text, ask: What?}]}\n"), "group needs items", false},
	{"group without questions", sample("  - {id: g, type: group, ask: Each?, items: 3}\n"), "group needs questions", false},
	{"group in a group", sample("  - {id: g, type: group, ask: Each?, items: 3, questions: [{id: h, type: group, ask: Each?, items: 3, questions: [{id: a, type: text, ask: What?}]}]}\n"), "a group holds no groups", false},
	{"group looks outside", sample(pick + "  - {id: g, type: group, ask: Each?, items: 3, questions: [{id: a, type: text, ask: What?, when: {question: pick, is: red}}]}\n"), "earlier questions only", true},
	{"group rotates", sample("  - {id: g, type: group, ask: Each?, items: 3, questions: [{id: a, type: text, ask: What?, rotate: x}]}\n"), "rotate does not work inside a group", false},
	{"group role", sample("  - {id: g, type: group, ask: Each?, items: 3, questions: [{id: a, type: text, ask: What?, role: energy}]}\n"), "the role energy fits scale", true},
	{"group show", sample("  - {id: g, type: group, ask: Each?, items: 3, questions: [{id: a, type: text, ask: What?, show: weeks}]}\n"), "did you mean week?", true},
	{"history of no measure in a group", sample("  - {id: g, type: group, ask: Each?, items: 3, questions: [{id: a, type: text, ask: What?}]}\n", "offers: [{history: {measure: sample.a, at_least: 3}, exercise: b}]"), "a is no measure", true},
	{"group id taken", sample(ok1 + "  - {id: g, type: group, ask: Each?, items: 3, questions: [{id: one, type: text, ask: What?}]}\n"), "the id one is taken", true},
	{"split max", sample("  - {id: s, type: split, ask: Each?, options: [a, b], max: 99999}\n"), "split's max wants minutes", false},
	{"split total and max", sample("  - {id: s, type: split, ask: Each?, options: [a, b], max: 60, total: 100}\n"), "both total and max", false},
	{"rank without options", sample("  - {id: r, type: rank, ask: Each?}\n"), "rank needs options", false},
	{"first of a list", sample("  - {id: r, type: rank, ask: Each?, options: {from: values, first: 3}}\n"), "first takes so many of an earlier answer", true},
	{"options from itself", sample("  - {id: r, type: rank, ask: Each?, options: {from: r}}\n"), `unknown list "r"`, true},
	{"reply to nothing", sample("  - {id: c, type: choice, ask: Which?, options: [a, b], reply: {z: No.}}\n"), `unknown option of c "z"`, true},
	{"reply on a text", sample("  - {id: c, type: text, ask: Which?, reply: {z: No.}}\n"), "text takes no reply", false},
	{"reply yes unquoted", sample("  - {id: c, type: yesno, ask: Which?, reply: {yes: No.}}\n"), "put quotes around it", true},
	{"reply to maybe", sample("  - {id: c, type: yesno, ask: Which?, reply: {maybe: No.}}\n"), `answers "yes" or "no"`, true},
	{"trend of a group", sample("  - {id: g, type: group, ask: Each?, trend: true, items: 3, questions: [{id: a, type: text, ask: What?}]}\n"), "group takes no trend", false},
	{"has nothing", sample(some + "  - {id: a, type: text, ask: What?, when: {question: some, has: \"\"}}\n"), "has wants an option id", false},
	{"is nothing", sample(pick + "  - {id: a, type: text, ask: What?, when: {question: pick, is: []}}\n"), "is is an empty list", false},
	{"items with a zero", sample("  - {id: a, type: text, ask: What?, items: 01-3}\n"), "items wants how many", false},
	{"items too many", sample("  - {id: a, type: text, ask: What?, items: 99}\n"), "items wants how many", false},
	{"too many questions", sample(manyQuestions(61)), "has 61 questions, takes 60", false},
	{"too many options", sample("  - {id: c, type: choice, ask: Which?, options: [" + manyWords(201) + "]}\n"), "has 201, takes 200", false},
	{"too many columns", sample("  - {id: m, type: matrix, ask: Each?, rows: [a], columns: [" + strings.Repeat("{id: a, type: text}, ", 5) + "]}\n"), "has 5 columns, takes 4", false},
	{"too many offers", sample(pick, "offers: ["+strings.Repeat("{when: {question: pick, is: red}, exercise: b}, ", 13)+"]"), "has 13 offers, takes 12", false},
	{"every too long", sample(ok1, "every: 9999m"), "ten years at the most", true},
}

func manyQuestions(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  - {id: q%d, type: text, ask: What?}\n", i)
	}
	return b.String()
}

func manyWords(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("word %d", i)
	}
	return strings.Join(words, ", ")
}

func TestSchemaAndReaderRefuseTheSame(t *testing.T) {
	schema := compileSchema(t)
	both := 0
	for _, c := range slices.Concat(brokenFiles, brokenKinds) {
		_, goErr := Read("sample.yaml", []byte(c.source))
		schemaErr := validate(schema, c.source)
		if goErr == nil {
			t.Errorf("%s: Go accepts it", c.name)
		}
		if !c.goOnly {
			both++
		}
		if !c.goOnly && schemaErr == nil {
			t.Errorf("%s: the schema accepts what Go refuses: %v", c.name, goErr)
		}
	}
	if both < 40 {
		t.Errorf("only %d broken files are refused by both", both)
	}
}

// What belongs to which type stands in the schema and in the table of fields;
// every pair of field and type is tried.
func TestSchemaKnowsTheFieldsOfEveryKind(t *testing.T) {
	schema := compileSchema(t)
	base := map[string]string{
		"scale": ", min: 1, max: 5", "choice": ", options: [a, b]", "many": ", options: [a, b]", "split": ", options: [a, b]",
		"rank": ", options: [a, b]", "sort": ", options: [a, b], piles: [a, b]", "matrix": ", rows: [a], columns: [{type: text}]",
		"group": ", items: 2, questions: [{id: b, type: text, ask: B?}]",
	}
	values := map[string]string{
		"min": "1", "max": "2", "low": "few", "high": "many", "unit": "minutes", "options": "[a, b]", "other": "true", "notes": "true",
		"items": "2", "exactly": "2", "total": "100", "rows": "[a]", "columns": "[{type: text}]", "piles": "[a, b]",
		"questions": "[{id: b, type: text, ask: B?}]", "if": "when", "if_past": "when", "then": "I will", "trend": "true", "past": "true", "shuffle": "true",
		"prefill": "last", "reply": "{a: No.}",
	}
	for _, f := range questionFields {
		if f.kinds == nil {
			continue
		}
		for _, kind := range KindNames() {
			extra := base[kind]
			if !strings.Contains(extra, " "+f.name+":") {
				extra += fmt.Sprintf(", %s: %s", f.name, values[f.name])
			}
			if f.name == "reply" && kind == "yesno" {
				extra = `, reply: {"yes": No.}`
			}
			source := sample(fmt.Sprintf("  - {id: q, type: %s, ask: What?%s}\n", kind, extra))
			_, goErr := Read("x.yaml", []byte(source))
			schemaErr := validate(schema, source)
			if fits := slices.Contains(f.kinds, kind); fits != (goErr == nil) || fits != (schemaErr == nil) {
				t.Errorf("%s on %s: belongs there %v; Go says %v, the schema %v", f.name, kind, fits, goErr, schemaErr)
			}
		}
	}
}

// The names a file may use stand in the schema too.
func TestSchemaNames(t *testing.T) {
	tree := readSchema(t)
	question := tree["$defs"].(map[string]any)["question"].(map[string]any)["properties"].(map[string]any)
	enum := func(field string) []string {
		var out []string
		for _, name := range question[field].(map[string]any)["enum"].([]any) {
			out = append(out, name.(string))
		}
		return out
	}
	if got := enum("type"); !slices.Equal(got, KindNames()) {
		t.Errorf("types in the schema %v, in Go %v", got, KindNames())
	}
	if got := enum("role"); !slices.Equal(got, names(Roles)) {
		t.Errorf("roles in the schema %v, in Go %v", got, names(Roles))
	}
	same := func(what string, properties map[string]any, want []string) {
		t.Helper()
		if len(properties) != len(want) {
			t.Errorf("%s: %d fields in the schema, %d in Go", what, len(properties), len(want))
		}
		for _, name := range want {
			described, _ := properties[name].(map[string]any)
			if described["description"] == nil {
				t.Errorf("%s: %s is missing in the schema, or not described", what, name)
			}
		}
	}
	same("exercise", tree["properties"].(map[string]any), exerciseFields)
	same("question", question, questionFieldNames())
	for _, list := range []struct {
		field string
		names []Name
	}{{"show", Shows}, {"prefill", Prefills}} {
		said := question[list.field].(map[string]any)["description"].(string)
		for _, name := range list.names {
			if !strings.Contains(said, name.Name) {
				t.Errorf("the schema's words on %s leave out %s", list.field, name.Name)
			}
		}
	}
}
