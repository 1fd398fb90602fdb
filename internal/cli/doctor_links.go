package cli

import (
	"fmt"
	"os"
	"slices"

	"mull/internal/store"
)

// checkLinks finds files of the journal that have another name on the disk: what is
// sealed, replaced or removed under one stays under the other.
func (p *program) checkLinks() ([]finding, error) {
	paths, err := p.ownPaths()
	if err != nil {
		return nil, err
	}
	var found []finding
	for _, path := range slices.Compact(paths) {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() || store.Names(path) < 2 {
			continue
		}
		found = append(found, finding{
			what: fmt.Sprintf("%s has %d names on this disk (hard links), and changing one leaves the others", path, store.Names(path)),
			mend: fmt.Sprintf("find FOLDER -samefile %s lists them; remove the others", quotedName(path)),
		})
	}
	return found, nil
}
