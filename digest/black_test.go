package digest_test

import (
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/redact"
)

// TestBlack leaves no trace of a person in any form of a digest, including the surname alone where only the
// whole text has the full name.
func TestBlack(t *testing.T) {
	r := redact.New([]cutting.Redaction{{Name: "Ada Brandmoor"}})
	d := &digest.Digest{Title: "Ada Brandmoor and the dam", Introduction: "On Brandmoor.",
		Topic: "ada-brandmoor-and-the-dam",
		Query: `by:brandmoor OR "Ada Brandmoor"`, State: digest.Published, Changes: []digest.Change{
			{Time: time.Unix(0, 0), What: []string{"Added: “Brandmoor speaks”."}}},
		Items: []digest.Item{{Cutting: "a", Headline: "Brandmoor speaks", Excerpt: "“No”, said Brandmoor.",
			URL: "https://post.example/ada-brandmoor-speaks", Source: "Post", Note: "Ask Ada Brandmoor.",
			AlsoIn: []digest.Also{{Source: "Brandmoor Courier", URL: "https://courier.example/brandmoor"},
				{Source: "abrandmoor.example"}},
			Evidence: &digest.Evidence{Capture: "c", Saved: "Captured"}}},
		Rails: []digest.Rail{{Heading: "Most viewed",
			Items: []digest.Item{{Cutting: "a", Headline: "Brandmoor speaks"}}}}}
	of := func(string) []string { return []string{"Ada Brandmoor, keeper of the dam, spoke on Monday."} }
	for _, f := range digest.Forms() {
		b, err := f.Write(digest.Own(), digest.Black(d, r, of))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.ToLower(string(b)), "brandmoor") {
			t.Errorf("%s names her:\n%s", f.Name, b)
		}
	}
	if d.Items[0].Headline != "Brandmoor speaks" || d.Items[0].AlsoIn[0].Source != "Brandmoor Courier" {
		t.Error("the digest itself was changed")
	}
	if digest.Black(d, nil, of) != d {
		t.Error("a digest without anybody to black out was changed")
	}
}

// TestAddressWithheld: an address that names a person is withheld, not unknown.
func TestAddressWithheld(t *testing.T) {
	r := redact.New([]cutting.Redaction{{Name: "Ada Brandmoor"}})
	d := &digest.Digest{Title: "The dam", State: digest.Published, Items: []digest.Item{{Cutting: "a", Headline: "No",
		Source: "Post", URL: "https://post.example/ada-brandmoor-speaks"}}}
	for _, f := range digest.Forms() {
		b, err := f.Write(digest.Own(), digest.Black(d, r, nil))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "known") {
			t.Errorf("%s calls the address unknown:\n%s", f.Name, b)
		}
	}
}

// TestBlackInChanges: a person whom one of the changes of a day names in full is black in the others too.
func TestBlackInChanges(t *testing.T) {
	r := redact.New([]cutting.Redaction{{Name: "Ada Brandmoor"}})
	d := &digest.Digest{Title: "The dam", Changes: []digest.Change{{Time: time.Unix(0, 0),
		What: []string{"Added: “Ada Brandmoor speaks”.", "Taken out: “Brandmoor replies”."}}}}
	for _, w := range digest.Black(d, r, nil).Changes[0].What {
		if strings.Contains(w, "Brandmoor") {
			t.Errorf("a change says %q", w)
		}
	}
	if d.Changes[0].What[0] != "Added: “Ada Brandmoor speaks”." {
		t.Errorf("the digest itself says %q", d.Changes[0].What[0])
	}
}

// TestAddressWithheldForAll: an address that is withheld for one item, which names the person in full, is withheld
// for others of the same page, which name nobody.
func TestAddressWithheldForAll(t *testing.T) {
	r := redact.New([]cutting.Redaction{{Name: "Ada Brandmoor"}})
	const page, other = "https://ferry.example/brandmoor-speaks", "https://ferry.example/brandmoor-street"
	items := []digest.Item{
		{Headline: "Berths close", URL: page, Evidence: &digest.Evidence{URL: page}},
		{Headline: "Ada Brandmoor speaks", URL: page, Evidence: &digest.Evidence{URL: page}},
		{Headline: "Street closed", URL: other},
	}
	black := digest.BlackItems(items, r, nil)
	for i, it := range black[:2] {
		if it.URL != "" || it.Evidence.URL != "" {
			t.Errorf("item %d shows %q, %q", i, it.URL, it.Evidence.URL)
		}
	}
	if black[2].URL != other {
		t.Errorf("the address of a page that names nobody in full is %q", black[2].URL)
	}
}
