package intake

import (
	"hash/maphash"
	"strings"

	"github.com/emersion/go-ical"
)

// An addressBook finds out which address is the reader's own: the one that is
// part of every event that has people.
type addressBook struct {
	seed   maphash.Seed
	ready  bool
	counts map[uint64]int
	events int
}

func (b *addressBook) hash(address string) uint64 {
	if !b.ready {
		b.seed, b.ready, b.counts = maphash.MakeSeed(), true, map[uint64]int{}
	}
	return maphash.String(b.seed, address)
}

func address(value string) string {
	text := strings.ToLower(strings.TrimSpace(value))
	return strings.TrimPrefix(text, "mailto:")
}

// read counts the people of an event and notes who declined.
func (b *addressBook) read(e *event, v *ical.Component, private bool) {
	people := map[uint64]bool{}
	if prop := v.Props.Get("ORGANIZER"); prop != nil {
		e.organiser = oneLine(address(prop.Value))
		if name := prop.Params.Get("CN"); name != "" && !strings.EqualFold(name, e.organiser) {
			e.boss = oneLine(name)
		}
		people[b.hash(address(prop.Value))] = true
	}
	attendees := v.Props["ATTENDEE"]
	for i := range attendees {
		prop := &attendees[i]
		switch strings.ToUpper(prop.Params.Get("CUTYPE")) {
		case "ROOM", "RESOURCE":
			continue
		}
		who := b.hash(address(prop.Value))
		people[who] = true
		e.invited++
		switch strings.ToUpper(prop.Params.Get("PARTSTAT")) {
		case "DECLINED":
			if len(e.declined) < maxVersions {
				e.declined = append(e.declined, who)
			}
		case "TENTATIVE":
			if len(e.unsure) < maxVersions {
				e.unsure = append(e.unsure, who)
			}
		}
		if !private {
			continue
		}
		if e.private == nil {
			e.private = &privateFacts{}
		}
		if len(e.private.AttendeeList) < 200 {
			e.private.AttendeeList = append(e.private.AttendeeList, strings.Clone(oneLine(address(prop.Value))))
		}
	}
	if e.invited == 0 {
		return
	}
	e.people = int32(len(people))
	b.events++
	for who := range people {
		if b.counts[who] > 0 || len(b.counts) < MaxRows {
			b.counts[who]++
		}
	}
}

// own returns the addresses that are the reader's: those given, those the
// calendar or the file is called, else the one address that every one of at
// least three events has.
func (b *addressBook) own(given []string, names []string) map[uint64]bool {
	own := map[uint64]bool{}
	for _, me := range given {
		own[b.hash(address(me))] = true
	}
	for _, name := range names {
		name = strings.TrimSuffix(strings.ToLower(name), ".ics")
		if at := strings.IndexByte(name, '@'); at > 0 && !strings.ContainsAny(name, " /\\") {
			own[b.hash(address(name))] = true
		}
	}
	if len(own) > 0 || b.events < 3 {
		return own
	}
	for who, count := range b.counts {
		if count == b.events {
			own[who] = true
		}
	}
	if len(own) > 1 {
		return map[uint64]bool{}
	}
	return own
}
