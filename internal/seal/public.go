package seal

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"filippo.io/age"
)

// A Public is what others know of an identity: whom to encrypt to and whose
// signature to expect. It is comparable; two with equal keys may differ in
// name, so use SameKeys to compare people.
type Public struct {
	Name    string // as its owner wrote it; may be empty
	reading string // an age recipient, age1...
	signing string // the 32 bytes of an Ed25519 key
}

// ErrID says that a text is not a public id.
var ErrID = errors.New("the text is not a public id")

const (
	idStart   = "mull1-"
	checkSize = 5
)

var idEncoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// String returns the public id: one word of letters, digits and hyphens that
// survives mail and chat. It is mull1-, the age recipient, a hyphen, and in
// base32 the signing key, the name and a checksum over all three.
func (p Public) String() string {
	if p.reading == "" {
		return ""
	}
	tail := p.signing + p.Name + p.check()
	return idStart + p.reading + "-" + strings.ToLower(idEncoding.EncodeToString([]byte(tail)))
}

func (p Public) check() string {
	sum := sha256.Sum256([]byte("mull id 1\n" + p.reading + "\n" + p.signing + p.Name))
	return string(sum[:checkSize])
}

// ParsePublic reads a public id as people paste it: capitals, line ends, spaces
// and quote marks of mail do not matter. A typing error is found by the
// checksum.
func ParsePublic(text string) (Public, error) {
	if len(text) > 2<<10 {
		return Public{}, fmt.Errorf("%w: it has %d characters", ErrID, len(text))
	}
	word := strings.Map(idRune, text)
	if rest, found := strings.CutPrefix(word, "mull"); found {
		if version, _, cut := strings.Cut(rest, "-"); cut && version != "1" && version != "" && strings.Trim(version, "0123456789") == "" {
			return Public{}, fmt.Errorf("%w: the public id is of version %s", ErrNewer, short(version))
		}
	}
	rest, found := strings.CutPrefix(word, idStart)
	reading, tail, cut := strings.Cut(rest, "-")
	if !found || !cut {
		return Public{}, fmt.Errorf("%w: one begins with mull1-age1 and has two parts after it", ErrID)
	}
	raw, err := idEncoding.DecodeString(strings.ToUpper(tail))
	if err != nil || len(raw) < ed25519.PublicKeySize+checkSize {
		return Public{}, fmt.Errorf("%w: its end is missing or mistyped", ErrID)
	}
	named := raw[ed25519.PublicKeySize : len(raw)-checkSize]
	p := Public{Name: string(named), reading: reading, signing: string(raw[:ed25519.PublicKeySize])}
	if p.String() != word {
		return Public{}, fmt.Errorf("%w: its checksum does not fit, so some letter is missing or mistyped", ErrID)
	}
	if _, err := age.ParseX25519Recipient(reading); err != nil {
		return Public{}, fmt.Errorf("%w: its age key is not one", ErrID)
	}
	if p.Name != "" {
		if err := CheckName(p.Name); err != nil {
			return Public{}, fmt.Errorf("%w: %w", ErrID, err)
		}
	}
	return p, nil
}

// idRune drops what does not belong to an id and evens out what mail programs
// make of hyphens.
func idRune(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
		return r
	case r >= 'A' && r <= 'Z':
		return unicode.ToLower(r)
	case r == '‐' || r == '‑' || r == '–' || r == '−':
		return '-'
	}
	return -1
}

// Fingerprint returns a short hash over both keys in hex groups, to compare by
// voice. The name does not count.
func (p Public) Fingerprint() string {
	sum := sha256.Sum256([]byte("mull fingerprint 1\n" + p.reading + "\n" + p.signing))
	digits := hex.EncodeToString(sum[:12])
	var groups []string
	for ; digits != ""; digits = digits[4:] {
		groups = append(groups, digits[:4])
	}
	return strings.Join(groups, " ")
}

// SameKeys says whether both keys of two ids are the same.
func (p Public) SameKeys(other Public) bool {
	return p.reading != "" && p.reading == other.reading && p.signing == other.signing
}

// Recipient returns the key to seal other things to, a backup for instance.
func (p Public) Recipient() (Recipient, error) { return ParseRecipient(p.reading) }

// A Standing says how a sender relates to the people one knows.
type Standing string

// A known sender signs with the keys we have; a changed key is one that comes
// under a name we know, or with only one of the two keys we know.
const (
	Known        Standing = "known"
	ChangedKey   Standing = "changed key"
	FirstContact Standing = "first contact"
)

// Stand looks a sender up among the people known, each under the name its owner
// of this journal gave; at is the place of whom it concerns, -1 at first
// contact. Nothing of a changed key is to be trusted until the fingerprints
// have been compared by voice.
func Stand(from Public, people []Public) (s Standing, at int) {
	for i, p := range people {
		if p.SameKeys(from) {
			return Known, i
		}
	}
	for i, p := range people {
		if p.reading == from.reading || p.signing == from.signing {
			return ChangedKey, i
		}
	}
	for i, p := range people {
		if from.Name != "" && strings.EqualFold(p.Name, from.Name) {
			return ChangedKey, i
		}
	}
	return FirstContact, -1
}
