package seal

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

func TestPublicID(t *testing.T) {
	for _, name := range []string{"Ana", "Ana López", "李小龙", "J. O'Neil-Smith", "Zoë", "Zoe\u0308", strings.Repeat("n", maxName)} {
		p := person(t, name).Public()
		text := p.String()
		if !regexp.MustCompile(`^mull1-age1[a-z0-9]{58}-[a-z2-7]+$`).MatchString(text) {
			t.Errorf("%s: id %q is not one plain word", name, text)
		}
		for form, pasted := range map[string]string{
			"as written": text,
			"capitals":   strings.ToUpper(text),
			"wrapped":    text[:50] + "\r\n> " + text[50:100] + "\n" + text[100:] + "\n",
			"in quotes":  `"` + text + `"`,
			"in angles":  " <" + text + ">.",
			"soft":       text[:40] + "\u00ad\u200b" + text[40:],
			"hyphens":    strings.ReplaceAll(text, "-", "‑"),
		} {
			if got, err := ParsePublic(pasted); err != nil || got != p {
				t.Errorf("%s, %s: %v, %v", name, form, got, err)
			}
		}
	}
}

func TestPublicIDTypos(t *testing.T) {
	text := person(t, "Ana").Public().String()
	for at := range text {
		for _, wrong := range []byte{'a', 'z', '7', 'q'} {
			if text[at] == wrong {
				continue
			}
			typo := text[:at] + string(wrong) + text[at+1:]
			if got, err := ParsePublic(typo); err == nil {
				t.Errorf("character %d mistyped as %c: taken as %v", at, wrong, got)
			}
		}
		if _, err := ParsePublic(text[:at]); err == nil {
			t.Errorf("cut after %d characters: taken", at)
		}
	}
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"empty":      {"", ErrID},
		"age key":    {person(t, "Ana").Public().reading, ErrID},
		"newer":      {"mull2-age1xyz-abc", ErrNewer},
		"two":        {text + text, ErrID},
		"very long":  {strings.Repeat(text, 20), ErrID},
		"with words": {"my key is " + text, ErrID},
	} {
		if _, err := ParsePublic(c.text); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestFingerprint(t *testing.T) {
	ana, eve := person(t, "Ana").Public(), person(t, "Eve").Public()
	if got := ana.Fingerprint(); !regexp.MustCompile(`^([0-9a-f]{4} ){5}[0-9a-f]{4}$`).MatchString(got) {
		t.Errorf("fingerprint %q, want six groups of four", got)
	}
	renamed := ana
	renamed.Name = "Anna"
	mixed := []Public{
		{Name: "Ana", reading: ana.reading, signing: eve.signing},
		{Name: "Ana", reading: eve.reading, signing: ana.signing},
		eve,
	}
	if renamed.Fingerprint() != ana.Fingerprint() {
		t.Error("the name changes the fingerprint")
	}
	for _, other := range mixed {
		if other.Fingerprint() == ana.Fingerprint() || other.SameKeys(ana) {
			t.Errorf("%v passes for Ana", other)
		}
	}
}

func TestIdentitySecret(t *testing.T) {
	ana := person(t, "Ana López")
	got, err := ParseIdentity(ana.Secret())
	if err != nil || got.Public() != ana.Public() || got.Secret() != ana.Secret() {
		t.Fatalf("ParseIdentity: %v, %v", got, err)
	}
	renamed, err := ana.Rename("Ana L.")
	if err != nil || renamed.Public().Fingerprint() != ana.Public().Fingerprint() || renamed.Public().Name != "Ana L." {
		t.Errorf("Rename: %v, %v", renamed, err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if shown := fmt.Sprintf(verb, ana); strings.Contains(shown, "SECRET") || strings.Contains(shown, "PrivateKey") {
			t.Errorf("%s shows %s", verb, shown)
		}
	}
	lines := strings.Split(ana.Secret(), "\n")
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"empty":    {"", ErrDamaged},
		"newer":    {"mull identity 2\nAna\nx\ny\n", ErrNewer},
		"no seed":  {strings.Join(append(lines[:3:3], "AAAA", ""), "\n"), ErrDamaged},
		"bad name": {strings.Join([]string{lines[0], "../x", lines[2], lines[3], ""}, "\n"), ErrDamaged},
	} {
		_, err := ParseIdentity(c.text)
		if !errors.Is(err, c.want) || strings.Contains(err.Error(), lines[3]) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestCheckName(t *testing.T) {
	for _, name := range []string{"a", "Ana", "Ana López", "O'Neil", "D’Arcy", "Jean-Luc P.", "Zoe\u0308", "王", "R2"} {
		if err := CheckName(name); err != nil {
			t.Errorf("%q: %v, want it taken", name, err)
		}
	}
	for _, name := range []string{
		"", " ", " Ana", "Ana ", "A  B", "../etc", "..", ".hidden", "-o", "a/b", `a\b`, "C:", "a\nb", "a\x00", "a\x1b[2J",
		"a\u202eb", "a\u200bb", "a..b", "a\x9b2J", "$(id)", "a;b", "a\u0300\u0300\u0300", "\u0300a", "\xff", strings.Repeat("n", maxName+1),
	} {
		if err := CheckName(name); err == nil {
			t.Errorf("%q was taken as a name", name)
		} else if strings.ContainsFunc(err.Error(), unicode.IsControl) {
			t.Errorf("%q: the error repeats control characters: %q", name, err)
		}
	}
}

func TestStand(t *testing.T) {
	ana, eve := person(t, "Ana").Public(), person(t, "Eve").Public()
	known := ana
	known.Name = "my coach" // what the journal's owner calls her
	people := []Public{eve, known}
	impostor := person(t, "eve").Public()
	half := Public{Name: "Someone", reading: ana.reading, signing: impostor.signing}
	cases := []struct {
		name string
		from Public
		want Standing
		at   int
	}{
		{"known under another name", ana, Known, 1},
		{"new", person(t, "Bo").Public(), FirstContact, -1},
		{"a known name, other keys", impostor, ChangedKey, 0},
		{"one key of a known person", half, ChangedKey, 1},
	}
	for _, c := range cases {
		if got, at := Stand(c.from, people); got != c.want || at != c.at {
			t.Errorf("%s: %s of %d, want %s of %d", c.name, got, at, c.want, c.at)
		}
	}
}

func FuzzParsePublic(f *testing.F) {
	f.Add(person(f, "Ana").Public().String())
	f.Add("mull1-age1-")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePublic(text)
		if err != nil {
			return
		}
		if again, err := ParsePublic(p.String()); err != nil || again != p {
			t.Errorf("%q reads as %v but not again: %v", text, p, err)
		}
	})
}
