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

// Work factors of a passphrase: the power of two of scrypt's cost. Each step
// doubles the time and the memory; 18 needs 256 MB and about a second.
const (
	DefaultWorkFactor = 18
	// MaxWorkFactor bounds what a key file may ask of this machine (1 GB), and
	// with it what WrapWithPassphrase accepts.
	MaxWorkFactor = 20
)

// keyFileVersion is written in the first line of a wrapped key.
const keyFileVersion = 1

const keyFileStart = "# mull key, version "

// maxKeyFile bounds a wrapped key, which has about 700 bytes.
const maxKeyFile = 16 << 10

// WrapWithPassphrase encrypts a key under a passphrase, as an armoured age file
// that `age --decrypt --identity` takes as it is. A work factor of 0 is the
// default.
func WrapWithPassphrase(key *Key, passphrase string, workFactor int) ([]byte, error) {
	if strings.TrimSpace(passphrase) == "" {
		return nil, errors.New("the passphrase is empty")
	}
	if workFactor == 0 {
		workFactor = DefaultWorkFactor
	}
	if workFactor < 1 || workFactor > MaxWorkFactor {
		return nil, fmt.Errorf("work factor %d is outside 1 to %d", workFactor, MaxWorkFactor)
	}
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("wrapping the key: %w", err)
	}
	recipient.SetWorkFactor(workFactor)
	content := fmt.Sprintf("%s%d\n# public key: %s\n%s\n", keyFileStart, keyFileVersion, key.Recipient(), key.Secret())

	var wrapped bytes.Buffer
	w := armor.NewWriter(&wrapped)
	if err := encrypt(w, strings.NewReader(content), recipient); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("wrapping the key: %w", err)
	}
	return wrapped.Bytes(), nil
}

// Unwrap opens a wrapped key. It fails with ErrWrongPassphrase, ErrNotSealed,
// ErrDamaged or ErrNewer. Expect it to take about a second.
func Unwrap(wrapped []byte, passphrase string) (*Key, error) {
	guard()
	if len(wrapped) > maxKeyFile {
		return nil, fmt.Errorf("%w: a key file is smaller than this", ErrNotSealed)
	}
	plain, err := dearmour(wrapped)
	if err != nil {
		return nil, err
	}
	if err := checkIntro(plain); err != nil {
		return nil, err
	}
	if passphrase == "" {
		return nil, ErrWrongPassphrase
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, ErrWrongPassphrase
	}
	identity.SetMaxWorkFactor(MaxWorkFactor)
	content, err := decrypt(plain, identity)
	if err != nil {
		return nil, explain(err, ErrWrongPassphrase)
	}
	return readKeyFile(string(content))
}

// dearmour takes the ASCII armour off a small age file; one without is
// returned as it is.
func dearmour(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte(armor.Header)) {
		return data, nil
	}
	plain, err := io.ReadAll(armor.NewReader(bytes.NewReader(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: its text is cut off or altered", ErrDamaged)
	}
	return plain, nil
}

// readKeyFile finds the secret key among the comments. A file age-keygen made
// has no version and reads as well.
func readKeyFile(content string) (*Key, error) {
	for line := range strings.Lines(content) {
		line = strings.TrimSpace(line)
		if version, found := strings.CutPrefix(line, keyFileStart); found && version != fmt.Sprint(keyFileVersion) {
			return nil, fmt.Errorf("%w: it holds a key of version %s", ErrNewer, short(version))
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, err := ParseKey(line)
		if err != nil {
			return nil, fmt.Errorf("%w: it holds no key", ErrDamaged)
		}
		return key, nil
	}
	return nil, fmt.Errorf("%w: it holds no key", ErrDamaged)
}
