package seal

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What an earlier version wrote is read for ever: the files in testdata are
// never written anew, and a change that cannot read them is a mistake.
func TestFormsStay(t *testing.T) {
	me, err := ParseIdentity(string(fixture(t, "identity-1.txt")))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(fixture(t, "public-1.txt")), "\n")
	ana, err := ParsePublic(lines[0])
	if err != nil || ana.Name != "Ana López" || ana.String() != lines[0] || ana.Fingerprint() != lines[1] {
		t.Errorf("public id of %q, fingerprint %q, %v; want Ana López, %q", ana.Name, ana.Fingerprint(), err, lines[1])
	}
	for name, want := range map[string]string{"letter-1.txt": "words of Ana", "open-letter-1.txt": "welcome"} {
		letter, err := OpenFrom(bytes.NewReader(fixture(t, name)), me, testReads)
		if err != nil || string(letter.Content) != want || !letter.From.SameKeys(ana) || letter.ID != testID {
			t.Errorf("%s: %+v, %v; want %q from Ana", name, letter, err, want)
		}
	}
	key, err := Unwrap(fixture(t, "key-1.age"), "korrekt horse")
	if err != nil {
		t.Fatal(err)
	}
	if image, err := Open(fixture(t, "sealed-1.age"), key); err != nil || string(image) != "an image" {
		t.Errorf("sealed-1.age: %q, %v", image, err)
	}
}

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
