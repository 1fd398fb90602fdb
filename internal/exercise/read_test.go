package exercise

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const promptsDir = "../../prompts"

// shipped returns the names and sources of every shipped exercise.
func shipped(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(promptsDir, "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no exercises in %s: %v", promptsDir, err)
	}
	sources := map[string][]byte{}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if base := filepath.Base(name); base != "sets.yaml" && !strings.HasSuffix(base, "-words.yaml") {
			sources[base] = source
		}
	}
	return sources
}

func TestShippedFilesReadAndEncode(t *testing.T) {
	for name, source := range shipped(t) {
		x, err := Read(name, source)
		if err != nil {
			t.Error(err)
			continue
		}
		if want := strings.TrimSuffix(name, ".yaml"); x.ID != want {
			t.Errorf("%s: id = %q, want %q", name, x.ID, want)
		}
		encoded := Encode(x)
		again, err := Read(name, encoded)
		if err != nil {
			t.Errorf("Read(Encode(%s)): %v\n%s", name, err, encoded)
			continue
		}
		if !reflect.DeepEqual(again, x) {
			t.Errorf("Read(Encode(%s)) is another exercise:\n%s\n%s", name, encoded, Encode(again))
		}
		if !bytes.Equal(Encode(again), encoded) {
			t.Errorf("Encode(%s) is not stable", name)
		}
	}
}

func TestShippedListsRead(t *testing.T) {
	for name, want := range map[string]int{"emotions": 48, "values": 40, "needs": 8, "life-areas": 9} {
		source, err := os.ReadFile(filepath.Join(promptsDir, "lists", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		list, err := ReadList(name+".yaml", source)
		if err != nil || len(list) != want {
			t.Errorf("ReadList(%s) has %d, want %d: %v", name, len(list), want, err)
		}
	}
}

// Between them the shipped and the sound files set every field there is, so
// that Read(Encode(x)) says something of each.
func TestEveryFieldIsEncodedSomewhere(t *testing.T) {
	set := map[string]bool{}
	var note func(name string, v reflect.Value)
	note = func(name string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				note(name, v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				note(name, v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				field := v.Type().Name() + "." + v.Type().Field(i).Name
				set[field] = set[field] || !v.Field(i).IsZero()
				note(field, v.Field(i))
			}
		}
	}
	sources := append([]string(nil), soundFiles...)
	for _, source := range shipped(t) {
		sources = append(sources, string(source))
	}
	for _, source := range sources {
		x, err := Read("x", []byte(source))
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Read("x", Encode(x)); err != nil || !reflect.DeepEqual(again, x) {
			t.Errorf("Read(Encode(x)) differs: %v\n%s", err, Encode(x))
		}
		note("", reflect.ValueOf(x))
	}
	for field, seen := range set {
		// What is set while asking is no part of a file.
		runtime := field == "Options.Close" || field == "Options.Lexicon" || field == "Question.Today"
		if seen == runtime {
			t.Errorf("%s: set in a file: %v", field, seen)
		}
	}
}
