package coaching

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"mull/internal/seal"
)

// The document for other programs shows real contents: each example reads, is
// complete, and writes as the same JSON.
func TestDocument(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "coaching-files.md"))
	if err != nil {
		t.Fatal(err)
	}
	document := string(data)
	examples := regexp.MustCompile("(?s)```json (\\S+) (\\S+)\n(.*?)```").FindAllStringSubmatch(document, -1)
	seen := map[string]bool{}
	for _, e := range examples {
		kind, id, content := e[1], e[2], e[3]
		seen[kind] = true
		m, err := Decode(kind, id, []byte(content))
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		again, err := Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		var want, got any
		if err := json.Unmarshal([]byte(content), &want); err != nil {
			t.Fatal(err)
		}
		if err := json.NewDecoder(bytes.NewReader(again)).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the example reads and is written as\n%s", kind, again)
		}
	}
	for _, kind := range []string{TypeAssignment, TypeReply, TypeShare, TypeWithdrawal, TypeInvite} {
		if !seen[kind] {
			t.Errorf("no example of type %s", kind)
		}
	}
	word := regexp.MustCompile(`mull1-age1\S+`).FindString(document)
	p, err := seal.ParsePublic(word)
	if err != nil || p.String() != word || !strings.Contains(document, p.Fingerprint()) {
		t.Errorf("the example id %q: %v, fingerprint %s not in the document", word, err, p.Fingerprint())
	}
	secret := regexp.MustCompile(`"secret": "([0-9a-f]+)"`).FindStringSubmatch(document)
	if len(secret) != 2 {
		t.Fatal("no example of a secret")
	}
	if proof, err := p.Prove(secret[1]); err != nil || !strings.Contains(document, `"proof": "`+proof+`"`) {
		t.Errorf("the example of a proof isn't that of the example id and secret: %s, %v", proof, err)
	}
	for _, view := range []any{assignmentView{}, dueView{}, replyView{}, agreementView{}, shareView{}, entryView{}, fieldView{}, scaleView{}, trendView{}, countView{}, withdrawalView{}, inviteView{}} {
		for field := range reflect.TypeOf(view).Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if !strings.Contains(document, `"`+name+`"`) {
				t.Errorf("the document does not show the field %q", name)
			}
		}
	}
}
