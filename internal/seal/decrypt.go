package seal

import (
	"bytes"
	"io"

	"filippo.io/age"
)

// decrypt opens an age file held in memory. The result is allocated once, since
// what was sealed is never longer than the file.
func decrypt(sealed []byte, identities ...age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), identities...)
	if err != nil {
		return nil, err
	}
	var content bytes.Buffer
	content.Grow(len(sealed) + bytes.MinRead)
	if _, err := io.Copy(&content, r); err != nil {
		return nil, err
	}
	return content.Bytes(), nil
}
