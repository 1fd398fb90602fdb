package seal

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
)

// What a Reader reads, here and there or all at once, is what was sealed.
func TestReaderIsOpen(t *testing.T) {
	key, other := testKey(t), testKey(t)
	for _, size := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 2*stretch + 17} {
		want := image(size)
		sealed, err := Seal(want, key.Recipient())
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewReader(bytes.NewReader(sealed), int64(len(sealed)), key)
		if err != nil || r.Size() != int64(size) {
			t.Fatalf("%d bytes: %v, %v", size, r, err)
		}
		if got, err := r.All(); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes: all are %d, %v", size, len(got), err)
		}
		random := rand.New(rand.NewPCG(1, uint64(size)))
		for range 50 {
			off, length := random.Int64N(int64(size)+1), random.IntN(3*chunkSize)
			p := make([]byte, length)
			n, err := r.ReadAt(p, off)
			rest := want[off:min(int(off)+length, size)]
			if !bytes.Equal(p[:n], rest) || (err == nil) != (n == length) || err != nil && err != io.EOF {
				t.Fatalf("%d bytes: %d at %d are %d, %v", size, length, off, n, err)
			}
		}
		if _, err := NewReader(bytes.NewReader(sealed), int64(len(sealed)), other); !errors.Is(err, ErrWrongKey) {
			t.Errorf("with another key: %v", err)
		}
	}
}

// A file that was cut is refused from the start, wherever it was cut.
func TestReaderRefusesWhatIsCut(t *testing.T) {
	key := testKey(t)
	sealed, err := Seal(image(2*chunkSize+17), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []int{0, 5, 21, 22, 100, 300, chunkSize, 2*chunkSize + 200, len(sealed) - 40, len(sealed) - 1} {
		_, whole := Open(sealed[:cut], key)
		if _, err := NewReader(bytes.NewReader(sealed[:cut]), int64(cut), key); err == nil || !errors.Is(err, ErrDamaged) || !errors.Is(whole, ErrDamaged) {
			t.Errorf("cut at %d: %v, and Open says %v", cut, err, whole)
		}
	}
}

// A piece that was altered is never handed out, and a disk that breaks is not
// taken for one.
func TestReaderRefusesWhatIsAltered(t *testing.T) {
	key := testKey(t)
	sealed, err := Seal(image(4*chunkSize), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	altered := bytes.Clone(sealed)
	altered[chunkSize+chunkSize/2] ^= 1
	r, err := NewReader(bytes.NewReader(altered), int64(len(altered)), key)
	if err != nil {
		t.Fatal(err)
	}
	p := make([]byte, 100)
	if n, err := r.ReadAt(p, chunkSize); n != 0 || !errors.Is(err, ErrDamaged) {
		t.Errorf("the altered piece reads as %d bytes, %v", n, err)
	}
	if n, err := r.ReadAt(p, 0); n != 100 || err != nil {
		t.Errorf("another piece reads as %d bytes, %v", n, err)
	}
	if got, err := r.All(); got != nil || !errors.Is(err, ErrDamaged) {
		t.Errorf("all are %d bytes, %v", len(got), err)
	}
	broken := errors.New("the disk is broken")
	r, err = NewReader(&breaking{bytes.NewReader(sealed), 2 * chunkSize, broken}, int64(len(sealed)), key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.All(); !errors.Is(err, broken) {
		t.Errorf("a disk that breaks: %v", err)
	}
}

// breaking cannot be read around one place.
type breaking struct {
	*bytes.Reader
	at  int64
	err error
}

func (b *breaking) ReadAt(p []byte, off int64) (int, error) {
	if off <= b.at && off+int64(len(p)) > b.at {
		return 0, b.err
	}
	return b.Reader.ReadAt(p, off)
}

// The middle of a large journal, and all of it.
func BenchmarkReader(b *testing.B) {
	key := testKey(b)
	sealed, err := Seal(image(54<<20), key.Recipient())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("page", func(b *testing.B) {
		p := make([]byte, 4096)
		for b.Loop() {
			r, err := NewReader(bytes.NewReader(sealed), int64(len(sealed)), key)
			if err == nil {
				_, err = r.ReadAt(p, 27<<20)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			r, err := NewReader(bytes.NewReader(sealed), int64(len(sealed)), key)
			if err == nil {
				_, err = r.All()
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}
