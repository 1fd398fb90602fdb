package report

import "testing"

func TestFold(t *testing.T) {
	key := "mull1-age12tpkv34uas7mmfazzpmsgem0mr98ueawhecy3stsq5e3cgwvlejq64cpzd"
	for _, tt := range []struct{ line, want string }{
		{"", ""},
		{"short enough", "short enough"},
		{"Send the public id to them by mail", "Send the public id\nto them by mail"},
		{"  an indent is kept below, too", "  an indent is kept\n  below, too"},
		{"why  to see what could be handed on", "why  to see what\n     could be handed\n     on"},
		{"public id    " + key, "public id    " + key},
		{"日本語 日本語 日本語 日本語", "日本語 日本語 日本語\n日本語"},
	} {
		if got := Fold(tt.line, 20); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}
