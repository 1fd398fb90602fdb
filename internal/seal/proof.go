package seal

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// secretSize is the length of an invitation's secret, in bytes.
const secretSize = 16

// NewSecret makes the secret of an invitation, in hexadecimal digits.
func NewSecret() (string, error) {
	secret := make([]byte, secretSize)
	if _, err := rand.Read(secret); err != nil {
		return "", fmt.Errorf("making an invitation: %w", err)
	}
	return hex.EncodeToString(secret), nil
}

// CheckSecret says what is wrong with the secret of an invitation.
func CheckSecret(secret string) error { return checkDigits("the secret", secret, secretSize) }

// CheckProof says what is wrong with the form of a proof.
func CheckProof(proof string) error { return checkDigits("the proof", proof, sha256.Size) }

func checkDigits(what, text string, size int) error {
	data, err := hex.DecodeString(text)
	if err != nil || len(data) != size || hex.EncodeToString(data) != text {
		return fmt.Errorf("%s isn't %d hexadecimal digits in lower case", what, 2*size)
	}
	return nil
}

// Prove shows that whoever has these keys has seen the invitation with a secret.
// It is a MAC over both keys, so it is of no use to anybody else.
func (p Public) Prove(secret string) (string, error) {
	key, err := hex.DecodeString(secret)
	if err != nil || CheckSecret(secret) != nil {
		return "", errors.New("the invitation's secret is damaged")
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("mull invitation 1\n" + p.reading + "\n" + p.signing))
	return hex.EncodeToString(mac.Sum(nil)), nil
}

// Proves says whether a proof is the one these keys make with a secret.
func (p Public) Proves(secret, proof string) bool {
	want, err := p.Prove(secret)
	return err == nil && hmac.Equal([]byte(want), []byte(proof))
}
