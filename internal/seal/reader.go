package seal

import (
	"errors"
	"io"
	"runtime"
	"sync"

	"filippo.io/age"
)

// A Reader reads a sealed file here and there, and opens only the pieces of
// 64 KB that are asked for: of a large journal most questions want little. It
// remembers what it opened.
//
// That the file is as long as it was written is known from the start; whether a
// piece was altered is known once it is read.
type Reader struct {
	src  *remembering
	open io.ReaderAt
	size int64

	mu     sync.Mutex
	pieces [][]byte
}

// NewReader opens a sealed file of size bytes with the first of the keys that
// fits. It fails as Open does. The file must not change while it is read.
func NewReader(src io.ReaderAt, size int64, keys ...*Key) (*Reader, error) {
	start := make([]byte, len(introV1))
	n, err := src.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if err := checkIntro(start[:n]); err != nil {
		return nil, err
	}
	identities, err := identitiesOf(keys)
	if err != nil {
		return nil, err
	}
	r := &Reader{src: &remembering{src: src}}
	if r.open, r.size, err = age.DecryptReaderAt(r.src, size, identities...); err != nil {
		return nil, r.explain(err)
	}
	r.pieces = make([][]byte, (r.size+chunkSize-1)/chunkSize)
	return r, nil
}

// Size is how many bytes are sealed.
func (r *Reader) Size() int64 { return r.size }

// ReadAt is io.ReaderAt, of what is sealed.
func (r *Reader) ReadAt(p []byte, off int64) (n int, err error) {
	for n < len(p) {
		if off >= r.size {
			return n, io.EOF
		}
		piece, err := r.piece(off / chunkSize)
		if err != nil {
			return n, err
		}
		read := copy(p[n:], piece[off%chunkSize:])
		n, off = n+read, off+int64(read)
	}
	return n, nil
}

func (r *Reader) piece(i int64) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pieces[i] == nil {
		piece := make([]byte, min(chunkSize, r.size-i*chunkSize))
		if err := r.fill(piece, i*chunkSize); err != nil {
			return nil, err
		}
		r.pieces[i] = piece
	}
	return r.pieces[i], nil
}

func (r *Reader) fill(p []byte, off int64) error {
	n, err := r.open.ReadAt(p, off)
	if n == len(p) {
		return nil
	}
	return r.explain(err)
}

// stretch is how much one processor opens at a time.
const stretch = 16 * chunkSize

// All opens everything, on all processors, and returns nothing unless the whole
// file is as it was written.
func (r *Reader) All() ([]byte, error) {
	image := make([]byte, r.size)
	workers := min(runtime.GOMAXPROCS(0), int(r.size/stretch)+1)
	errs := make([]error, workers)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for off := int64(w) * stretch; off < r.size && errs[w] == nil; off += int64(workers) * stretch {
				errs[w] = r.fill(image[off:min(off+stretch, r.size)], off)
			}
		})
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return image, nil
}

// explain tells a disk that cannot be read from a file that was altered.
func (r *Reader) explain(err error) error {
	if fault := r.src.fault(); fault != nil {
		return fault
	}
	return explain(err, ErrWrongKey)
}

// A remembering source keeps the first error of reading that is not the end.
type remembering struct {
	src io.ReaderAt
	mu  sync.Mutex
	err error
}

func (s *remembering) ReadAt(p []byte, off int64) (int, error) {
	n, err := s.src.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.err = err
	}
	return n, err
}

func (s *remembering) fault() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
