package ask

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mull/internal/exercise"
)

// elsewhere says how the cards lie and lets them be put on other piles, by name
// and pile. again is true where the card laid last is wanted back, which is
// only offered where one was laid.
func (d *dialog) elsewhere(ctx context.Context, s Screen, piles map[string][]any, laid bool) (again bool, reply Reply, err error) {
	q := s.first()
	rejected := ""
	for len(asCards(piles)) > 0 {
		label := heights(q, piles) + ". To move a card, type it and a pile, such as: " + example(q, piles) + ". Enter goes on."
		did, line, err := d.part(ctx, part{label: label, rejected: rejected, words: cardNames(q), apart: true})
		if err != nil {
			return false, Reply{}, err
		}
		rejected = ""
		switch {
		case did == goBack && laid:
			return true, Reply{}, nil
		case did != answer:
			if done, reply, err := d.within(ctx, s, did, line); done || err != nil {
				return false, reply, err
			}
			continue
		case strings.TrimSpace(line) == "":
			reply, err := whole(q, asTree(piles))
			return false, reply, err
		}
		if err := move(q, piles, line); err != nil {
			d.fix(err, line)
			rejected = line
			continue
		}
		if err := s.partly(asTree(piles)); err != nil {
			return false, Reply{}, err
		}
	}
	reply, err = whole(q, asTree(piles))
	return false, reply, err
}

// heights says how many cards lie on each pile.
func heights(q *exercise.Question, piles map[string][]any) string {
	var words []string
	for _, pile := range q.Piles {
		words = append(words, fmt.Sprintf("%s %d", clean(pile.Label), len(piles[pile.ID])))
	}
	return strings.Join(words, ", ")
}

// example moves the last card of the first pile that has one to the pile after.
func example(q *exercise.Question, piles map[string][]any) string {
	for at, pile := range q.Piles {
		cards := piles[pile.ID]
		for _, card := range slices.Backward(cards) {
			if id, ok := card.(string); ok {
				return fmt.Sprintf("%s %d", id, (at+1)%len(q.Piles)+1)
			}
		}
	}
	return fmt.Sprintf("CARD %d", len(q.Piles))
}

// move puts the card that a line names on the pile at its end.
func move(q *exercise.Question, piles map[string][]any, line string) error {
	words := strings.Fields(line)
	for cut := len(words) - 1; cut > 0; cut-- {
		pile, found := pileNamed(q, strings.Join(words[cut:], " "))
		if !found {
			continue
		}
		card, found := laidCard(q, piles, strings.Join(words[:cut], " "))
		if !found {
			return fmt.Errorf("%q is none of the cards", shorten(strings.Join(words[:cut], " "), 40, "..."))
		}
		pickUp(piles, card)
		piles[pile.ID] = append(piles[pile.ID], card)
		return nil
	}
	return fmt.Errorf("wants a card and a pile, such as: %s", example(q, piles))
}

// laidCard finds a card by its name, own ones too.
func laidCard(q *exercise.Question, piles map[string][]any, name string) (any, bool) {
	if card, found := exercise.Find(q.Options.List, name); found {
		return tree(card), true
	}
	for _, card := range asCards(piles) {
		if own := exercise.OwnWords(card); len(own) == 1 && strings.EqualFold(own[0], name) {
			return card, true
		}
	}
	return nil, false
}

func asCards(piles map[string][]any) []any {
	var all []any
	for _, cards := range piles {
		all = append(all, cards...)
	}
	return all
}

// pileNamed finds a pile by its number or its words.
func pileNamed(q *exercise.Question, word string) (exercise.Option, bool) {
	word = strings.TrimSpace(word)
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= len(q.Piles) {
		return q.Piles[n-1], true
	}
	return exercise.Find(q.Piles, word)
}

func cardNames(q *exercise.Question) []string {
	var names []string
	for _, card := range q.Options.List {
		names = append(names, card.ID)
	}
	return names
}
