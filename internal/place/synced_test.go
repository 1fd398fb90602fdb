package place

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSynchronised(t *testing.T) {
	for below, want := range map[string]string{
		"Dropbox/mull":                                   "Dropbox",
		"Dropbox (Work)/notes/mull":                      "Dropbox",
		"dropbox/mull":                                   "Dropbox",
		"OneDrive - Firm/mull":                           "OneDrive",
		"Library/CloudStorage/GoogleDrive-me/x":          "Google Drive",
		"Library/Mobile Documents/com~apple~CloudDocs/x": "iCloud",
		"Nextcloud/mull":                                 "Nextcloud",
		"plain/mull":                                     "",
		"my dropbox notes":                               "",
		"drop box/mull":                                  "",
		"share/mull":                                     "",
	} {
		folder := filepath.Join(t.TempDir(), filepath.FromSlash(below))
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if got, _ := Synchronised(filepath.Join(folder, "journal.db")); got != want {
			t.Errorf("%s is %q, want %q", below, got, want)
		}
	}
	for marker, want := range map[string]string{".stfolder": "Syncthing", ".dropbox.cache": "Dropbox", ".sync_0a1b.db": "Nextcloud", ".git": ""} {
		top := t.TempDir()
		folder := filepath.Join(top, "a", "b")
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(top, marker), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		service, where := Synchronised(filepath.Join(folder, "journal.db"))
		if service != want || want != "" && filepath.Base(where) != filepath.Base(top) {
			t.Errorf("beside %s it is %q from %s, want %q", marker, service, where, want)
		}
	}
}
