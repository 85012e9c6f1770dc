package redact

import (
	"testing"

	"cuttings/cutting"
)

// TestHiddenNeedsTheSecret: what replaces a name in an address is the same every time, and another without the secret,
// so that nobody finds the name by trying names.
func TestHiddenNeedsTheSecret(t *testing.T) {
	persons := []cutting.Redaction{{Name: "Ada Fernwald"}}
	keyed := New(persons).WithSecret("of one archive")
	slug := keyed.Slug("ada-fernwald-case", "topic-", nil)
	if slug != "topic-"+keyed.Pseudonym("ada-fernwald-case") || len(slug) != len("topic-")+32 {
		t.Errorf("the slug is %s", slug)
	}
	if again := New(persons).WithSecret("of one archive").Slug("ada-fernwald-case", "topic-", nil); again != slug {
		t.Errorf("another time it is %s, not %s", again, slug)
	}
	for _, other := range []*Redactor{New(persons), New(persons).WithSecret("of another")} {
		if other.Slug("ada-fernwald-case", "topic-", nil) == slug {
			t.Error("it is found without the secret")
		}
	}
	if keyed.Slug("the-dam", "topic-", nil) != "the-dam" {
		t.Error("a slug that names nobody is replaced")
	}
	var nobody *Redactor
	if nobody.WithSecret("x") != nil {
		t.Error("nobody is redacted, and there is a redactor")
	}
}
