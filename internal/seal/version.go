package seal

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// ImageVersion reads what SQLite keeps at fixed places of an image: the
// application id and the user version (the schema's). With it a foreign or
// newer journal is refused before anything loads it. An image that is no
// SQLite database is ErrDamaged, since it came out of a sealed file.
func ImageVersion(image []byte) (application, user uint32, err error) {
	if len(image) < 100 || !strings.HasPrefix(string(image[:16]), "SQLite format 3\x00") {
		return 0, 0, fmt.Errorf("%w: what it holds is no journal", ErrDamaged)
	}
	return binary.BigEndian.Uint32(image[68:]), binary.BigEndian.Uint32(image[60:]), nil
}
