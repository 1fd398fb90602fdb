package seal

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// image returns n bytes that do not compress.
func image(n int) []byte {
	data := make([]byte, n)
	source := rand.NewChaCha8([32]byte{7})
	_, _ = source.Read(data)
	return data
}

func BenchmarkSeal(b *testing.B) {
	key := testKey(b)
	for _, megabytes := range []int{1, 10, 40, 54} {
		data := image(megabytes << 20)
		b.Run(fmt.Sprintf("%dMB", megabytes), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Seal(data, key.Recipient()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	key := testKey(b)
	for _, megabytes := range []int{1, 10, 40, 54} {
		sealed, err := Seal(image(megabytes<<20), key.Recipient())
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%dMB", megabytes), func(b *testing.B) {
			b.SetBytes(int64(megabytes << 20))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Open(sealed, key); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func testKey(t testing.TB) *Key {
	t.Helper()
	key, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Keeping an answer in a sealed journal: the image sealed straight into the file.
func BenchmarkSealToFile(b *testing.B) {
	key := testKey(b)
	for _, megabytes := range []int{1, 10, 40, 54} {
		data := image(megabytes << 20)
		path := filepath.Join(b.TempDir(), "journal.db.age")
		b.Run(fmt.Sprintf("%dMB", megabytes), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				err := WriteFileFrom(path, 0o600, func(w io.Writer) error {
					return SealTo(w, bytes.NewReader(data), key.Recipient())
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What unlocking costs, once.
func BenchmarkUnwrap(b *testing.B) {
	wrapped, err := WrapWithPassphrase(testKey(b), "a passphrase", DefaultWorkFactor)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Unwrap(wrapped, "a passphrase"); err != nil {
			b.Fatal(err)
		}
	}
}
