package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// manyCards is after how many cards the piles are named again.
const manyCards = 10

// sort shows one card after the other and asks for its pile. Enter leaves a
// card without one, a full stop those that are left; at the end a card can
// still be put elsewhere.
func (d *dialog) sort(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	piles := pilesOf(q, s.Present[q.ID])
	var laid []func() // how to take the last cards back
	cards := exercise.Unsorted(q, asTree(piles))
	before := len(q.Options.List) - len(cards)
	rejected := ""
	for at := 0; ; {
		if at >= len(cards) {
			if again, reply, err := d.elsewhere(ctx, s, piles, len(laid) > 0); !again {
				return reply, err
			}
			laid[len(laid)-1]()
			laid, at = laid[:len(laid)-1], at-1
			continue
		}
		if at > 0 && at%manyCards == 0 {
			d.print(hang(indent, "("+manner(q, place{})+")", d.columns()))
		}
		did, line, err := d.part(ctx, part{
			label: cardLabel(cards[at], before+at+1, len(q.Options.List)), rejected: rejected, words: pileNames(q), apart: true,
		})
		if err != nil {
			return Reply{}, err
		}
		rejected = ""
		switch {
		case did == goBack && len(laid) > 0:
			laid[len(laid)-1]()
			laid, at = laid[:len(laid)-1], at-1
			continue
		case did == goBack && takeBack(q, piles, &cards):
			before--
			continue
		case did == leaveRest:
			cards = cards[:at]
			continue
		case did != answer:
			if done, reply, err := d.within(ctx, s, did, line); done || err != nil {
				return reply, err
			}
			continue
		}
		own, isOwn := strings.CutPrefix(strings.TrimSpace(line), exercise.OtherID+":")
		if isOwn && q.Other {
			if err := d.ownCard(ctx, q, piles, strings.TrimSpace(own)); err != nil {
				return Reply{}, err
			}
			if err := s.partly(asTree(piles)); err != nil {
				return Reply{}, err
			}
			continue
		}
		undo, err := lay(q, piles, line, tree(cards[at]))
		if err != nil {
			d.fix(err, line)
			rejected = line
			continue
		}
		laid = append(laid, undo)
		if err := s.partly(asTree(piles)); err != nil {
			return Reply{}, err
		}
		at++
	}
}

// takeBack takes the card before the first of those left off its pile, where it
// was laid in an earlier sitting, and puts it first.
func takeBack(q *exercise.Question, piles map[string][]any, left *[]exercise.Option) bool {
	var card exercise.Option
	for _, next := range q.Options.List {
		if same(tree(next), tree((*left)[0])) {
			break
		}
		if slices.ContainsFunc(asCards(piles), func(laid any) bool { return same(laid, tree(next)) }) {
			card = next
		}
	}
	if card.ID == "" {
		return false
	}
	pickUp(piles, tree(card))
	*left = slices.Insert(*left, 0, card)
	return true
}

// pickUp takes a card off whichever pile it lies on.
func pickUp(piles map[string][]any, card any) {
	for id, cards := range piles {
		piles[id] = slices.DeleteFunc(slices.Clone(cards), func(other any) bool { return same(other, card) })
	}
}

func cardLabel(card exercise.Option, at, of int) string {
	label := fmt.Sprintf("%d of %d: %s", at, of, clean(card.Label))
	if about := clean(card.About); about != "" {
		label += " - " + about
	}
	return label
}

// ownCard lays a card of the person's own.
func (d *dialog) ownCard(ctx context.Context, q *exercise.Question, piles map[string][]any, words string) error {
	rejected := ""
	for words != "" {
		_, line, err := d.part(ctx, part{label: "Your own: " + clean(words), rejected: rejected, words: pileNames(q), apart: true})
		if err != nil {
			return err
		}
		if _, err = lay(q, piles, line, ownTree(words)); err == nil {
			return nil
		}
		d.fix(err, line)
		rejected = line
	}
	return nil
}

// lay puts a card on the pile that a line names, and returns how to take it
// back. An empty line lays it on none.
func lay(q *exercise.Question, piles map[string][]any, line string, card any) (undo func(), err error) {
	if strings.TrimSpace(line) == "" {
		return func() {}, nil
	}
	pile, found := pileNamed(q, line)
	if !found {
		return nil, fmt.Errorf("%q names no pile; wanted is %s", shorten(strings.TrimSpace(line), 40, "..."), manner(q, place{}))
	}
	before := piles[pile.ID]
	piles[pile.ID] = append(slices.Clone(before), card)
	return func() { piles[pile.ID] = before }, nil
}

func pilesOf(q *exercise.Question, value any) map[string][]any {
	piles := map[string][]any{}
	given, _ := value.(map[string]any)
	for _, pile := range q.Piles {
		piles[pile.ID], _ = given[pile.ID].([]any)
	}
	return piles
}

func asTree(piles map[string][]any) map[string]any {
	out := map[string]any{}
	for id, cards := range piles {
		out[id] = cards
	}
	return out
}

func pileNames(q *exercise.Question) []string {
	var names []string
	for _, pile := range q.Piles {
		names = append(names, pile.ID)
	}
	return names
}

// tree is how an option stands in an answer.
func tree(o exercise.Option) any {
	if o.ID == exercise.OtherID {
		return ownTree(o.Label)
	}
	return o.ID
}
