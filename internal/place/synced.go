package place

import (
	"os"
	"path/filepath"
	"strings"
)

// services are told by the name of a folder on the way to a file. A name that
// ends in * stands for all that begin so.
var services = []struct{ folder, service string }{
	{"Dropbox*", "Dropbox"},
	{"OneDrive*", "OneDrive"},
	{"Google Drive*", "Google Drive"},
	{"GoogleDrive*", "Google Drive"},
	{"My Drive", "Google Drive"},
	{"Mobile Documents", "iCloud"},
	{"com~apple~CloudDocs", "iCloud"},
	{"iCloud*", "iCloud"},
	{"Nextcloud*", "Nextcloud"},
	{"ownCloud*", "ownCloud"},
	{"Syncthing*", "Syncthing"},
	{"pCloud*", "pCloud"},
}

// markers are files that a service leaves in the folders it watches.
var markers = []struct{ pattern, service string }{
	{".dropbox", "Dropbox"},
	{".dropbox.cache", "Dropbox"},
	{".stfolder", "Syncthing"},
	{".stignore", "Syncthing"},
	{".tmp.drivedownload", "Google Drive"},
	{".sync_*.db", "Nextcloud"},
	{"._sync_*.db", "Nextcloud"},
	{".nextcloudsync.log", "Nextcloud"},
	{".owncloudsync.log", "ownCloud"},
}

// Synchronised says which service copies the folder of a file to other
// machines, and from which folder on; "" where none is seen. Links are followed.
func Synchronised(path string) (service, folder string) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	for folder = filepath.Dir(path); ; folder = filepath.Dir(folder) {
		if service := serviceAt(folder); service != "" {
			return service, folder
		}
		if folder == filepath.Dir(folder) {
			return "", ""
		}
	}
}

func serviceAt(folder string) string {
	name := strings.ToLower(filepath.Base(folder))
	for _, s := range services {
		start, begins := strings.CutSuffix(strings.ToLower(s.folder), "*")
		if name == start || begins && strings.HasPrefix(name, start) {
			return s.service
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "" // what cannot be read cannot be told
	}
	for _, entry := range entries {
		for _, m := range markers {
			if match, _ := filepath.Match(m.pattern, entry.Name()); match {
				return m.service
			}
		}
	}
	return ""
}
