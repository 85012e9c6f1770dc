package vault

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
)

func TestSURT(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.Harbour.example/News/Ferry.html":  "example,harbour)/news/ferry.html",
		"http://harbour.example":                       "example,harbour)/",
		"http://harbour.example:80/":                   "example,harbour)/",
		"https://harbour.example:8443/a/":              "example,harbour:8443)/a",
		"https://news.harbour.example/?b=2&A=1#top":    "example,harbour,news)/?a=1&b=2",
		"http://www2.harbour.example/":                 "example,harbour)/",
		"http://www.example/":                          "example,www)/",
		"http://192.0.2.7/x":                           "192.0.2.7)/x",
		"urn:x-cuttings:saved.zip%21/a%20b.html":       "urn:x-cuttings:saved.zip%21/a%20b.html",
		"http://harbour.example/a b?c d":               "example,harbour)/a%20b?c%20d",
		"https://вести.example/%D0%B0":                 "example,вести)/%d0%b0",
		"http://[2001:db8::1]:8080/":                   "2001:db8::1:8080)/",
		"http://%zz/":                                  "http://%zz/",
		"https://harbour.example/it's/%22quoted%22?q=": "example,harbour)/it's/%22quoted%22?q=",
	} {
		if got := surt(in); got != want {
			t.Errorf("surt(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCDXLine(t *testing.T) {
	e := Entry{File: "cuttings-00001.warc.gz", Offset: 345, Length: 678, Type: "resource",
		Capture: cutting.Capture{ID: "abc",
			URL: "https://harbour.example/a b", Time: time.Date(2023, 4, 5, 6, 7, 8, 0, time.UTC),
			MediaType: "text/html", Checksum: cutting.Sum(nil)}}
	line, err := cdxLine(e)
	if err != nil {
		t.Fatal(err)
	}
	want := `example,harbour)/ab 20230405060708 ` +
		`{"url":"https://harbour.example/ab","mime":"text/html","digest":"sha256:` + string(cutting.Sum(nil)) +
		`","length":"678","offset":"345","filename":"cuttings-00001.warc.gz","capture":"abc"}`
	if string(line) != want {
		t.Errorf("line\n%s, want\n%s", line, want)
	}
	got, err := parseCDX(line)
	if err != nil || got.Offset != 345 || got.Length != 678 || got.Capture != "abc" ||
		got.Timestamp != "20230405060708" {
		t.Errorf("parsed %+v, %v", got, err)
	}
}

func TestParseCDXRefuses(t *testing.T) {
	for name, line := range map[string]string{
		"nothing":         "",
		"no fields":       "a)/ 2023",
		"no timestamp":    `a)/ {"url":"x"}`,
		"letters":         `a)/ 2023x {"url":"x"}`,
		"not JSON":        "a)/ 2023 x",
		"negative offset": `a)/ 2023 {"offset":"-1"}`,
		"huge length":     `a)/ 2023 {"length":"99999999999999999999"}`,
		"an array":        `a)/ 2023 []`,
	} {
		if c, err := parseCDX([]byte(line)); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("%s: %+v, %v, want invalid", name, c, err)
		}
	}
}

// FuzzCDX: what is parsed has numbers in range and a key, and a line made from it parses to the
// same.
func FuzzCDX(f *testing.F) {
	f.Add([]byte(`example,harbour)/ 20230405060708 {"url":"http://harbour.example/","offset":"1","length":2}`))
	f.Add([]byte(`a 1 {}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		c, err := parseCDX(line)
		if err != nil {
			if cutting.KindOf(err) != cutting.Invalid {
				t.Errorf("error of kind %v", cutting.KindOf(err))
			}
			return
		}
		if c.Offset < 0 || c.Length < 0 || c.Key == "" || strings.Trim(c.Timestamp, "0123456789") != "" {
			t.Errorf("%+v", c)
		}
		out, err := cdxLine(Entry{File: c.Filename, Offset: c.Offset, Length: c.Length,
			Capture: cutting.Capture{URL: c.URL, ID: c.Capture}})
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseCDX(out)
		if err != nil || again.Offset != c.Offset || again.Length != c.Length {
			t.Errorf("%q parses to %+v (%v)", out, again, err)
		}
	})
}

// TestAFilesDateIsNoCaptureDate: the WARC-Date of a capture without a stated time is when it was
// added, in the record, in references to it and in the index.
func TestAFilesDateIsNoCaptureDate(t *testing.T) {
	taken := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	saved := time.Date(2019, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, tt := range []struct {
		origin string
		want   time.Time
	}{{"warc", saved}, {"mhtml", saved}, {"saved-from", saved}, {"mtime", taken}, {"unknown", taken}, {"", taken}} {
		t.Run(tt.origin, func(t *testing.T) {
			dir := t.TempDir()
			v, err := Open(dir, Options{Clock: func() time.Time { return taken }})
			if err != nil {
				t.Fatal(err)
			}
			defer v.Close()
			content := bytes.Repeat([]byte("The ferry is late. "), 100)
			var ids []string
			for _, name := range []string{"a.html", "b.html"} { // the second refers to the first
				c := cutting.Capture{Name: name, Time: saved, TimeOrigin: tt.origin, MediaType: "text/html",
					Checksum: cutting.Sum(content), Length: int64(len(content))}
				c.ID = cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum)
				ids = append(ids, c.ID)
				if _, err := v.AddBatch(t.Context(), []Addition{{Capture: c, Content: content}}); err != nil {
					t.Fatal(err)
				}
			}
			for _, id := range ids {
				e, err := v.Entry(id)
				if err != nil {
					t.Fatal(err)
				}
				rec, _, err := readMember(openFile(t, v, e.File), e.Offset, e.Offset+e.Length, 1<<20)
				if err != nil {
					t.Fatal(err)
				}
				if date, ok := rec.Header.Date(); !ok || !date.Equal(tt.want) {
					t.Errorf("%s: WARC-Date %v, want %v", e.Capture.Name, date, tt.want)
				}
				if s := rec.Header.Get("WARC-Refers-To-Date"); s != "" && s != tt.want.Format(time.RFC3339) {
					t.Errorf("%s: refers to %s, want %v", e.Capture.Name, s, tt.want)
				}
				if line, err := cdxLine(e); err != nil || !strings.Contains(string(line),
					tt.want.Format(" 20060102150405 ")) {
					t.Errorf("%s: index line %s, %v", e.Capture.Name, line, err)
				}
				if !e.Capture.Time.Equal(saved) {
					t.Errorf("%s: the capture's own time is %v", e.Capture.Name, e.Capture.Time)
				}
			}
		})
	}
}

// openFile opens a file of the vault.
func openFile(t *testing.T, v *Vault, name string) *os.File {
	t.Helper()
	f, err := os.Open(v.path(name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
