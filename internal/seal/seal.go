// Package seal keeps private things private: it encrypts a journal at rest,
// holds its key while it is unlocked, and signs and encrypts what people send
// one another.
//
// Everything encrypted is a plain age file (https://age-encryption.org/v1), so
// that the age tool alone opens it. A sealed journal is the SQLite image and
// nothing around it; its version is the one SQLite keeps inside.
//
// What this package wrote, later versions of it read.
package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// Kinds of failure, to be told apart with errors.Is. None of the errors of
// this package holds a key, a passphrase or a word of the content.
var (
	ErrWrongPassphrase = errors.New("the passphrase is not the right one")
	ErrWrongKey        = errors.New("the key does not open this file")
	ErrDamaged         = errors.New("the file is damaged")
	ErrNotSealed       = errors.New("the file is not sealed")
	ErrNewer           = errors.New("the file was made by a newer version")
)

const (
	intro   = "age-encryption.org/"
	introV1 = intro + "v1\n"
)

// age cuts what it encrypts into pieces of this size and adds a tag to each.
const (
	chunkSize = 64 << 10
	tagSize   = 16
)

// Seal encrypts an image to every recipient; the key of any one opens it.
func Seal(image []byte, recipients ...Recipient) ([]byte, error) {
	var sealed bytes.Buffer
	chunks := len(image)/chunkSize + 1
	sealed.Grow(len(image) + chunks*tagSize + 256*(len(recipients)+1))
	if err := SealTo(&sealed, bytes.NewReader(image), recipients...); err != nil {
		return nil, err
	}
	return sealed.Bytes(), nil
}

// SealTo encrypts what src holds to every recipient and writes it to dst as it
// goes. After an error dst holds a useless beginning.
func SealTo(dst io.Writer, src io.Reader, recipients ...Recipient) error {
	if len(recipients) == 0 {
		return errors.New("sealing needs at least one key to seal to")
	}
	list := make([]age.Recipient, len(recipients))
	for i, r := range recipients {
		if r.key == nil {
			return errors.New("sealing to an empty key")
		}
		list[i] = r.key
	}
	return encrypt(dst, src, list...)
}

func encrypt(dst io.Writer, src io.Reader, recipients ...age.Recipient) error {
	w, err := age.Encrypt(dst, recipients...)
	if err != nil {
		return fmt.Errorf("encrypting: %w", err)
	}
	if _, err := io.Copy(w, src); err != nil {
		return fmt.Errorf("encrypting: %w", err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("encrypting: %w", err)
	}
	return nil
}

// Open decrypts a sealed image with the first of the keys that fits. It fails
// with ErrNotSealed, ErrWrongKey, ErrDamaged or ErrNewer, and returns nothing
// unless the whole file is as it was written.
func Open(sealed []byte, keys ...*Key) ([]byte, error) {
	if err := checkIntro(sealed); err != nil {
		return nil, err
	}
	identities, err := identitiesOf(keys)
	if err != nil {
		return nil, err
	}
	image, err := decrypt(sealed, identities...)
	if err != nil {
		return nil, explain(err, ErrWrongKey)
	}
	return image, nil
}

func identitiesOf(keys []*Key) ([]age.Identity, error) {
	if len(keys) == 0 {
		return nil, fmt.Errorf("%w: there is none", ErrWrongKey)
	}
	identities := make([]age.Identity, len(keys))
	for i, key := range keys {
		identities[i] = key.identity
	}
	return identities, nil
}

// IsSealed says whether a file that begins so is one of age's, of whatever
// version. A dozen bytes are enough.
func IsSealed(start []byte) bool {
	return bytes.HasPrefix(start, []byte(intro)) || bytes.HasPrefix(start, []byte(armor.Header))
}

// checkIntro tells the files age can open from the others, which it reports
// all alike.
func checkIntro(sealed []byte) error {
	switch {
	case bytes.HasPrefix(sealed, []byte(introV1)):
		return nil
	case len(sealed) == 0:
		return fmt.Errorf("%w: it is empty", ErrDamaged)
	case strings.HasPrefix(introV1, string(sealed)):
		return fmt.Errorf("%w: it ends after %d bytes", ErrDamaged, len(sealed))
	case bytes.HasPrefix(sealed, []byte(intro)):
		return ErrNewer
	}
	return ErrNotSealed
}

// explain turns what age says into this package's kinds; wrong is the kind of
// a key that does not fit.
func explain(err error, wrong error) error {
	var none *age.NoIdentityMatchError
	if !errors.As(err, &none) {
		return fmt.Errorf("%w, or was cut off or altered on its way", ErrDamaged)
	}
	for _, stanza := range none.StanzaTypes {
		if stanza == "scrypt" && wrong != ErrWrongPassphrase {
			return fmt.Errorf("%w: it opens with a passphrase", wrong)
		}
		if stanza != "scrypt" && wrong == ErrWrongPassphrase {
			return fmt.Errorf("%w: it opens with a key, not with a passphrase", wrong)
		}
	}
	return wrong
}
