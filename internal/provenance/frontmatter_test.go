package provenance

import (
	"strings"
	"testing"
)

// TestFrontMatter has the forms of several clippers, and texts that only begin alike.
func TestFrontMatter(t *testing.T) {
	const body = "The ferry is late.\n\nIt was late yesterday.\n"
	for _, tt := range []struct{ name, text, want string }{
		{"Obsidian", "---\ntitle: \"Ferry: \\\"late\\\"\"\nsource: \"https://beacon.example/ferry\"\n" +
			"author:\n  - \"[[Ann Lee]]\"\n" +
			"  - \"[[Bo Ek|Bo]]\"\npublished: 2024-05-03\n" +
			"created: 2024-05-04\ndescription: \"x\"\ntags:\n  - \"clippings\"\n---\n",
			`Ferry: "late"|https://beacon.example/ferry|Ann Lee, Bo|2024-05-03|2024-05-04`},
		{"MarkDownload", "---\ncreated: 2024-05-04T10:00:00 (UTC +02:00)\ntags: [ferry, port]\n" +
			"source: https://beacon.example/ferry\n" +
			"author: Ann Lee\n---\n\n# Ferry\n", "|https://beacon.example/ferry|Ann Lee||2024-05-04T10:00:00+02:00"},
		{"other keys", "---\r\nTitle: Ferry\r\nPage-URL: https://beacon.example/ferry\r\n" +
			"byline: [Ann Lee, Bo Ek]\r\n" +
			"date: 2024-05-03\r\n...\r\n", "Ferry|https://beacon.example/ferry|Ann Lee, Bo Ek|2024-05-03|"},
		{"a folded title", "---\ntitle: >-\n  Ferry\n  late\nurl: https://beacon.example/ferry\n---\n",
			"Ferry late|https://beacon.example/ferry|||"},
		{"no address", "---\ntitle: Ferry\ndate: 2024-05-03\nlayout: post\n---\n", "Ferry|||2024-05-03|"},
		{"a rule", "---\nFerry late\n---\n", ""},
		{"sentences with colons", "---\nThe council said: no.\nThe ferry: late.\n---\n", ""},
		{"settings", "---\nname: x\nversion: 2\n---\n", ""},
		{"never ended", "---\ntitle: Ferry\nurl: https://beacon.example/ferry\n", ""},
		{"records", "---\ntitle: Ferry\nurl: https://beacon.example/ferry\n---\nLate.\n---\ntitle: Dam\n" +
			"url: https://beacon.example/dam\n---\n", ""},
	} {
		f, rest, ok := ReadFrontMatter(tt.text + body)
		got := ""
		if ok {
			got = strings.Join([]string{f.Title, f.URL, strings.Join(f.Authors, ", "), f.Published, f.Date}, "|")
			if !strings.HasSuffix(rest, body) || strings.Contains(rest, "---") {
				t.Errorf("%s: rest %q", tt.name, rest)
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
