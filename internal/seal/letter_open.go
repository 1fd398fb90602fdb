package seal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"filippo.io/age"
)

// maxFile bounds what is read of a file: the largest letter, its armour, and
// the mail around it.
const maxFile = 2 * maxContent

// A Reads says what a caller reads of one type of letter.
type Reads struct {
	Version int  // the newest it knows
	Open    bool // also when it is not encrypted
}

// OpenFrom reads a letter to me: bare, armoured, or inside a mail's text with
// its quote marks and line ends. reads names every type the caller knows.
//
// Every failure but one of src is a *Refusal. A letter that is returned was
// signed by the keys in From for me and arrived whole; whether those keys are
// whom one thinks is for the caller to say (Stand), and whether its ID was seen
// before.
func OpenFrom(src io.Reader, me *Identity, reads map[string]Reads) (*Letter, error) {
	data, err := io.ReadAll(io.LimitReader(src, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading the letter: %w", err)
	}
	if len(data) > maxFile {
		return nil, refuse(ErrTooBig, fmt.Sprintf("it has more than %d MB", maxFile>>20))
	}
	block, encrypted, err := unarmour(data)
	if err != nil {
		return nil, err
	}
	if encrypted {
		if block, err = decryptLetter(block, me); err != nil {
			return nil, err
		}
	}
	letter, to, err := readLetter(block)
	if err != nil {
		return nil, err
	}
	letter.Encrypted = encrypted
	if err := admit(letter, to, me, reads); err != nil {
		return nil, err
	}
	return letter, nil
}

func decryptLetter(block []byte, me *Identity) ([]byte, error) {
	switch err := checkIntro(block); {
	case errors.Is(err, ErrNewer):
		return nil, refuse(ErrNewer, "it is encrypted in a way this version does not know")
	case errors.Is(err, ErrNotSealed):
		return nil, refuse(ErrNotLetter, "")
	case err != nil:
		return nil, refuse(ErrCut, "")
	}
	plain, err := decrypt(block, me.reading)
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none):
		return nil, refuse(ErrNotForMe, "")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return nil, refuse(ErrCut, "")
	case err != nil:
		return nil, refuse(ErrDamaged, "it was altered or cut off on its way")
	}
	return plain, nil
}

// admit decides on a letter whose signature is good.
func admit(letter *Letter, to string, me *Identity, reads map[string]Reads) error {
	known, found := reads[letter.Type]
	if letter.Encrypted {
		receiver, err := ParsePublic(to)
		if err != nil || !receiver.SameKeys(me.Public()) {
			return refuse(ErrRedirected, "")
		}
	}
	if !found {
		return refuse(ErrNewer, fmt.Sprintf("it is a letter of type %q, which this version does not know", letter.Type))
	}
	if letter.Version > known.Version {
		return refuse(ErrNewer, fmt.Sprintf("it is %s version %d; this mull reads up to %d", letter.Type, letter.Version, known.Version))
	}
	if !letter.Encrypted && (!known.Open || to != toAnyone) {
		return refuse(ErrNotEncrypted, "it is of type "+letter.Type)
	}
	return nil
}

// readLetter takes the decrypted text apart and checks the signature; to is the
// receiver it names, which is as good as the signature.
func readLetter(plain []byte) (letter *Letter, to string, err error) {
	if version, found := firstLine(plain); !found || version != letterVersion {
		if found {
			return nil, "", refuse(ErrNewer, "it is a letter of version "+version)
		}
		return nil, "", refuse(ErrNotLetter, errHead.Error())
	}
	fields, head, content, err := readHead(plain)
	if err != nil {
		return nil, "", refuse(ErrNotLetter, err.Error())
	}
	from, err := ParsePublic(fields["from"])
	if errors.Is(err, ErrNewer) {
		return nil, "", refuse(ErrNewer, "its sender's public id is newer than this version knows")
	}
	if err != nil || from.Name == "" || from.String() != fields["from"] {
		return nil, "", refuse(ErrNotLetter, "its sender has no public id")
	}
	signature, err := base64.StdEncoding.Strict().DecodeString(fields["signature"])
	if err != nil || !ed25519.Verify(ed25519.PublicKey(from.signing), signed(head, content), signature) {
		return nil, "", refuse(ErrForged, "")
	}
	version, err := strconv.Atoi(fields["version"])
	if err != nil || strconv.Itoa(version) != fields["version"] || version < 1 || version > maxVersion ||
		!validType(fields["type"]) || !validID(fields["id"]) || len(content) > maxContent {
		return nil, "", refuse(ErrNotLetter, errHead.Error())
	}
	return &Letter{
		From:    from,
		Type:    fields["type"],
		Version: version,
		ID:      fields["id"],
		Content: content,
	}, fields["to"], nil
}

// firstLine returns the version a letter names in its first line.
func firstLine(plain []byte) (version string, found bool) {
	line, _, ended := bytes.Cut(plain[:min(len(plain), 64)], []byte("\n"))
	version, found = strings.CutPrefix(string(line), letterStart)
	if !ended || version == "" || strings.Trim(version, "0123456789") != "" {
		return "", false
	}
	return version, found
}

// readHead reads the lines of the head in their one order. head is what the
// signature covers of it.
func readHead(plain []byte) (fields map[string]string, head, content []byte, err error) {
	_, rest, _ := bytes.Cut(plain, []byte("\n"))
	fields = map[string]string{}
	for _, name := range []string{"from", "to", "type", "version", "id", "signature"} {
		if name == "signature" {
			head = plain[:len(plain)-len(rest)]
		}
		line, after, found := bytes.Cut(rest, []byte("\n"))
		value, named := strings.CutPrefix(string(line[:min(len(line), maxLetterField)]), name+": ")
		if !found || !named || len(line) >= maxLetterField || value == "" {
			return nil, nil, nil, errHead
		}
		fields[name], rest = value, after
	}
	if len(rest) == 0 || rest[0] != '\n' {
		return nil, nil, nil, errHead
	}
	return fields, head, rest[1:], nil
}
