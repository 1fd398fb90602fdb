// doctor: whether each row of the journal is as it was written.

package cli

import (
	"fmt"
	"strings"

	"mull/internal/store"
)

// mostNamed is how many damaged things are named; a page of the disk may hold
// hundreds.
const mostNamed = 10

// checkContent names what differs from its checksum.
func (p *program) checkContent(x *store.Examination) []finding {
	var names []string
	sums := 0
	for _, d := range x.Damage {
		if d.How == store.BadSum {
			sums++
			continue
		}
		names = append(names, d.String())
	}
	var found []finding
	if len(names) > 0 {
		p.markDamaged()
		what := fmt.Sprintf("the disk has changed what you wrote, in %s: ", counted(len(names), "place", "places"))
		more := ""
		if len(names) > mostNamed {
			names, more = names[:mostNamed], fmt.Sprintf("; and %d more", len(names)-mostNamed)
		}
		found = append(found, finding{what: what + strings.Join(names, "; ") + more, mend: p.repairs(), fix: p.repair})
	}
	if len(names) == 0 {
		_ = store.ClearMark(p.path) // of damage that is repaired by now
	}
	if sums > 0 {
		found = append(found, finding{
			what: counted(sums, "checksum is", "checksums are") + " damaged; nothing you wrote is",
			mend: "mull doctor --fix",
			fix:  p.rebuild,
		})
	}
	return found
}

// markDamaged remembers that the journal is damaged, so that nothing more is
// written to it.
func (p *program) markDamaged() {
	if err := store.MarkDamaged(p.path); err != nil {
		p.say("It couldn't be noted that the journal is damaged: %v", err)
	}
}
