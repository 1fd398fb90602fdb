// The first 100 bytes of a journal's file: what is in them is known, so damage to
// them is found and put right. https://sqlite.org/fileformat.html#the_database_header

package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/bits"
	"os"

	"mull/internal/seal"
	"mull/schema"
)

const headerSize = 100

// sqliteMagic begins every SQLite file, and sealedMagic every encrypted one.
const (
	sqliteMagic = "SQLite format 3\x00"
	sealedMagic = "age-encryption.org/v1\n"
)

// fixedHeader returns the image with a header as every journal of mull's has it. What
// only the tables tell stays as it is, and no page is said to be free.
func fixedHeader(image []byte) []byte {
	if len(image) < headerSize {
		return image
	}
	fixed := bytes.Clone(image)
	copy(fixed, sqliteMagic)
	binary.BigEndian.PutUint16(fixed[16:], pageSize)
	copy(fixed[18:], []byte{1, 1, 0, 64, 32, 32})
	binary.BigEndian.PutUint32(fixed[28:], uint32(len(image)/pageSize))
	clear(fixed[32:40]) // free pages
	binary.BigEndian.PutUint32(fixed[44:], 4)
	clear(fixed[52:56])
	binary.BigEndian.PutUint32(fixed[56:], 1) // UTF-8
	clear(fixed[64:68])
	binary.BigEndian.PutUint32(fixed[68:], schema.ApplicationID)
	clear(fixed[72:92])
	copy(fixed[92:96], fixed[24:28])
	return fixed
}

// headerDamaged says whether the header differs from what it must be in every journal,
// so that SQLite would read the file otherwise. Which pages are free and how many there
// are is left to SQLite's own check.
func headerDamaged(image []byte) bool {
	if len(image) < headerSize {
		return true
	}
	want := fixedHeader(image[:headerSize])
	copy(want[18:20], image[18:20]) // 2 is a write-ahead log, which another program set
	if image[18] != image[19] || image[18] > 2 || image[18] == 0 {
		return true
	}
	for _, part := range [][2]int{{0, 24}, {44, 48}, {52, 60}, {64, 72}} {
		if !bytes.Equal(image[part[0]:part[1]], want[part[0]:part[1]]) {
			return true
		}
	}
	return false
}

// schemaVersion returns the version whose tables, indexes and triggers an image has
// exactly, whatever its header says; 0 where it has those of none.
func schemaVersion(ctx context.Context, path string, image []byte) (int, error) {
	raw, err := openRaw(ctx, path, image)
	if err != nil {
		return 0, nil // it can't be read, so it isn't known
	}
	defer raw.db.Close() //nolint:errcheck // it was only in memory
	present, err := objectsIn(ctx, raw.db)
	if err != nil {
		return 0, nil
	}
	for version := schema.Version(); version > 0; version-- {
		want, err := migrated(ctx, version)
		if err != nil {
			return 0, err
		}
		if len(differences(want, present)) == 0 {
			return version, nil
		}
	}
	return 0, nil
}

// trueVersion returns the version of a damaged journal: that of its tables, and where
// these are damaged that in its header.
func trueVersion(ctx context.Context, path string, image []byte) (int, error) {
	version, err := schemaVersion(ctx, path, fixedHeader(image))
	if err != nil || version > 0 {
		return version, err
	}
	if version = versionOf(image); version > schema.Version() || version < 0 {
		version = schema.Version()
	}
	return version, nil
}

// mostBits is how many bits of the words that say what a file is may differ for it to
// be taken for a damaged journal, and not for the file of another program.
const mostBits = 2

// damagedHeader returns ErrDamaged for a journal that a damaged header makes look like
// another program's file, or one of a newer mull: but for it, it is exactly as mull
// makes it. Else it returns otherwise.
func damagedHeader(path string, header []byte, otherwise error) error {
	if differingBits(header[:len(sealedMagic)], []byte(sealedMagic)) <= mostBits {
		return damaged(path, "is damaged: the beginning of its file was changed", nil)
	}
	magic := differingBits(header[:16], []byte(sqliteMagic))
	id := bits.OnesCount32(binary.BigEndian.Uint32(header[68:]) ^ schema.ApplicationID)
	info, err := os.Stat(path)
	if err != nil || magic+id > mostBits || info.Size()%pageSize != 0 || info.Size() > 1<<31 {
		return otherwise
	}
	image, err := seal.ReadRegular(path)
	if err != nil {
		return otherwise
	}
	version, err := schemaVersion(context.Background(), path, fixedHeader(image))
	if err != nil || version == 0 {
		return otherwise
	}
	// The next version may have the same tables.
	if said := versionOf(header); magic+id == 0 && (bits.OnesCount32(uint32(said^version)) > 1 || said == version+1) {
		return otherwise
	}
	return damaged(path, "is damaged: the beginning of its file was changed", nil)
}

// plainImage says whether bytes begin as a journal that isn't encrypted does, but for
// some bits.
func plainImage(image []byte) bool {
	return len(image) >= headerSize && differingBits(image[:16], []byte(sqliteMagic)) <= mostBits
}

func differingBits(a, b []byte) int {
	n := 0
	for i := range a {
		n += bits.OnesCount8(a[i] ^ b[i])
	}
	return n
}

// fixedSize is the image with the size of pages that every journal has.
func fixedSize(image []byte) []byte {
	fixed := bytes.Clone(image[:headerSize])
	binary.BigEndian.PutUint16(fixed[16:], pageSize)
	return append(fixed, image[headerSize:]...)
}

// Repairable says whether Repair can make a journal of a damaged file without losing
// what it can't name: nothing of the file is missing.
func Repairable(ctx context.Context, path string, image []byte) bool {
	if len(image) < pageSize || len(image)%pageSize != 0 || !plainImage(image) {
		return false
	}
	version, err := trueVersion(ctx, path, image)
	if err != nil || version < withSums {
		return false
	}
	if wholePages(fixedSize(image)) {
		return true
	}
	// Is it the number that is damaged, or is the file cut short?
	whole := bytes.Clone(image)
	binary.BigEndian.PutUint32(whole[28:], uint32(len(image)/pageSize))
	raw, err := openRaw(ctx, path, whole)
	if err != nil {
		return false
	}
	faults, err := raw.Integrity(ctx)
	return errors.Join(err, raw.db.Close()) == nil && len(faults) == 0
}
