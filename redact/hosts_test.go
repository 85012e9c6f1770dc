package redact

import (
	"testing"

	"cuttings/cutting"
)

// TestHostsInPunycode: a host is compared decoded, not as encoded.
func TestHostsInPunycode(t *testing.T) {
	r := New([]cutting.Redaction{{Name: "Łukasz Żółwiewski"}, {Name: "Jörg Haßloch"}})
	cases := []struct{ name, in, context, want string }{
		{"host", "https://xn--ukasz-wiewski-glb29iha89g.example/a", "", ""},
		{"capitals", "https://XN--UKASZ-WIEWSKI-GLB29IHA89G.example/a", "", ""},
		{"within a query, escaped", "https://a.example/?u=https%3A%2F%2Fxn--jrg-haloch-b4a4y.example", "", ""},
		{"path", "https://a.example/site/xn--jrg-haloch-b4a4y.example.html", "", ""},
		{"behind other words", "https://a.example/outlet-xn--jrg-haloch-b4a4y.example", "", ""},
		{"a part beside the name", "https://xn--haloch-cta.example/", "Jörg Haßloch", ""},
		{"a part alone", "https://xn--haloch-cta.example/", "", "https://xn--haloch-cta.example/"},
		{"nobody", "https://xn--gre-6ka8i.example/", "", "https://xn--gre-6ka8i.example/"},
		{"no code", "https://xn--.example/xn--9999999999", "", "https://xn--.example/xn--9999999999"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := r.Address(c.in, c.context); got != c.want {
				t.Errorf("%s gives %q, want %q", c.in, got, c.want)
			}
		})
	}
	if got, want := r.Text("see xn--jrg-haloch-b4a4y.example for more"), "see "+Bar+" for more"; got != want {
		t.Errorf("in a text: %q, want %q", got, want)
	}
	if slug := "xn--jrg-haloch-b4a4y.example"; r.Slug(slug, "outlet-", nil) == slug {
		t.Errorf("the file name %q stays", slug)
	}
}

// TestHostsInTexts: a surname is black in the name of a host or file in a text, although it is in small letters.
func TestHostsInTexts(t *testing.T) {
	r := New([]cutting.Redaction{{Name: "Ada Brandmoor"}, {Name: "Игорь Брандмор"}, {Name: "Rose Marsh"}})
	const context = "Ada Brandmoor, Игорь Брандмор and Rose Marsh came."
	for in, want := range map[string]string{
		"Her site is brandmoor-keeps.example, she said.": "Her site is " + Bar + "-keeps.example, she said.",
		"see the-brandmoor.example.":                     "see the-" + Bar + ".example.",
		"sent (brandmoor.pdf) to us":                     "sent (" + Bar + ".pdf) to us",
		"сайт брандмор.рф открыт":                        "сайт " + Bar + ".рф открыт",
		"on marsh.example":                               "on " + Bar + ".example",
		"They crossed the marsh. Then it rained.":        "They crossed the marsh. Then it rained.",
		"They crossed the salt-marsh.":                   "They crossed the salt-marsh.",
		"a marsh... and more":                            "a marsh... and more",
		"at 5 p.m. the marsh":                            "at 5 p.m. the marsh",
	} {
		if got := r.Text(in, context); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

// TestParticles: a word that many names have is black as part of the name alone.
func TestParticles(t *testing.T) {
	r := New([]cutting.Redaction{{Name: "Tobias van den Oeverquist"}, {Name: "Jan von der Holmquell"}})
	in := "Jan von der Holmquell sah den Hafen, in der Nacht; " +
		"Tobias van den Oeverquist sah den Hafen. Van den Oeverquist"
	want := Bar + " sah den Hafen, in der Nacht; " + Bar + " sah den Hafen. " + Bar
	if got := r.Text(in); got != want {
		t.Errorf("%q\n gives %q\n want  %q", in, got, want)
	}
	for word, want := range map[string]bool{"den": true, "Van": true, "عبد": true, "Oeverquist": false, "": false} {
		if IsParticle(word) != want {
			t.Errorf("Particle(%q) is %v", word, !want)
		}
	}
}
