package schema

import (
	"fmt"
	"testing"
)

func TestMigrationsAreNumberedWithoutAGap(t *testing.T) {
	list, err := After(0)
	if err != nil || len(list) != Version() || len(list) == 0 {
		t.Fatalf("%d migrations for version %d, %v", len(list), Version(), err)
	}
	for i, m := range list {
		if m.Version != i+1 || m.Name[:5] != fmt.Sprintf("%04d_", i+1) || m.SQL == "" {
			t.Errorf("migration %d is version %d, %s", i+1, m.Version, m.Name)
		}
	}
	if rest, err := After(Version()); err != nil || len(rest) != 0 {
		t.Errorf("a journal of this version needs %d migrations, %v", len(rest), err)
	}
	if string([]byte{ApplicationID >> 24, ApplicationID >> 16 & 0xff, ApplicationID >> 8 & 0xff, ApplicationID & 0xff}) != "mull" {
		t.Error("the application id is not mull")
	}
}
