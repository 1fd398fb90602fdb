package cli_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// An otherProgram writes and reads letters by docs/coaching-files.md alone: with
// age, Ed25519 and base32, and nothing of this project.
type otherProgram struct {
	name    string
	reading *age.X25519Identity
	signing ed25519.PrivateKey
}

func newOtherProgram(t testing.TB, name string) *otherProgram {
	t.Helper()
	reading, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	_, signing, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &otherProgram{name, reading, signing}
}

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

func (o *otherProgram) key() []byte { return o.signing.Public().(ed25519.PublicKey) }

func (o *otherProgram) id(name string) string {
	return publicID(o.reading.Recipient().String(), o.key(), name)
}

// publicID is the section “Public id”.
func publicID(recipient string, key []byte, name string) string {
	sum := sha256.Sum256([]byte("mull id 1\n" + recipient + "\n" + string(key) + name))
	rest := append(append(bytes.Clone(key), name...), sum[:5]...)
	return "mull1-" + recipient + "-" + lowerBase32.EncodeToString(rest)
}

// readID takes a public id apart.
func readID(t testing.TB, id string) (recipient string, key []byte, name string) {
	t.Helper()
	parts := strings.Split(id, "-")
	if len(parts) != 3 || parts[0] != "mull1" {
		t.Fatalf("%q is no public id", id)
	}
	rest, err := lowerBase32.DecodeString(parts[2])
	if err != nil || len(rest) < 37 {
		t.Fatalf("%q: %v", id, err)
	}
	key, name = rest[:32], string(rest[32:len(rest)-5])
	if publicID(parts[1], key, name) != id {
		t.Fatalf("%q does not bear its own sum", id)
	}
	return parts[1], key, name
}

func fingerprintOf(recipient string, key []byte) string {
	sum := sha256.Sum256([]byte("mull fingerprint 1\n" + recipient + "\n" + string(key)))
	digits := hex.EncodeToString(sum[:12])
	var groups []string
	for ; digits != ""; digits = digits[4:] {
		groups = append(groups, digits[:4])
	}
	return strings.Join(groups, " ")
}

// read is the section “Letter”, from the armour to the content.
func (o *otherProgram) read(t testing.TB, letter []byte, from string) (kind, id string, content []byte) {
	t.Helper()
	plain, err := age.Decrypt(armor.NewReader(bytes.NewReader(letter)), o.reading)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	head, body, found := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	want := []string{"mull letter 1", "from: ", "to: ", "type: ", "version: ", "id: ", "signature: "}
	if !found || len(lines) != len(want) {
		t.Fatalf("a head of %d lines:\n%s", len(lines), head)
	}
	values := make([]string, len(lines))
	for i, line := range lines {
		if values[i], found = strings.CutPrefix(line, want[i]); !found {
			t.Fatalf("line %d of the head is %q, want %q...", i+1, line, want[i])
		}
	}
	if values[1] != from || values[2] != o.id("") || values[4] != "1" {
		t.Errorf("from %s to %s version %s", values[1], values[2], values[4])
	}
	_, key, _ := readID(t, values[1])
	signature, err := base64.StdEncoding.DecodeString(values[6])
	signed := "mull letter signature 1\n" + strings.Join(lines[:6], "\n") + "\n" + "\n" + body
	if err != nil || !ed25519.Verify(key, []byte(signed), signature) {
		t.Errorf("the signature is not good: %v", err)
	}
	return values[3], values[5], []byte(body)
}

// write is the same the other way round.
func (o *otherProgram) write(t testing.TB, to, kind, id, content string) string {
	t.Helper()
	return o.sealed(t, to, o.signed(o.head(t, to, kind, "1", id), content))
}

func (o *otherProgram) head(t testing.TB, to, kind, version, id string) string {
	recipient, key, _ := readID(t, to)
	return fmt.Sprintf("mull letter 1\nfrom: %s\nto: %s\ntype: %s\nversion: %s\nid: %s\n", o.id(o.name), publicID(recipient, key, ""), kind, version, id)
}

func (o *otherProgram) signed(head, content string) string {
	signature := ed25519.Sign(o.signing, []byte("mull letter signature 1\n"+head+"\n"+content))
	return head + "signature: " + base64.StdEncoding.EncodeToString(signature) + "\n\n" + content
}

func (o *otherProgram) sealed(t testing.TB, to, plain string) string {
	t.Helper()
	recipient, _, _ := readID(t, to)
	reader, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		t.Fatal(err)
	}
	var letter bytes.Buffer
	armoured := armor.NewWriter(&letter)
	w, err := age.Encrypt(armoured, reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := armoured.Close(); err != nil {
		t.Fatal(err)
	}
	return letter.String()
}

// TestAnotherProgram plays a coachee whose program was written from the document
// alone: it reads an exercise, accepts it, shares an answer, and asks it back.
func TestAnotherProgram(t *testing.T) {
	ruth, ana := newDesk(t, "Ruth"), newOtherProgram(t, "Ana")
	shown := ruth.run("", "id")
	coach := regexp.MustCompile(`mull1-\S+`).FindString(shown)
	recipient, key, name := readID(t, coach)
	if name != "Ruth" || !strings.Contains(shown, fingerprintOf(recipient, key)) {
		t.Errorf("the id is of %q with fingerprint %s, and mull says:\n%s", name, fingerprintOf(recipient, key), shown)
	}
	listed := ruth.run("", "people", "add", "Ana", ana.id("Ana"))
	if want := fingerprintOf(ana.reading.Recipient().String(), ana.key()); !strings.Contains(listed, want) {
		t.Errorf("mull does not know Ana by %s:\n%s", want, listed)
	}

	ruth.run("", "assign", "energy-audit", "--to", "Ana", "--why", "to see", "--due", "2026-12-04", "--see", "chosen", "-o", ruth.file("e.mull"))
	letter, err := os.ReadFile(ruth.file("e.mull"))
	if err != nil {
		t.Fatal(err)
	}
	kind, id, content := ana.read(t, letter, coach)
	var asked struct {
		ID, Why, See string
		Due          struct{ Day string }
		Exercise     struct {
			ID        string
			Questions []struct{ ID, Type, Ask string }
		}
	}
	if err := json.Unmarshal(content, &asked); err != nil {
		t.Fatal(err)
	}
	if kind != "assignment" || asked.ID != id || asked.Why != "to see" || asked.See != "chosen" || asked.Due.Day != "2026-12-04" ||
		asked.Exercise.ID != "energy-audit" || len(asked.Exercise.Questions) < 5 {
		t.Errorf("an assignment of type %s, id %s: %+v", kind, id, asked)
	}

	const reply, share, please = "0193f1c2-7a3b-4def-8123-000000000001", "0193f1c2-7a3b-4def-8123-000000000002", "0193f1c2-7a3b-4def-8123-000000000003"
	for _, step := range []struct{ kind, id, content, want string }{
		{"reply", reply, `{"assignment":"` + id + `","answer":"move","due":{"words":"after the fair"}}`, "Ana accepts energy-audit, for another date: after the fair"},
		{"share", share, `{"id":"` + share + `","assignment":"` + id + `","state":"done","entries":[{"exercise":"energy-audit","title":"T","fields":[{"question":"stack","ask":"Where?","text":"Tuesdays."}]}],"trends":[]}`, "Tuesdays."},
		{"withdrawal", please, `{"share":"` + share + `"}`, "Ana asks you to delete"},
	} {
		path := ruth.write(step.kind+".mull", ana.write(t, coach, step.kind, step.id, step.content))
		if out := ruth.run("", "receive", path); !strings.Contains(out, step.want) {
			t.Errorf("a %s of another program: got %q, want %q", step.kind, out, step.want)
		}
	}
}

// write2 is write for a content of version 2.
func (o *otherProgram) write2(t testing.TB, to, kind, id, content string) string {
	t.Helper()
	return o.sealed(t, to, o.signed(o.head(t, to, kind, "2", id), content))
}

// readOpen is the section “Without encryption”.
func readOpen(t testing.TB, text string) (kind, version, content string) {
	t.Helper()
	_, block, _ := strings.Cut(text, "-----BEGIN MULL LETTER-----")
	block, _, found := strings.Cut(block, "-----END MULL LETTER-----")
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(block), ""))
	head, body, whole := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || err != nil || !whole || len(lines) != 7 {
		t.Fatalf("no open letter: %v\n%s", err, text)
	}
	return strings.TrimPrefix(lines[3], "type: "), strings.TrimPrefix(lines[4], "version: "), body
}

// proof is what a reply shows of an invitation, as the section “reply” has it.
func (o *otherProgram) proof(t testing.TB, secret string) string {
	t.Helper()
	key, err := hex.DecodeString(secret)
	if err != nil || len(key) != 16 {
		t.Fatalf("the secret is %q", secret)
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("mull invitation 1\n" + o.reading.Recipient().String() + "\n" + string(o.key())))
	return hex.EncodeToString(mac.Sum(nil))
}

// TestOnlyTheInvitedTakesTheirPlace plays someone who knows the coach's public id
// and a name, and someone who was invited, with programs written from the document.
func TestOnlyTheInvitedTakesTheirPlace(t *testing.T) {
	const letter = "0193f1c2-7a3b-4def-8123-0000000000"
	const agreement = `"agreement":{"coach":"Ruth","coachee":"Ana","keep_months":12}`
	ruth, ana, mallory := newDesk(t, "Ruth"), newOtherProgram(t, "Ana"), newOtherProgram(t, "Ana")
	coach := regexp.MustCompile(`mull1-\S+`).FindString(ruth.run("", "id"))
	kind, version, content := readOpen(t, ruth.run("", "invite", "Ana", "energy-audit", "--why", "to begin"))
	var invite struct {
		Secret     string
		Assignment struct{ ID string }
	}
	if err := json.Unmarshal([]byte(content), &invite); err != nil || kind != "invite" || version != "2" {
		t.Fatalf("%s of version %s: %v\n%s", kind, version, err, content)
	}
	_, _, again := readOpen(t, ruth.run("", "invite", "Ana"))
	if !strings.Contains(again, invite.Secret) {
		t.Error("a second invitation has another secret, so the first can't be answered any more")
	}

	reply := func(fields string) string { return `{"answer":"accept",` + fields + `}` }
	proven := reply(agreement + `,"proof":"` + ana.proof(t, invite.Secret) + `"`)
	for i, attack := range []struct{ name, file, want string }{
		{"the name alone", mallory.write(t, coach, "reply", letter+"11", reply(agreement)), "doesn't prove that the sender has seen the invitation for Ana"},
		{"the name and the exercise", mallory.write(t, coach, "reply", letter+"12", reply(agreement+`,"assignment":"`+invite.Assignment.ID+`"`)), "doesn't prove"},
		{"Ana's proof with other keys", mallory.write2(t, coach, "reply", letter+"13", proven), "with other keys"},
		{"a guessed secret", mallory.write2(t, coach, "reply", letter+"14", reply(agreement+`,"proof":"`+mallory.proof(t, strings.Repeat("00", 16))+`"`)), "another invitation"},
		{"a proof in version 1", ana.write(t, coach, "reply", letter+"15", proven), "a field that version 1 doesn't have"},
		{"a proof that is none", ana.write2(t, coach, "reply", letter+"16", reply(agreement+`,"proof":"0F"`)), "64 hexadecimal digits"},
	} {
		out, errs, code := ruth.try("", "receive", ruth.write(fmt.Sprintf("attack-%d.mull", i), attack.file))
		if code != 2 || !strings.Contains(errs, attack.want) || !strings.Contains(errs, "hint: ") && !strings.Contains(errs, "\n") {
			t.Errorf("%s: exit %d, %s%s, want %q", attack.name, code, out, errs, attack.want)
		}
	}
	out, errs, code := ruth.try("", "accept", "--yes", ruth.write("offer.mull", mallory.write(t, coach, "invite", letter+"17", `{`+strings.Replace(agreement, `"Ruth","coachee":"Ana"`, `"Ana","coachee":"Ruth"`, 1)+`}`)))
	if code != 2 || !strings.Contains(errs, "who was invited and hasn't answered yet") {
		t.Errorf("an invitation in Ana's name: exit %d, %s%s", code, out, errs)
	}
	if people := ruth.run("", "people", "--json"); strings.Contains(people, "mull1-") {
		t.Errorf("someone took Ana's place:\n%s", people)
	}

	ruth.run("", "receive", ruth.write("good.mull", ana.write2(t, coach, "reply", letter+"20", proven)))
	if people := ruth.run("", "people", "--json"); !strings.Contains(people, ana.id("Ana")) {
		t.Errorf("Ana's answer didn't bring her key:\n%s", people)
	}
}
