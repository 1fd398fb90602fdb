package seal

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"

	"filippo.io/age"
)

// An Identity is one side of a correspondence: a name, a key to read with and
// a key to sign with. Like Key it never shows itself in formatted output.
type Identity struct {
	name    string
	reading *age.X25519Identity
	signing ed25519.PrivateKey
}

// NewIdentity makes an identity from the system's randomness.
func NewIdentity(name string) (*Identity, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	reading, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("making an identity: %w", err)
	}
	_, signing, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("making an identity: %w", err)
	}
	return &Identity{name, reading, signing}, nil
}

// Rename returns the same identity under another name. Its fingerprint stays.
func (i *Identity) Rename(name string) (*Identity, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	return &Identity{name, i.reading, i.signing}, nil
}

// Public returns the half to give away.
func (i *Identity) Public() Public {
	return Public{
		Name:    i.name,
		reading: i.reading.Recipient().String(),
		signing: string(i.signing.Public().(ed25519.PublicKey)),
	}
}

// String keeps the keys out of logs and messages.
func (i *Identity) String() string { return i.name + " (keys not shown)" }

// GoString keeps the keys out of %#v.
func (i *Identity) GoString() string { return i.String() }

const identityStart = "mull identity 1"

// Secret returns the identity as text to store. Whoever has it can read and
// sign as its owner; it belongs in the journal and nowhere else.
func (i *Identity) Secret() string {
	return strings.Join([]string{
		identityStart,
		i.name,
		i.reading.String(),
		base64.StdEncoding.EncodeToString(i.signing.Seed()),
	}, "\n") + "\n"
}

// ParseIdentity reads what Secret wrote.
func ParseIdentity(text string) (*Identity, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != 4 {
		return nil, fmt.Errorf("%w: the identity has %d lines, not 4", ErrDamaged, len(lines))
	}
	if lines[0] != identityStart {
		return nil, fmt.Errorf("%w: the identity does not begin with %q", ErrNewer, identityStart)
	}
	reading, errReading := age.ParseX25519Identity(lines[2])
	seed, errSeed := base64.StdEncoding.Strict().DecodeString(lines[3])
	if CheckName(lines[1]) != nil || errReading != nil || errSeed != nil || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("%w: the identity cannot be read", ErrDamaged)
	}
	return &Identity{lines[1], reading, ed25519.NewKeyFromSeed(seed)}, nil
}
