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
		if base := filepath.Base(name); base != "sets.yaml" {
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
