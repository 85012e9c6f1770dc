package capture

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const mailHeader = "From: Press desk <press@harbour.example>\r\nTo: list@post.example\r\nSubject: " +
	"=?utf-8?q?F=C3=A4hre?= delayed\r\n" +
	"Date: Mon, 6 May 2024 09:08:09 +0200\r\nMessage-ID: <1@harbour.example>\r\n"

// walkBytes walks one file with this name and content.
func walkBytes(t *testing.T, name, content string) []Item {
	t.Helper()
	return walk(t, Options{}, write(t, filepath.Join(t.TempDir(), name), content))
}

func multipart(kind string, parts ...string) string {
	s := "MIME-Version: 1.0\r\nContent-Type: multipart/" + kind + "; boundary=" + kind + "\r\n\r\n"
	for _, p := range parts {
		s += "--" + kind + "\r\n" + p + "\r\n"
	}
	return s + "--" + kind + "--\r\n"
}

// uuLines returns s as the lines of a uuencoded file, without the spaces at their ends, as in many
// mails that went through gateways.
func uuLines(s string) string {
	var b strings.Builder
	for {
		n := min(len(s), 45)
		line := string(rune(' ' + n))
		for i := 0; i < n; i += 3 {
			var three [3]byte
			copy(three[:], s[i:n])
			for _, v := range []byte{three[0] >> 2, three[0]<<4&63 | three[1]>>4, three[1]<<2&63 | three[2]>>6,
				three[2] & 63} {
				line += string(rune(' ' + v))
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\r\n")
		if n == 0 {
			return b.String()
		}
		s = s[n:]
	}
}

func TestMail(t *testing.T) {
	const (
		plain = "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nThe ferry is late, says the f\xe4hrmann.\r\n"
		page  = "Content-Type: text/html\r\n\r\n" + htmlPage
		named = "Content-Type: text/html; name=\"a.html\"\r\nContent-Disposition: attachment; " +
			"filename=\"a.html\"\r\n\r\n" + htmlPage
		picked = "Content-Type: image/gif\r\nContent-Disposition: attachment; " +
			"filename=x.gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlh\r\n"
	)
	tests := []struct {
		name, file, content string
		want                []string
		holds               string // a text on the first page
	}{
		{"bare text", "a.eml", mailHeader + plain, []string{"container a.eml message/rfc822",
			"page a.eml!/mail.html text/html"},
			"<h1>F&#228;hre delayed</h1>\n<time datetime=\"2024-05-06T09:08:09+02:00\">Mon, 6 May 2024 09:08:09 " +
				"+0200</time>\n" +
				"<p>The ferry is late, says the fährmann.\n</p>"},
		{"a charset that browsers decode no longer", "a.eml", mailHeader + "Content-Type: text/plain; " +
			"charset=iso-2022-kr\r\n\r\n\x1b$)C\x0eGW18\x0f \x0e<R=D\x0f\r\n",
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html"}, "<p>항구 소식\n</p>"},
		{"the HTML form of two", "a.eml", mailHeader + multipart("alternative", plain, page),
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html"}, htmlPage},
		{"HTML without a title is given the subject", "a.eml", mailHeader + "Content-Type: text/html\r\n\r\n<p>Late.",
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html"},
			"<title>F&#228;hre delayed</title>\n<meta name=\"date\" content=\"2024-05-06T09:08:09+02:00\">\n<p>Late."},
		{"pages uuencoded in the text", "a.eml", mailHeader + plain + "begin 644 a.html\r\n" + uuLines(htmlPage) +
			"end\r\nRegards\r\nbegin 600 pier view.gif\r\n" + uuLines("GIF89a") + "end\r\n",
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html",
				"page a.eml!/a.html text/html", "skipped a.eml!/pier view.gif an image"},
			"fährmann.<br>\nRegards\n</p>"},
		{"a text that speaks of such files", "a.eml", mailHeader + plain + "begin 644 a.html\r\nand then lines\r\n",
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html"}, "begin 644 a.html"},
		{"a part sent uuencoded", "a.eml", mailHeader + multipart("mixed", plain,
			"Content-Type: text/html; name=a.html\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n"+
				"begin 644 a.html\r\n"+uuLines(htmlPage)+"end\r\n"),
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html",
				"page a.eml!/a.html text/html"}, "fährmann"},
		{"every attached page", "a.eml", mailHeader + multipart("mixed", plain, named, named, picked),
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html",
				"page a.eml!/a.html text/html", "page a.eml!/a-2.html text/html", "skipped a.eml!/x.gif an image"},
			""},
		{"a mail that is only a page", "a.eml", mailHeader + multipart("mixed", named),
			[]string{"container a.eml message/rfc822", "page a.eml!/a.html text/html"}, htmlPage},
		{"a forwarded mail", "a.eml", mailHeader + multipart("mixed", plain,
			"Content-Type: message/rfc822\r\n\r\n"+mailHeader+page),
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html",
				"container a.eml!/part-1.eml message/rfc822", "page a.eml!/part-1.eml!/mail.html text/html"}, ""},
		{"a digest", "a.eml", mailHeader + multipart("digest", "\r\n"+mailHeader+page,
			"Content-Type: message/rfc822\r\n\r\n"+mailHeader+plain,
			"Content-Id: <x>\r\n\r\n"+mailHeader+plain),
			[]string{"container a.eml message/rfc822",
				"container a.eml!/part-1.eml message/rfc822", "page a.eml!/part-1.eml!/mail.html text/html",
				"container a.eml!/part-2.eml message/rfc822", "page a.eml!/part-2.eml!/mail.html text/html",
				"container a.eml!/part-3.eml message/rfc822", "page a.eml!/part-3.eml!/mail.html text/html"}, ""},
		{"an archive in a mail", "a.eml", mailHeader + multipart("mixed", plain,
			"Content-Type: application/zip; name=p.zip\r\n\r\n"+zipOf(t, "p.html", htmlPage)),
			[]string{"container a.eml message/rfc822", "page a.eml!/mail.html text/html",
				"page a.eml!/p.zip!/p.html text/html"}, ""},
		{"an mbox", "Inbox", "From - Mon May  6 09:08:09 2024\r\nX-Mozilla-Status: 0001\r\n" + mailHeader + plain +
			"\r\nFrom a@b.example Tue May  7 09:08:09 2024\r\n" + mailHeader +
			"\r\nThe second.\r\n\r\n>From here on it is late.\r\n",
			[]string{"container Inbox!/1.eml message/rfc822", "page Inbox!/1.eml!/mail.html text/html",
				"container Inbox!/2.eml message/rfc822", "page Inbox!/2.eml!/mail.html text/html"}, ""},
		{"a mail as Apple keeps it", "1.emlx", fmt.Sprintf("%d\n", len(mailHeader+plain)) + mailHeader + plain +
			"<?xml version='1.0'?><plist/>",
			[]string{"container 1.emlx message/rfc822", "page 1.emlx!/mail.html text/html"}, ""},
		{"nothing in it", "a.eml", mailHeader + "\r\n",
			[]string{"container a.eml message/rfc822", "failed a.eml invalid"}, ""},
		{"memos are text", "memo.txt", "TO: all members\nFROM: the chair\nDATE: 4 March\nSUBJECT: vote\n\nThe vote " +
			"is put off until the spring.\n",
			[]string{"page memo.txt text/plain"}, ""},
		{"text with colons", "a.txt", "Question: Who closed it?\nAnswer: The council.\n\nThat was all.\n",
			[]string{"page a.txt text/plain"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items := walkBytes(t, tt.file, tt.content)
			if d := cmp.Diff(tt.want, brief(items)); d != "" {
				t.Fatalf("items (-want +got):\n%s", d)
			}
			boxes := map[string]bool{}
			for _, i := range items {
				boxes[i.Capture.ID] = i.Kind == Container
				if i.Kind == Page && items[0].Kind == Container && !boxes[i.Capture.DerivedFrom] {
					t.Errorf("%s: derived from %q, which is no container before it", i.Capture.Name,
						i.Capture.DerivedFrom)
				}
			}
			if tt.holds != "" && !strings.Contains(string(items[1].Content), tt.holds) {
				t.Errorf("the page is %q, want it to hold %q", items[1].Content, tt.holds)
			}
			if items[0].Kind == Container && (items[0].Capture.TimeOrigin != timeMail ||
				!items[0].Capture.Time.Equal(fixed)) {
				t.Errorf("time %v (%s)", items[0].Capture.Time, items[0].Capture.TimeOrigin)
			}
		})
	}
}

func TestUnflow(t *testing.T) {
	got := string(unflow([]byte("The ferry \r\nis late.\r\n\r\nMore \nto come.\n-- \nUna\n"), false))
	if want := "The ferry is late.\n\nMore to come.\n-- \nUna\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestManyFoldedLines checks that a header of many lines takes linear time.
func TestManyFoldedLines(t *testing.T) {
	took := func(lines int) time.Duration {
		content := "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b;\r\n" +
			strings.Repeat(" x=y;\r\n", lines) +
			"\r\n--b\r\nContent-Type: text/html\r\n\r\n" + htmlPage + "\r\n--b--\r\n"
		start := time.Now()
		parseEntity([]byte(content), 0)
		return time.Since(start)
	}
	took(1000)
	if long := took(400_000); long > 3*time.Second {
		t.Errorf("%v for a header of 400,000 lines", long)
	}
}

func TestParameters(t *testing.T) {
	for in, want := range map[string]map[string]string{
		`multipart/related; boundary=----=_Part_0`:     {"boundary": "----=_Part_0"},
		`multipart/related; boundary="a;b"; type=x/y`:  {"boundary": "a;b", "type": "x/y"},
		`multipart/related; boundary=a/b?c; start=<x>`: {"boundary": "a/b?c", "start": "<x>"},
		`Multipart/Related;boundary = "b";`:            {"boundary": "b"},
	} {
		media, params := parameters(in)
		if media != "multipart/related" || cmp.Diff(want, params) != "" {
			t.Errorf("%s: %s %v, want %v", in, media, params, want)
		}
	}
}

// TestMailsWithinMails reads mails that have no text but mails, in any of the parts programs put them in, and mails
// forwarded more often than archives may be nested.
func TestMailsWithinMails(t *testing.T) {
	const (
		bare  = "From: a@harbour.example\r\nSubject: Berth\r\nDate: Mon, 6 May 2024 09:08:09 +0200\r\n"
		inner = bare + "\r\nThe northern berth is closed.\r\n"
		mail  = "Content-Type: message/rfc822\r\n\r\n" + inner
	)
	forwarded := inner
	for i := range 8 {
		boundary := fmt.Sprintf("mixed%d", i)
		outer := multipart("mixed", "Content-Type: message/rfc822\r\n\r\n@")
		outer = strings.ReplaceAll(outer, "boundary=mixed", "boundary="+boundary)
		outer = strings.ReplaceAll(outer, "--mixed", "--"+boundary)
		forwarded = mailHeader + strings.Replace(outer, "@", forwarded, 1)
	}
	deep := "Content-Type: text/html\r\n\r\n" + htmlPage
	for i := range 9 {
		deep = fmt.Sprintf("Content-Type: multipart/mixed; boundary=q%[1]d\r\n\r\n--q%[1]d\r\n%[2]s\r\n--q%[1]d--\r\n",
			i, deep)
	}
	for _, tt := range []struct{ name, file, content, page string }{
		{"a mail that is one", "a.eml", mail, "a.eml!/part-1.eml!/mail.html"},
		{"in a part of its own", "a.eml", multipart("mixed", mail), "a.eml!/part-1.eml!/mail.html"},
		{"in a digest", "a.eml", multipart("digest", "\r\n"+inner), "a.eml!/part-1.eml!/mail.html"},
		{"beside nothing it is related to", "a.eml", bare + multipart("related", mail),
			"a.eml!/part-1.eml!/mail.html"},
		{"forwarded again and again", "a.eml", forwarded, "a.eml" + strings.Repeat("!/part-1.eml", 8) + "!/mail.html"},
		{"a page within many parts", "a.mht", "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n" + deep,
			"a.mht!/index.html"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var pages []string
			for _, i := range walkBytes(t, tt.file, tt.content) {
				if i.Kind == Failed {
					t.Errorf("failure: %v", i.Err)
				}
				if i.Kind == Page {
					pages = append(pages, i.Capture.Name)
				}
			}
			if d := cmp.Diff([]string{tt.page}, pages); d != "" {
				t.Errorf("pages (-want +got):\n%s", d)
			}
		})
	}
}

// TestPartOfAMail checks that the text of a mail that was sent in parts has a doubt.
func TestPartOfAMail(t *testing.T) {
	items := walk(t, Options{}, write(t, filepath.Join(t.TempDir(), "a.eml"), mailHeader+
		"Content-Type: message/partial; id=x; number=1; total=2\r\n\r\nThe ferry is late again.\r\n"))
	if len(items) != 2 || items[1].Kind != Page || !strings.Contains(string(items[1].Content), "late again") {
		t.Fatalf("items %v, want a mail and its text", brief(items))
	}
	if got := strings.Join(items[1].Faults, "; "); !strings.Contains(got, "a part of a mail") {
		t.Errorf("faults %q", got)
	}
}
