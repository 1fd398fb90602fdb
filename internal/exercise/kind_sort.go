package exercise

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// sort lays cards on piles: "matters most: craft, rest; matters: order". Cards
// may be left over, so that a sitting can be broken off.
var sortKind = kind{
	read: func(q *Question, line string) (any, error) {
		piles := map[string]any{}
		var wrong problems
		for _, part := range pieces(line, ';') {
			pile, cards, found := cutOption(q.Piles, part+" ")
			if !found {
				wrong.add("%q names no pile; the piles are %s", shorten(part), optionList(q.Piles))
				continue
			}
			if _, twice := piles[pile.ID]; twice {
				wrong.add("names the pile %s twice", pile.ID)
				continue
			}
			list, err := readOptions(q, cards)
			wrong.join(err)
			piles[pile.ID] = list
		}
		return piles, wrong.err()
	},
	check: checkSort,
	line: func(q *Question, value any) string {
		piles, _ := value.(map[string]any)
		var parts []string
		for _, pile := range q.Piles {
			if piles[pile.ID] != nil {
				parts = append(parts, pile.ID+": "+optionsLine(q, piles[pile.ID]))
			}
		}
		return strings.Join(parts, "; ")
	},
	needs: func(q *Question) []string {
		faults := needsOptions(q)
		if len(q.Piles) < 2 {
			faults = append(faults, fmt.Sprintf("sort needs piles, two at least, have %d", len(q.Piles)))
		}
		return faults
	},
}

func checkSort(q *Question, tree any) (any, error) {
	given, ok := tree.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("wants {pile: [options]}, have %s", shown(tree))
	}
	piles := map[string]any{}
	lies := map[string]string{}
	var wrong problems
	for _, name := range slices.Sorted(maps.Keys(given)) {
		pile, found := Find(q.Piles, name)
		if !found {
			wrong.add("unknown pile %q; the piles are %s", name, optionList(q.Piles))
			continue
		}
		if given[name] == nil {
			continue
		}
		cards, faulty := checkOptions(q, given[name])
		wrong.within(pile.ID, faulty.err())
		for _, card := range cards {
			if card == nil {
				continue // named above
			}
			key := optionLine(card)
			if other, twice := lies[key]; twice {
				wrong.add("%q lies on two piles, %s and %s", key, other, pile.ID)
				continue
			}
			lies[key] = pile.ID
		}
		if _, twice := piles[pile.ID]; twice {
			wrong.add("names the pile %s twice", pile.ID)
			continue
		}
		if len(cards) > 0 {
			piles[pile.ID] = cards
		}
	}
	if len(piles) == 0 || len(wrong) > 0 {
		return nil, wrong.err()
	}
	return piles, nil
}

// Unsorted returns the cards of a sort that lie on no pile yet.
func Unsorted(q *Question, value any) []Option {
	piles, _ := value.(map[string]any)
	var left []Option
	for _, card := range q.Options.List {
		lies := slices.ContainsFunc(slices.Collect(maps.Values(piles)), func(pile any) bool {
			return slices.Contains(IDs(pile), card.ID)
		})
		if !lies {
			left = append(left, card)
		}
	}
	return left
}
