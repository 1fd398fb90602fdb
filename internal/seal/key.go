package seal

import (
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
)

// A Key opens what was sealed to its recipient. It never shows itself in
// formatted output; Secret is the one way to its text.
type Key struct{ identity *age.X25519Identity }

// A Recipient is the public half of a key: whom something is sealed to.
type Recipient struct{ key *age.X25519Recipient }

// NewKey makes a key from the system's randomness.
func NewKey() (*Key, error) {
	guard()
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	return &Key{identity}, nil
}

// ParseKey reads a secret key, AGE-SECRET-KEY-1 and 58 letters and digits.
func ParseKey(text string) (*Key, error) {
	guard()
	identity, err := age.ParseX25519Identity(strings.TrimSpace(text))
	if err != nil {
		// age's own words would repeat the key.
		return nil, fmt.Errorf("the text is not a secret key: it has %d characters, a key has 74 and begins with AGE-SECRET-KEY-1", len(strings.TrimSpace(text)))
	}
	return &Key{identity}, nil
}

// Secret returns the key as text. Whoever has it can open everything sealed to
// the key.
func (k *Key) Secret() string { return k.identity.String() }

// Recipient returns the public half.
func (k *Key) Recipient() Recipient { return Recipient{k.identity.Recipient()} }

// String keeps the key out of logs and messages.
func (k *Key) String() string { return "secret key (not shown)" }

// GoString keeps the key out of %#v.
func (k *Key) GoString() string { return k.String() }

// ParseRecipient reads a public key, age1 and 58 letters and digits.
func ParseRecipient(text string) (Recipient, error) {
	key, err := age.ParseX25519Recipient(strings.TrimSpace(text))
	if err != nil {
		// Not quoted: people paste the secret key by mistake.
		return Recipient{}, errors.New("the text is not a public key: one has 62 characters and begins with age1")
	}
	return Recipient{key}, nil
}

// String returns the public key, age1...
func (r Recipient) String() string {
	if r.key == nil {
		return ""
	}
	return r.key.String()
}

// short cuts a text that is quoted in an error.
func short(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		return string(runes[:77]) + "..."
	}
	return text
}
