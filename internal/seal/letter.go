package seal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age/armor"
)

// maxContent is the largest content of a letter, in bytes.
const maxContent = 4 << 20

// A Letter is one file from one person to another. docs/coaching-files.md
// describes its form.
type Letter struct {
	From    Public // the signature was checked against these keys
	Type    string // assignment, reply, share ...
	Version int    // of the content's form
	ID      string // a UUID; the same letter read twice has the same
	Content []byte
	// Encrypted is false only for an invitation, which is written before the
	// receiver's key is known.
	Encrypted bool
}

const (
	letterStart    = "mull letter "
	letterVersion  = "1"
	letterSigned   = "mull letter signature 1\n"
	toAnyone       = "anyone"
	openHeader     = "-----BEGIN MULL LETTER-----"
	openFooter     = "-----END MULL LETTER-----"
	armourColumns  = 64
	maxLetterField = 600 // bytes of one line of the head
)

// SignAndEncrypt makes a letter that only the receiver can read: signed over
// both parties' keys, type, version, id and content, then encrypted. It is
// ASCII and travels in a mail's text or as a file.
func SignAndEncrypt(sender *Identity, receiver Public, kind string, version int, id string, content []byte) ([]byte, error) {
	recipient, err := receiver.Recipient()
	if err != nil {
		return nil, fmt.Errorf("writing to %s: %w", receiver.Name, err)
	}
	// Without the name: what the sender calls the receiver is the sender's.
	to := Public{reading: receiver.reading, signing: receiver.signing}
	plain, err := sign(sender, to.String(), kind, version, id, content)
	if err != nil {
		return nil, err
	}
	var letter bytes.Buffer
	w := armor.NewWriter(&letter)
	if err := encrypt(w, bytes.NewReader(plain), recipient.key); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("writing the letter: %w", err)
	}
	return letter.Bytes(), nil
}

// SignOpen makes a letter that anyone can read, for the one that is written
// before the receiver's key is known. It is signed all the same.
func SignOpen(sender *Identity, kind string, version int, id string, content []byte) ([]byte, error) {
	plain, err := sign(sender, toAnyone, kind, version, id, content)
	if err != nil {
		return nil, err
	}
	var letter strings.Builder
	letter.WriteString(openHeader + "\n")
	for text := base64.StdEncoding.EncodeToString(plain); text != ""; {
		size := min(armourColumns, len(text))
		letter.WriteString(text[:size] + "\n")
		text = text[size:]
	}
	letter.WriteString(openFooter + "\n")
	return []byte(letter.String()), nil
}

func sign(sender *Identity, to, kind string, version int, id string, content []byte) ([]byte, error) {
	switch {
	case !validType(kind):
		return nil, fmt.Errorf("%q is not a type of letter", short(kind))
	case version < 1 || version > maxVersion:
		return nil, fmt.Errorf("%d is not a version of a letter", version)
	case !validID(id):
		return nil, fmt.Errorf("%q is not a UUID", short(id))
	case len(content) > maxContent:
		return nil, fmt.Errorf("%w: it would have %.1f MB, and %d MB is the most; share less at once", ErrTooBig, float64(len(content))/(1<<20), maxContent>>20)
	}
	var plain bytes.Buffer
	fmt.Fprintf(&plain, "%s%s\nfrom: %s\nto: %s\ntype: %s\nversion: %d\nid: %s\n",
		letterStart, letterVersion, sender.Public(), to, kind, version, id)
	signature := ed25519.Sign(sender.signing, signed(plain.Bytes(), content))
	fmt.Fprintf(&plain, "signature: %s\n\n", base64.StdEncoding.EncodeToString(signature))
	plain.Write(content)
	return plain.Bytes(), nil
}

// signed is what the signature covers: every line of the head before it, a
// blank line, and the content. No line of the head is blank, so there is one
// way only to read it.
func signed(head, content []byte) []byte {
	return bytes.Join([][]byte{[]byte(letterSigned), head, []byte("\n"), content}, nil)
}

// errHead says that what was decrypted is no letter.
var errHead = errors.New("its head is not that of a letter")

const maxVersion = 1_000_000

func validType(kind string) bool {
	return kind != "" && len(kind) <= 32 && strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// validID takes UUIDs in their one canonical form, so that an id read twice is
// the same text twice.
func validID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i, r := range id {
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		if hyphen != (r == '-') || !hyphen && !strings.ContainsRune("0123456789abcdef", r) {
			return false
		}
	}
	return true
}
