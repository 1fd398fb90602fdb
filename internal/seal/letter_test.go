package seal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"filippo.io/age/armor"
)

const testID = "0193f1c2-7a3b-7def-8123-456789abcdef"

var testReads = map[string]Reads{"share": {Version: 2}, "invite": {Version: 1, Open: true}}

func person(t testing.TB, name string) *Identity {
	t.Helper()
	identity, err := NewIdentity(name)
	if err != nil {
		t.Fatal(err)
	}
	return identity
}

func write(t testing.TB, from *Identity, to Public, content string) []byte {
	t.Helper()
	letter, err := SignAndEncrypt(from, to, "share", 1, testID, []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	return letter
}

// encryptTo makes a letter of any text, as an attacker would.
func encryptTo(t testing.TB, to Public, plain []byte) []byte {
	t.Helper()
	recipient, err := to.Recipient()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := armor.NewWriter(&b)
	if err := encrypt(w, bytes.NewReader(plain), recipient.key); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// opened decrypts without checking anything, as a receiver can.
func opened(t testing.TB, me *Identity, letter []byte) []byte {
	t.Helper()
	block, _, err := unarmour(letter)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := decrypt(block, me.reading)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestLetter(t *testing.T) {
	ana, coach := person(t, "Ana"), person(t, "Coach")
	for _, content := range []string{"", "{}", "words\n\nwith blank lines\nsignature: no", strings.Repeat("long ", 100_000), "\x00\xff"} {
		file := write(t, ana, coach.Public(), content)
		got, err := OpenFrom(bytes.NewReader(file), coach, testReads)
		if err != nil {
			t.Fatalf("%.20q: %v", content, err)
		}
		if string(got.Content) != content || got.Type != "share" || got.Version != 1 || got.ID != testID || !got.Encrypted {
			t.Errorf("%.20q: got %s %d %s %.20q", content, got.Type, got.Version, got.ID, got.Content)
		}
		if got.From != ana.Public() {
			t.Errorf("from %v, want %v", got.From, ana.Public())
		}
	}
}

func TestLetterShowsNothing(t *testing.T) {
	ana, coach := person(t, "Ana"), person(t, "Coach")
	file := write(t, ana, coach.Public(), "private words")
	binary, _, err := unarmour(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"private", "Ana", "share", testID, "mull"} {
		if bytes.Contains(binary, []byte(secret)) {
			t.Errorf("the encrypted file shows %q", secret)
		}
	}
	for i, b := range file {
		if b > 126 || b < 32 && b != '\n' {
			t.Fatalf("byte %d is %#x: not plain ASCII", i, b)
		}
	}
}

func TestOpenLetter(t *testing.T) {
	coach, ana := person(t, "Coach"), person(t, "Ana")
	file, err := SignOpen(coach, "invite", 1, testID, []byte("welcome"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := OpenFrom(bytes.NewReader(file), ana, testReads)
	if err != nil || string(got.Content) != "welcome" || got.Encrypted || got.From != coach.Public() {
		t.Fatalf("got %+v, %v; want the welcome, unencrypted", got, err)
	}
	share, err := SignOpen(coach, "share", 1, testID, []byte("words"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFrom(bytes.NewReader(share), ana, testReads); !errors.Is(err, ErrNotEncrypted) {
		t.Errorf("an unencrypted share: %v, want ErrNotEncrypted", err)
	}
}

// Every attack ends in its own refusal, each with something to ask for.
func TestLetterAttacks(t *testing.T) {
	ana, coach, eve := person(t, "Ana"), person(t, "Coach"), person(t, "Eve")
	good := write(t, ana, coach.Public(), "I will hand it over.")
	plain := opened(t, coach, good)
	body, _, err := unarmour(good)
	if err != nil {
		t.Fatal(err)
	}
	head := func(from, to, kind, version, id string) []byte {
		return fmt.Appendf(nil, "mull letter 1\nfrom: %s\nto: %s\ntype: %s\nversion: %s\nid: %s\n", from, to, kind, version, id)
	}
	signedBy := func(who *Identity, head []byte, content string) []byte {
		signature := ed25519.Sign(who.signing, signed(head, []byte(content)))
		return fmt.Appendf(nil, "%ssignature: %s\n\n%s", head, base64.StdEncoding.EncodeToString(signature), content)
	}
	toCoach := Public{reading: coach.Public().reading, signing: coach.Public().signing}.String()
	toEve := Public{reading: eve.Public().reading, signing: eve.Public().signing}.String()
	halfEve := Public{reading: coach.Public().reading, signing: eve.Public().signing}.String()
	anaHead := head(ana.Public().String(), toCoach, "share", "1", testID)
	changed := func(old, new string) []byte {
		altered := bytes.Replace(plain, []byte(old), []byte(new), 1)
		if bytes.Equal(altered, plain) {
			t.Fatalf("the letter does not hold %q", old)
		}
		return encryptTo(t, coach.Public(), altered)
	}
	flipped := bytes.Clone(body)
	flipped[len(flipped)-30] ^= 1
	lines := strings.SplitAfter(string(good), "\n")

	attacks := []struct {
		name string
		file []byte
		want error
	}{
		{"forged in Ana's name", encryptTo(t, coach.Public(), signedBy(eve, anaHead, "I quit.")), ErrForged},
		{"signature of another letter", encryptTo(t, coach.Public(), bytes.Replace(signedBy(ana, anaHead, "old"), []byte("old"), []byte("new"), 1)), ErrForged},
		{"words altered and encrypted again", changed("hand it over", "keep it all"), ErrForged},
		{"type altered", changed("type: share", "type: invite"), ErrForged},
		{"version altered", changed("version: 1", "version: 2"), ErrForged},
		{"id altered", changed("id: 0193", "id: 0194"), ErrForged},
		{"receiver altered", encryptTo(t, eve.Public(), bytes.Replace(plain, []byte(toCoach), []byte(toEve), 1)), ErrNotForMe},
		{"sender altered", changed(ana.Public().String(), eve.Public().String()), ErrForged},
		{"signature not base64", changed("signature: ", "signature: *"), ErrForged},
		{"signature missing", encryptTo(t, coach.Public(), append(bytes.Clone(anaHead), "\nwords"...)), ErrNotLetter},
		{"Ana's letter to Eve passed on by Eve", encryptTo(t, coach.Public(), signedBy(ana, head(ana.Public().String(), toEve, "share", "1", testID), "for Eve")), ErrRedirected},
		{"to one key of mine and one of Eve's", encryptTo(t, coach.Public(), signedBy(ana, head(ana.Public().String(), halfEve, "share", "1", testID), "x")), ErrRedirected},
		{"an open letter encrypted by another", encryptTo(t, coach.Public(), signedBy(ana, head(ana.Public().String(), "anyone", "invite", "1", testID), "x")), ErrRedirected},
		{"to Eve", write(t, ana, eve.Public(), "x"), ErrNotForMe},
		{"my own letter to Ana", write(t, coach, ana.Public(), "x"), ErrNotForMe},
		{"newer content", encryptTo(t, coach.Public(), signedBy(ana, head(ana.Public().String(), toCoach, "share", "3", testID), "x")), ErrNewer},
		{"unknown type", encryptTo(t, coach.Public(), signedBy(ana, head(ana.Public().String(), toCoach, "poem", "1", testID), "x")), ErrNewer},
		{"newer letter", changed("mull letter 1", "mull letter 2"), ErrNewer},
		{"newer encryption", []byte("age-encryption.org/v2\n-> new\n"), ErrNewer},
		{"version with a zero", encryptTo(t, coach.Public(), signedBy(ana, head(ana.Public().String(), toCoach, "share", "01", testID), "x")), ErrNotLetter},
		{"id a path", encryptTo(t, coach.Public(), signedBy(ana, head(ana.Public().String(), toCoach, "share", "1", "../../../../../../.ssh/authorized_key"), "x")), ErrNotLetter},
		{"type with an escape", encryptTo(t, coach.Public(), signedBy(ana, head(ana.Public().String(), toCoach, "sh\x1b[2Jare", "1", testID), "x")), ErrNotLetter},
		{"sender without a name", encryptTo(t, coach.Public(), signedBy(ana, head(Public{reading: ana.Public().reading, signing: ana.Public().signing}.String(), toCoach, "share", "1", testID), "x")), ErrNotLetter},
		{"head out of order", changed("type: share\nversion: 1", "version: 1\ntype: share"), ErrNotLetter},
		{"head line endless", changed("from: ", "from: "+strings.Repeat("a", 1000)), ErrNotLetter},
		{"no letter inside", encryptTo(t, coach.Public(), []byte("Dear coach, ...")), ErrNotLetter},
		{"nothing inside", encryptTo(t, coach.Public(), nil), ErrNotLetter},
		{"a mail without the block", []byte("Dear coach, see the file."), ErrNotLetter},
		{"an empty file", nil, ErrNotLetter},
		{"a SQLite file", []byte("SQLite format 3\x00"), ErrNotLetter},
		{"last line gone", []byte(strings.Join(lines[:len(lines)-2], "")), ErrCut},
		{"first line gone", []byte(strings.Join(lines[1:], "")), ErrCut},
		{"middle line gone", []byte(strings.Join(append(append([]string{}, lines[:5]...), lines[6:]...), "")), ErrDamaged},
		{"letters altered", bytes.Replace(good, []byte(lines[3][:8]), []byte("????????"), 1), ErrDamaged},
		{"bare file altered", flipped, ErrDamaged},
		{"bare file cut off", body[:30], ErrCut},
		{"two letters", append(bytes.Clone(good), write(t, ana, coach.Public(), "other")...), ErrSeveral},
	}
	for _, a := range attacks {
		got, err := OpenFrom(bytes.NewReader(a.file), coach, testReads)
		if !errors.Is(err, a.want) || got != nil {
			t.Errorf("%s: %v, want %v", a.name, err, a.want)
		}
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Ask == "" {
			t.Errorf("%s: the refusal does not say what to ask for", a.name)
		}
	}
}

// However a bare letter is cut, it is refused.
func TestLetterCutAnywhere(t *testing.T) {
	ana, coach := person(t, "Ana"), person(t, "Coach")
	body, _, err := unarmour(write(t, ana, coach.Public(), "words"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range body {
		if _, err := OpenFrom(bytes.NewReader(body[:n]), coach, testReads); err == nil {
			t.Errorf("cut after %d of %d bytes, the letter was taken", n, len(body))
		}
	}
}

// A reader that never ends stands for a file of any size.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'A'
	}
	e.read += len(p)
	return len(p), nil
}

func TestLetterTooBig(t *testing.T) {
	coach := person(t, "Coach")
	for _, start := range []string{"", armor.Header + "\n", introV1} {
		source := &endless{}
		_, err := OpenFrom(io.MultiReader(strings.NewReader(start), io.LimitReader(source, 1<<30)), coach, testReads)
		if !errors.Is(err, ErrTooBig) {
			t.Errorf("1 GB beginning %q: %v, want ErrTooBig", start, err)
		}
		if source.read > 2*maxFile {
			t.Errorf("%d bytes were read before it was refused", source.read)
		}
	}
	if _, err := SignAndEncrypt(coach, coach.Public(), "share", 1, testID, make([]byte, maxContent+1)); !errors.Is(err, ErrTooBig) {
		t.Errorf("writing too much: %v, want ErrTooBig", err)
	}
	file, err := SignAndEncrypt(coach, coach.Public(), "share", 1, testID, make([]byte, maxContent))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFrom(bytes.NewReader(file), coach, testReads); err != nil {
		t.Errorf("the largest letter: %v", err)
	}
}

func TestReadErrorIsNoRefusal(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, err := OpenFrom(io.MultiReader(strings.NewReader("x"), failing{broken}), person(t, "Ana"), testReads)
	var refusal *Refusal
	if !errors.Is(err, broken) || errors.As(err, &refusal) {
		t.Errorf("a failing disk: %v, want its own error", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// What mail programs do to a text, and what a letter survives.
func TestLetterByMail(t *testing.T) {
	ana, coach := person(t, "Ana"), person(t, "Coach")
	file := string(write(t, ana, coach.Public(), "words of Ana"))
	rewrapped := func(width int) string {
		body := strings.TrimSuffix(strings.TrimPrefix(file, armor.Header+"\n"), armor.Footer+"\n")
		body = strings.ReplaceAll(body, "\n", "")
		var b strings.Builder
		b.WriteString(armor.Header + "\n")
		for ; len(body) > width; body = body[width:] {
			b.WriteString(body[:width] + "\n")
		}
		return b.String() + body + "\n" + armor.Footer + "\n"
	}
	forms := map[string]string{
		"as written":           file,
		"Windows line ends":    strings.ReplaceAll(file, "\n", "\r\n"),
		"old Mac line ends":    strings.ReplaceAll(file, "\n", "\r"),
		"quoted":               "On Monday Ana wrote:\n> " + strings.ReplaceAll(file, "\n", "\n> "),
		"quoted thrice":        ">> > " + strings.ReplaceAll(file, "\n", "\n>> > "),
		"indented":             "    " + strings.ReplaceAll(file, "\n", "\n    "),
		"with a byte mark":     "\ufeff" + file,
		"trailing spaces":      strings.ReplaceAll(file, "\n", "  \n"),
		"blank lines between":  strings.ReplaceAll(file, "\n", "\n\n"),
		"text around":          "Dear coach,\n\n" + file + "\n--\nAna\nSent from my phone",
		"all on one line":      strings.ReplaceAll(file, "\n", " "),
		"wrapped at 30":        rewrapped(30),
		"wrapped at 76":        rewrapped(76),
		"not wrapped":          rewrapped(1 << 20),
		"hard spaces":          strings.ReplaceAll(file, "\n", "\u00a0\n"),
		"quoted-printable":     strings.ReplaceAll(strings.ReplaceAll(file, "=", "=3D"), "\n", "\r\n"),
		"no end of line":       strings.TrimSpace(file),
		"dashes made pretty":   strings.ReplaceAll(file, "-----", "—–-"),
		"mark wrapped":         strings.Replace(file, "AGE ENCRYPTED", "AGE\n> ENCRYPTED", 1),
		"twice the same":       file + "\n> " + strings.ReplaceAll(file, "\n", "\n> "),
		"soft ends in between": strings.Replace(rewrapped(1<<20), file[200:210], file[200:205]+"=\r\n"+file[205:210], 1),
	}
	for name, form := range forms {
		got, err := OpenFrom(strings.NewReader(form), coach, testReads)
		if err != nil || string(got.Content) != "words of Ana" {
			t.Errorf("%s: %v", name, err)
		}
	}
	body, _, err := unarmour([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := OpenFrom(bytes.NewReader(body), coach, testReads); err != nil || string(got.Content) != "words of Ana" {
		t.Errorf("bare age file: %v", err)
	}
}

func TestSignRefuses(t *testing.T) {
	ana := person(t, "Ana")
	for _, c := range []struct {
		kind    string
		version int
		id      string
	}{
		{"", 1, testID}, {"Share", 1, testID}, {"sh are", 1, testID}, {"a\nb", 1, testID},
		{"share", 0, testID}, {"share", -1, testID}, {"share", 1, ""}, {"share", 1, strings.ToUpper(testID)}, {"share", 1, testID + "\n"},
	} {
		if _, err := SignAndEncrypt(ana, ana.Public(), c.kind, c.version, c.id, nil); err == nil {
			t.Errorf("wrote a letter of type %q, version %d, id %q", c.kind, c.version, c.id)
		}
	}
	if _, err := SignAndEncrypt(ana, Public{}, "share", 1, testID, nil); err == nil {
		t.Error("wrote to nobody")
	}
}

// FuzzOpenFrom feeds the opener files, and letters whose inside is anything.
func FuzzOpenFrom(f *testing.F) {
	ana, coach := person(f, "Ana"), person(f, "Coach")
	good := write(f, ana, coach.Public(), "words")
	f.Add(good, false)
	f.Add([]byte("> "+strings.ReplaceAll(string(good), "\n", "\n> ")), false)
	f.Add([]byte("BEGIN MULL LETTER AAAA END MULL LETTER"), false)
	f.Add(opened(f, coach, good), true)
	f.Add([]byte("mull letter 1\nfrom: x\nto: anyone\ntype: invite\nversion: 1\nid: "+testID+"\nsignature: AAAA\n\nx"), true)
	f.Fuzz(func(t *testing.T, data []byte, inside bool) {
		file := data
		if inside {
			file = encryptTo(t, coach.Public(), data)
		}
		got, err := OpenFrom(bytes.NewReader(file), coach, testReads)
		var refusal *Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Errorf("error %v is no refusal", err)
		}
		if err == nil && string(got.Content) != "words" {
			t.Errorf("took a letter that nobody wrote: %q", got.Content)
		}
	})
}
