package redact

import (
	"testing"

	"cuttings/cutting"
)

// TestJoiners: within a name in Arabic letters a joiner of no width, a space and nothing are one spelling.
func TestJoiners(t *testing.T) {
	const b = Bar
	const surname = "رضا رحیمی پور گفت. رضا رحیمی\u200cپور رفت. رضا رحیمیپور و رحیمی پور و رحیمی\u200cپور و رحیمیپور."
	const given = "علی رضا کرامی گفت. علی\u200cرضا کرامی رفت. علیرضا کرامی و علی رضا و علی\u200cرضا و علیرضا."
	const want = b + " گفت. " + b + " رفت. " + b + " و " + b + " و " + b + " و " + b + "."
	for name, text := range map[string]string{
		"رضا رحیمی\u200cپور": surname, "رضا رحیمی پور": surname, "رضا رحیمیپور": surname,
		"علی\u200cرضا کرامی": given, "علی رضا کرامی": given, "علیرضا کرامی": given,
	} {
		person := cutting.Redaction{Name: name}
		if got := New([]cutting.Redaction{person}).Text(text); got != want {
			t.Errorf("%q leaves %q", name, got)
		}
		c := NewCoverage([]cutting.Redaction{person}, person)
		c.Read(Texts{ID: "1", All: []string{text}})
		if len(c.Named()) != 1 || len(c.Left()) != 0 {
			t.Errorf("%q: black in %v, left %v", name, c.Named(), c.Left())
		}
	}
	// Parts of other words are none of the name.
	const other = "رحیمی رفت. پور آمد. رحیمی و پور"
	if got := New([]cutting.Redaction{{Name: "رضا رحیمی\u200cپور"}}).Text(other); got != other {
		t.Errorf("%q", got)
	}
}

// TestCoverageOfMarks: names whose vowels are marks, names of two letters and names in other letters that look like
// theirs are counted wherever they are black.
func TestCoverageOfMarks(t *testing.T) {
	for _, name := range []string{"முருகன் செல்வராசன்", "विरेन सोनवेलकर", "মিরাল সেনভেল্ড",
		"မောင်ဗဒင်", "王伟", "Bo Li", "Jonas Stavelas"} {
		person := cutting.Redaction{Name: name}
		c := NewCoverage([]cutting.Redaction{person}, person)
		c.Read(Texts{ID: "1", All: []string{"“" + name + "”"}})
		if len(c.Black()) != 1 {
			t.Errorf("%q is black and not counted", name)
		}
	}
	for name, text := range map[string]string{"Mirel Osvanne": "Mіrеl Оsvаnnе", "Jonas Stavelas": "Jono Stavelo",
		"Ahmed Quddafin": "Ahmad Kuddafin", "Ada Osvanne": "A%64a Osv%61nne"} {
		person := cutting.Redaction{Name: name}
		c := NewCoverage([]cutting.Redaction{person}, person)
		black := New([]cutting.Redaction{person}).NamesSomebody(text)
		if c.Read(Texts{ID: "1", All: []string{text}}); !black || len(c.Black()) != 1 {
			t.Errorf("%q for %q: black %v, counted %v", text, name, black, c.Black())
		}
	}
}
