package seal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

func TestSealOpen(t *testing.T) {
	key, recovery := testKey(t), testKey(t)
	for _, size := range []int{0, 1, 100, chunkSize - 1, chunkSize, chunkSize + 1, 3*chunkSize + 5} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			want := image(size)
			sealed, err := Seal(want, key.Recipient(), recovery.Recipient())
			if err != nil {
				t.Fatal(err)
			}
			for name, k := range map[string]*Key{"key": key, "recovery key": recovery} {
				got, err := Open(sealed, k)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("Open with the %s: %d bytes, %v; want the %d sealed", name, len(got), err, size)
				}
			}
			if _, err := Open(sealed); !errors.Is(err, ErrWrongKey) {
				t.Errorf("Open without a key: %v, want ErrWrongKey", err)
			}
			if _, err := Open(sealed, testKey(t)); !errors.Is(err, ErrWrongKey) {
				t.Errorf("Open with another key: %v, want ErrWrongKey", err)
			}
			if size > 16 && bytes.Contains(sealed, want[:16]) {
				t.Error("the sealed file holds the image in clear")
			}
		})
	}
}

func TestSealNeedsRecipients(t *testing.T) {
	if _, err := Seal([]byte("x")); err == nil {
		t.Error("sealed to nobody")
	}
	if _, err := Seal([]byte("x"), Recipient{}); err == nil {
		t.Error("sealed to an empty recipient")
	}
}

// A sealed file is age's own, whatever this package does around it.
func TestSealIsPlainAge(t *testing.T) {
	key := testKey(t)
	sealed, err := Seal([]byte("an image"), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	identity, err := age.ParseX25519Identity(key.Secret())
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != "an image" {
		t.Errorf("age read %q, %v", got, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	key := testKey(t)
	sealed, err := Seal(image(200_000), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	changed := func(at int) []byte {
		data := bytes.Clone(sealed)
		data[at] ^= 1
		return data
	}
	wrapped, err := WrapWithPassphrase(key, "a passphrase", 1)
	if err != nil {
		t.Fatal(err)
	}
	binaryWrapped, err := io.ReadAll(armor.NewReader(bytes.NewReader(wrapped)))
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrDamaged},
		{"ends within the first line", sealed[:10], ErrDamaged},
		{"ends within the header", sealed[:60], ErrDamaged},
		{"ends after the header", sealed[:len(sealed)-200_000], ErrDamaged},
		{"ends at a piece", sealed[:len(sealed)-200_000%chunkSize-tagSize], ErrDamaged},
		{"last byte gone", sealed[:len(sealed)-1], ErrDamaged},
		{"a byte more", append(bytes.Clone(sealed), 0), ErrDamaged},
		{"header altered", changed(len(sealed) - 200_000 - 4*tagSize - 20), ErrDamaged},
		{"image altered", changed(len(sealed) / 2), ErrDamaged},
		{"end altered", changed(len(sealed) - 1), ErrDamaged},
		{"newer age", []byte("age-encryption.org/v2\n-> X25519 ..."), ErrNewer},
		{"a database", []byte("SQLite format 3\x00 and more"), ErrNotSealed},
		{"text", []byte("Dear diary"), ErrNotSealed},
		{"a key file", binaryWrapped, ErrWrongKey},
	}
	for _, c := range cases {
		got, err := Open(c.data, key)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if got != nil {
			t.Errorf("%s: returned %d bytes of a refused file", c.name, len(got))
		}
	}
}

// Every byte of a small sealed file matters.
func TestOpenEveryByteAltered(t *testing.T) {
	key := testKey(t)
	sealed, err := Seal([]byte("small"), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	for at := range sealed {
		altered := bytes.Clone(sealed)
		altered[at] ^= 1
		if got, err := Open(altered, key); err == nil {
			t.Errorf("byte %d altered: opened as %q", at, got)
		}
		if got, err := Open(sealed[:at], key); err == nil {
			t.Errorf("cut after %d bytes: opened as %q", at, got)
		}
	}
}

func TestUnwrap(t *testing.T) {
	key := testKey(t)
	wrapped, err := WrapWithPassphrase(key, "korrekt horse", 1)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(wrapped), key.Secret()) {
		t.Fatal("the wrapped key holds the key in clear")
	}
	got, err := Unwrap(wrapped, "korrekt horse")
	if err != nil || got.Secret() != key.Secret() {
		t.Fatalf("Unwrap: %v, %v; want the key wrapped", got, err)
	}
	crlf := bytes.ReplaceAll(wrapped, []byte("\n"), []byte("\r\n"))
	if got, err := Unwrap(crlf, "korrekt horse"); err != nil || got.Secret() != key.Secret() {
		t.Errorf("Unwrap with Windows line ends: %v", err)
	}
	toKey, err := Seal([]byte("x"), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	newer := wrapText(t, "# mull key, version 2\nwhatever\n", "korrekt horse", 1)
	none := wrapText(t, "# only a comment\n", "korrekt horse", 1)
	// 2^21 would take 2 GB; the header alone must be enough to refuse it.
	costly := []byte("age-encryption.org/v1\n-> scrypt bBdwx/Aa40oVBmgqtBX27g 21\nAaoA0WqFUOKWI1wfmvsaJBwpyGTGMmLXZmZRtNqcUdI\n--- kMtbRnO5/vkG1OqVBAyUFJLBwMnAD5RCKSDj8TX5dNI\n0123456789abcdef")
	cases := []struct {
		name, passphrase string
		data             []byte
		want             error
	}{
		{"another passphrase", "korrekt horsE", wrapped, ErrWrongPassphrase},
		{"empty passphrase", "", wrapped, ErrWrongPassphrase},
		{"no file", "korrekt horse", nil, ErrDamaged},
		{"cut off", "korrekt horse", wrapped[:len(wrapped)/2], ErrDamaged},
		{"a key in clear", "korrekt horse", []byte(key.Secret()), ErrNotSealed},
		{"sealed to a key", "korrekt horse", toKey, ErrWrongPassphrase},
		{"newer key file", "korrekt horse", newer, ErrNewer},
		{"no key inside", "korrekt horse", none, ErrDamaged},
		{"too long", "korrekt horse", make([]byte, maxKeyFile+1), ErrNotSealed},
		{"too costly", "korrekt horse", costly, ErrDamaged},
	}
	for _, c := range cases {
		_, err := Unwrap(c.data, c.passphrase)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), key.Secret()) {
			t.Errorf("%s: the error shows the key", c.name)
		}
	}
}

func wrapText(t *testing.T, content, passphrase string, workFactor int) []byte {
	t.Helper()
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	recipient.SetWorkFactor(workFactor)
	var b bytes.Buffer
	if err := encrypt(&b, strings.NewReader(content), recipient); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWrapRefuses(t *testing.T) {
	key := testKey(t)
	for _, c := range []struct {
		passphrase string
		factor     int
	}{{"", 1}, {"  \t", 1}, {"good", -1}, {"good", MaxWorkFactor + 1}} {
		if _, err := WrapWithPassphrase(key, c.passphrase, c.factor); err == nil {
			t.Errorf("wrapped with passphrase %q and factor %d", c.passphrase, c.factor)
		}
	}
}

func TestKeysDoNotShowThemselves(t *testing.T) {
	key := testKey(t)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if shown := fmt.Sprintf(verb, key); strings.Contains(shown, "SECRET-KEY") {
			t.Errorf("%s shows %s", verb, shown)
		}
	}
	if _, err := ParseKey(key.Secret()[:70]); err == nil || strings.Contains(err.Error(), key.Secret()[20:40]) {
		t.Errorf("ParseKey of a cut key: %v, want an error without the key", err)
	}
}

func TestRecipientText(t *testing.T) {
	key := testKey(t)
	r, err := ParseRecipient(" " + key.Recipient().String() + "\n")
	if err != nil || r.String() != key.Recipient().String() {
		t.Errorf("ParseRecipient = %v, %v", r, err)
	}
	for _, text := range []string{"", "age1", key.Secret(), key.Recipient().String()[:60], "AGE1" + key.Recipient().String()[4:]} {
		if _, err := ParseRecipient(text); err == nil {
			t.Errorf("ParseRecipient took %q", text)
		} else if strings.Contains(err.Error(), key.Secret()) {
			t.Error("the error shows a secret key given by mistake")
		}
	}
}

func TestImageVersion(t *testing.T) {
	data := make([]byte, 512)
	copy(data, "SQLite format 3\x00")
	binary.BigEndian.PutUint32(data[68:], 0x6d756c6c)
	binary.BigEndian.PutUint32(data[60:], 12)
	application, user, err := ImageVersion(data)
	if application != 0x6d756c6c || user != 12 || err != nil {
		t.Errorf("ImageVersion = %x, %d, %v; want 6d756c6c, 12", application, user, err)
	}
	for _, bad := range [][]byte{nil, data[:99], []byte(strings.Repeat("text ", 30))} {
		if _, _, err := ImageVersion(bad); !errors.Is(err, ErrDamaged) {
			t.Errorf("ImageVersion of %d bytes: %v, want ErrDamaged", len(bad), err)
		}
	}
}

func TestIsSealed(t *testing.T) {
	key := testKey(t)
	sealed, err := Seal([]byte("x"), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	wrapped, err := WrapWithPassphrase(key, "a passphrase", 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		start []byte
		want  bool
	}{
		"sealed":     {sealed[:30], true},
		"armoured":   {wrapped[:40], true},
		"newer age":  {[]byte("age-encryption.org/v9\n"), true},
		"a database": {[]byte("SQLite format 3\x00"), false},
		"empty":      {nil, false},
	} {
		if got := IsSealed(c.start); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
