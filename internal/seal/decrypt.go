package seal

import (
	"bytes"
	"errors"
	"io"

	"filippo.io/age"
)

// OpenReader is Open for a file of about size bytes that is read as it goes, so
// that its encrypted bytes need no room of their own.
func OpenReader(src io.Reader, size int64, keys ...*Key) ([]byte, error) {
	start := make([]byte, len(introV1))
	n, err := io.ReadFull(src, start)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if err := checkIntro(start[:n]); err != nil {
		return nil, err
	}
	identities, err := identitiesOf(keys)
	if err != nil {
		return nil, err
	}
	reading := &faulty{src: src}
	image, err := decryptFrom(io.MultiReader(bytes.NewReader(start[:n]), reading), size, identities...)
	if reading.err != nil {
		return nil, reading.err // of the disk, not of the file
	}
	if err != nil {
		return nil, explain(err, ErrWrongKey)
	}
	return image, nil
}

// A faulty reader remembers that reading failed otherwise than by the end.
type faulty struct {
	src io.Reader
	err error
}

func (f *faulty) Read(p []byte) (int, error) {
	n, err := f.src.Read(p)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// decrypt opens an age file held in memory. The result is allocated once: age
// tells its size before it decrypts.
func decrypt(sealed []byte, identities ...age.Identity) ([]byte, error) {
	return decryptFrom(bytes.NewReader(sealed), int64(len(sealed)), identities...)
}

func decryptFrom(src io.Reader, size int64, identities ...age.Identity) ([]byte, error) {
	r, err := age.Decrypt(src, identities...)
	if err != nil {
		return nil, err
	}
	var content bytes.Buffer
	content.Grow(int(size) + bytes.MinRead)
	if _, err := io.Copy(&content, r); err != nil {
		return nil, err
	}
	return content.Bytes(), nil
}
