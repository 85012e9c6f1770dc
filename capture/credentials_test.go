package capture

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestNamesWithoutCredentials: a record's name has no user name and password; its address is kept as recorded.
func TestNamesWithoutCredentials(t *testing.T) {
	const answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>The ferry is late</title><p>It is.</p>"
	file := filepath.Join(t.TempDir(), "a.warc")
	record := "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://oren:hunter2@beacon.example/100%_late\r\n" +
		"WARC-Date: 2019-05-09T12:00:00Z\r\nContent-Type: application/http;msgtype=response\r\n" +
		"Content-Length: 88\r\n\r\n" +
		answer + "\r\n\r\n"
	record = strings.Replace(record, "88", strconv.Itoa(len(answer)), 1)
	if err := os.WriteFile(file, []byte(record), 0o600); err != nil {
		t.Fatal(err)
	}
	items := walk(t, Options{}, file)
	pages := 0
	for _, i := range items {
		if strings.Contains(i.Capture.Name, "hunter2") {
			t.Errorf("%v %s", i.Kind, i.Capture.Name)
		}
		if i.Kind == Page {
			pages++
			if !strings.Contains(i.Capture.URL, "oren:hunter2@beacon.example") {
				t.Errorf("address %s", i.Capture.URL)
			}
		}
	}
	if pages != 1 {
		t.Errorf("%d pages", pages)
	}
}

// TestTooLongAddress: a page whose address is too long to be kept has a doubt that says so.
func TestTooLongAddress(t *testing.T) {
	const answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>The ferry is late</title><p>It is.</p>"
	file := filepath.Join(t.TempDir(), "a.warc")
	record := "WARC/1.1\r\nWARC-Type: response\r\n" +
		"WARC-Target-URI: https://beacon.example/" + strings.Repeat("a", maxURL) +
		"\r\nContent-Type: application/http;msgtype=response\r\n" +
		"Content-Length: " + strconv.Itoa(len(answer)) + "\r\n\r\n" + answer + "\r\n\r\n"
	if err := os.WriteFile(file, []byte(record), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, i := range walk(t, Options{}, file) {
		if strings.Contains(strings.Join(i.Faults, "; "), "too long to be kept") {
			return
		}
	}
	t.Error("no doubt about the address")
}
