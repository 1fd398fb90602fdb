package coaching

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"mull/internal/seal"
)

// A Receipt is the owner's dated record of a share that left.
type Receipt struct {
	Share       string // its ID
	Assignment  string // of the share, or empty
	To          string // the receiver's name
	Fingerprint string // of the receiver's keys
	At          time.Time
	Text        string // what left, as Share.Text
	Hash        string // SHA-256 of the letter's content, in hex
}

// NewReceipt records that a share left for someone.
func NewReceipt(s *Share, to seal.Public, at time.Time) (Receipt, error) {
	content, err := Encode(s)
	if err != nil {
		return Receipt{}, err
	}
	sum := sha256.Sum256(content)
	return Receipt{
		Share: s.ID, Assignment: s.Assignment, To: to.Name, Fingerprint: to.Fingerprint(),
		At: at, Text: s.Text(), Hash: hex.EncodeToString(sum[:]),
	}, nil
}
