package store

import (
	"context"

	"mull/internal/period"
)

// ItemState says what became of an item.
type ItemState string

// An open item is carried, a closed one was dealt with, a dropped one let go.
const (
	ItemOpen    ItemState = "open"
	ItemClosed  ItemState = "closed"
	ItemDropped ItemState = "dropped"
)

// An Item is a talk or a decision that someone carries.
type Item struct {
	Number    int64
	UUID      string
	Text      string
	Day       period.Day // since when it is on the list
	Entry     int64      // the entry that put it there, or 0
	State     ItemState
	ClosedDay period.Day
}

// AddItem puts an item on the list and gives it its number and UUID.
func (a *Act) AddItem(x *Item) error {
	if err := a.numbered(&x.Number); err != nil {
		return err
	}
	x.UUID = a.newUUID()
	return a.exec("INSERT INTO item (number, uuid, text, day, entry, state, closed_day, act) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		x.Number, x.UUID, x.Text, int(x.Day), orNull(x.Entry), string(x.State), orNull(int(x.ClosedDay)), a.id)
}

// SaveItem writes an item that is on the list already.
func (a *Act) SaveItem(x *Item) error {
	return a.exec("UPDATE item SET text = ?, state = ?, closed_day = ? WHERE number = ?",
		x.Text, string(x.State), orNull(int(x.ClosedDay)), x.Number)
}

// ItemsOf returns the items an entry put on the list.
func (a *Act) ItemsOf(entry int64) ([]Item, error) {
	return all(a.ctx, a.tx, scanItem, "SELECT "+itemColumns+" FROM item WHERE entry = ? ORDER BY number", entry)
}

// DeleteItem removes an item.
func (a *Act) DeleteItem(number int64) error {
	return a.exec("DELETE FROM item WHERE number = ?", number)
}

// Items returns the items in a state, the oldest first.
func (s *Store) Items(ctx context.Context, state ItemState) ([]Item, error) {
	list, err := all(ctx, s.db, scanItem, "SELECT "+itemColumns+" FROM item WHERE state = ? ORDER BY day, number", string(state))
	return list, s.explain("read the open items", err)
}

// Item returns one item, or ErrNothing.
func (s *Store) Item(ctx context.Context, number int64) (*Item, error) {
	item, err := itemOf(ctx, s.db, number)
	return item, s.explain("read the item", err)
}

const itemColumns = "number, uuid, text, day, coalesce(entry, 0), state, coalesce(closed_day, 0)"

func scanItem(scan func(...any) error) (Item, error) {
	var x Item
	err := scan(&x.Number, &x.UUID, &x.Text, &x.Day, &x.Entry, &x.State, &x.ClosedDay)
	return x, err
}

// Item reads one item as the act sees it, or ErrNothing.
func (a *Act) Item(number int64) (*Item, error) { return itemOf(a.ctx, a.tx, number) }

func itemOf(ctx context.Context, q querier, number int64) (*Item, error) {
	list, err := all(ctx, q, scanItem, "SELECT "+itemColumns+" FROM item WHERE number = ?", number)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, ErrNothing
	}
	return &list[0], nil
}
