package report

import (
	"strings"

	"mull/internal/journal"
)

// Categories is what time can be spent on.
type Categories struct{ List []journal.Category }

// CategoriesJSON is the categories in JSON.
type CategoriesJSON struct {
	Categories []CategoryLineJSON `json:"categories"`
}

// CategoryLineJSON is one category in JSON.
type CategoryLineJSON struct {
	Category string   `json:"category"`
	Track    string   `json:"track"`
	Label    string   `json:"label"`
	Also     []string `json:"also"`
	Own      bool     `json:"own"`
}

// JSON returns the view that programs read.
func (c *Categories) JSON() CategoriesJSON {
	view := CategoriesJSON{Categories: []CategoryLineJSON{}}
	for i := range c.List {
		view.Categories = append(view.Categories, CategoryOf(&c.List[i]))
	}
	return view
}

// CategoryOf returns the JSON view of one category.
func CategoryOf(c *journal.Category) CategoryLineJSON {
	return CategoryLineJSON{c.ID, string(c.Track), c.Label, append([]string{}, c.Also...), c.Own}
}

// Table returns the categories as a table.
func (c *Categories) Table() *Table {
	table := &Table{Gap: 3, Columns: []Column{
		{Title: "category"}, {Title: "track"}, {Title: "what it is", Flex: true, Wrap: true}, {Title: "also typed as", Flex: true, Wrap: true, Drop: 1}}}
	for _, one := range c.List {
		label := one.Label
		if one.Own {
			label = strings.TrimSpace(label + " (yours)")
		}
		table.Rows = append(table.Rows, []string{one.ID, trackWord(one.Track), label, strings.Join(one.Also, ", ")})
	}
	return table
}

// Render writes the categories and how they balance.
func (c *Categories) Render(p *Page) {
	c.Table().Render(p)
	p.Gap()
	p.Aside(0, "The IC share is IC against leadership; other is left out.")
}
