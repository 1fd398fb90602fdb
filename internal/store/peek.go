package store

import (
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"modernc.org/sqlite/vfs"

	"mull/internal/seal"
)

// A peek is a sealed journal that is only looked at: SQLite reads it through
// this, page by page, and of the file no more is decrypted than the pages it
// wants. A week of a journal of ten years is a hundredth of it.
type peek struct {
	*seal.Reader
	file  *os.File
	files *vfs.FS // how SQLite finds it; nil where SQLite does not read it
	start []byte  // of the file
	fault error   // why a page could not be read
}

// look opens the file with the vault's key. name is what its owner calls it.
func (v *vault) look(name string) (*peek, error) {
	file, err := seal.OpenRegular(v.path)
	if err != nil {
		return nil, unusable(name, "cannot be opened", err)
	}
	p := &peek{file: file}
	if err := p.open(name, v.key); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return p, nil
}

func (p *peek) open(name string, key *seal.Key) error {
	info, err := p.file.Stat()
	if err != nil {
		return unusable(name, "cannot be read", err)
	}
	if p.start, err = readStart(p.file); err != nil {
		return unusable(name, "cannot be read", err)
	}
	if len(p.start) > 0 && !seal.IsSealed(p.start) {
		return &Unusable{name, "was unsealed or replaced meanwhile; nothing more was written to it", "run the command again", nil}
	}
	if p.Reader, err = seal.NewReader(p.file, info.Size(), key); err != nil {
		return sealFault(name, err)
	}
	return nil
}

// version is checkImage for a journal of which only the first page is read.
func (p *peek) version(name string) (int, error) {
	header := make([]byte, 100)
	n, err := p.ReadAt(header, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, sealFault(name, err)
	}
	return checkHeader(name, header[:n], p.Size())
}

// database lets SQLite read the journal as it is in the file.
func (p *peek) database() (*sql.DB, error) {
	name, files, err := vfs.New(p)
	if err != nil {
		return nil, err
	}
	p.files = files
	db, err := sql.Open("sqlite", "file:journal?vfs="+name+"&mode=ro&immutable=1&"+pragmas)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// close lets go of the file, once no database reads it.
func (p *peek) close() error {
	err := p.file.Close()
	if p.files != nil {
		err = errors.Join(err, p.files.Close())
	}
	return err
}

// Open is fs.FS: there is the one file, and no journal of a transaction beside
// it.
func (p *peek) Open(name string) (fs.File, error) {
	if name != "journal" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &peekFile{io.NewSectionReader(p, 0, p.Size()), p}, nil
}

// A peekFile is the database as SQLite reads it.
type peekFile struct {
	*io.SectionReader
	peek *peek
}

// Read remembers why a page could not be read, which SQLite would not tell.
func (f *peekFile) Read(b []byte) (int, error) {
	n, err := f.SectionReader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		f.peek.fault = err
	}
	return n, err
}

func (f *peekFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *peekFile) Close() error               { return nil }
func (f *peekFile) Name() string               { return "journal" }
func (f *peekFile) Mode() fs.FileMode          { return 0o400 }
func (f *peekFile) ModTime() time.Time         { return time.Time{} }
func (f *peekFile) IsDir() bool                { return false }
func (f *peekFile) Sys() any                   { return nil }
