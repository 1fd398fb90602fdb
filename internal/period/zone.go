package period

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // zones on machines that have no database of them
)

var zones sync.Map // name -> *time.Location

// LoadZone returns the zone with an IANA name. Empty names and "Local", which
// Go would read as UTC and as this machine's zone, are refused.
func LoadZone(name string) (*time.Location, error) {
	if known, found := zones.Load(name); found {
		return known.(*time.Location), nil
	}
	if name == "" || name == "Local" {
		return nil, fmt.Errorf("%q is not the name of a time zone", name)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("unknown time zone %q", name)
	}
	zones.Store(name, zone)
	return zone, nil
}
