package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/reading/token"
)

func TestIsBodyNoun(t *testing.T) {
	for w, want := range map[string]bool{
		"ruderbund": true, "ruderbundes": true, "hafenverbands": true, "hafenamt": true,
		"seewerke": true, "ministerio": true, "comisión": true, "comision": true, "universidades": true,
		"naciones":    true,
		"intelligenz": false, "rate": false, "verordnung": false, "datenbank": false, "evaluación": false,
		"": false,
	} {
		if got := IsBodyNoun(w); got != want {
			t.Errorf("%q: %v", w, got)
		}
	}
}

// mentionsOf returns kinds and words of the mentions of a text.
func mentionsOf(text string, ms []Mention) (out []string) {
	for _, m := range ms {
		out = append(out, string(m.Kind)+" "+m.Span.In(text))
	}
	return out
}

// TestCorrectForeign checks what is made of the tagger's mentions in German and Spanish texts.
func TestCorrectForeign(t *testing.T) {
	for _, c := range []struct {
		name, lang, text string
		in               []string // kind and words, each once in the text
		want             []string
	}{
		{"a thing with initials", "de", "Die Künstliche Uferlogik (KU) hilft.",
			[]string{"ORG Künstliche Uferlogik", "ORG KU"},
			nil},
		{"a compound with initials", "de", "Die Hafengrundverordnung (HGVO) gilt.",
			[]string{"ORG Hafengrundverordnung", "ORG HGVO"}, nil},
		{"a body with initials", "de", "Der Deutsche Ruderbund (DRB) warnt.", []string{"LOC DRB"},
			[]string{"ORG Deutsche Ruderbund", "ORG DRB"}},
		{"a person's party", "de", "Die Pläne von Hafenminister Arno Velm (QRS) gelten. Die QRS jubelt.",
			[]string{"PER Arno Velm", "ORG QRS"}, []string{"PER Arno Velm", "ORG QRS"}},
		{"what somebody is", "de", "Dann kam Mechaniker Anna herein.", []string{"PER Mechaniker Anna"},
			[]string{"PER Anna"}},
		{"a word that begins the sentence", "de", "Es regnet. Doch Anna kam.", []string{"PER Doch Anna"},
			[]string{"PER Anna"}},
		{"a particle", "de", "Dann kam Anna Van der Velm herein.", []string{"PER Anna Van"},
			[]string{"PER Anna Van der Velm"}},
		{"a family", "de", "Das Grab der Familie Velm liegt hier.", []string{"PER Velm"}, nil},
		{"a firm", "de", "Die Werft Arno Velm & Co baute es.", []string{"PER Arno Velm"},
			[]string{"ORG Arno Velm & Co"}},
		{"an event", "es", "Ganó la Copa de Velm ayer.", []string{"ORG Copa de Velm"}, nil},
		{"a body taken for a place", "es", "Lo dijo el Ministerio de Velm ayer.",
			[]string{"LOC Ministerio de Velm"},
			[]string{"ORG Ministerio de Velm"}},
		{"a compound for a body taken for a place", "de", "Der Hafensicherungsverein (HSV) zahlt.",
			[]string{"LOC Hafensicherungsverein", "LOC HSV"}, []string{"ORG Hafensicherungsverein", "ORG HSV"}},
		{"de before a name", "es", "Recital de Velm en el puerto.", []string{"PER de Velm"}, []string{"PER Velm"}},
		{"a company by its legal form", "de", "Die Deutschen Velmwerften AG (DVA) baute es.",
			[]string{"LOC Deutschen Velmwerften AG", "LOC DVA"}, []string{"ORG Deutschen Velmwerften AG", "ORG DVA"}},
		{"the initials of a body no mention", "es", "Lo dijo el Ministerio de Puertos (Minpue) ayer.",
			[]string{"LOC Minpue"},
			[]string{"ORG Minpue"}},
		{"a legal form alone", "de", "Sie gehört der GmbH.", []string{"ORG GmbH"}, nil},
		{"a firm with its sons", "de", "Die Werft Velm & Söhne baute es.", []string{"PER Velm & Söhne"},
			[]string{"ORG Velm & Söhne"}},
		{"what is somebody's", "de", "Das gefällt Deinem Hund.", []string{"PER Deinem Hund"}, nil},
		{"a month", "de", "Er wird ab Juli Trainer.", []string{"PER Juli Trainer"}, nil},
		{"a role", "de", "Er ist gut als Trainer.", []string{"PER Trainer"}, nil},
		{"a street", "de", "Er wohnt am Velmer Berg.", []string{"PER Berg"}, nil},
		{"a verb", "de", "Dann Anna ließ Velm kommen.", []string{"PER Anna ließ Velm"}, []string{"PER Anna"}},
		{"an office in English", "de", "So sieht es CEO Velm.", []string{"PER CEO Velm"}, []string{"PER Velm"}},
		{"two numbers", "de", "Ein Lask-Boot und zwei Lask-Boote.", []string{"ORG Lask-Boot", "ORG Lask-Boote"}, nil},
		{"a thing taken for a person", "de", "Die Künstliche Uferlogik (KU) hilft.",
			[]string{"PER Künstliche Uferlogik", "PER KU"}, nil},
		{"a mark of a list", "es", "Alineaciones: -San Velmo, Pell.", []string{"ORG -San Velmo"},
			[]string{"ORG San Velmo"}},
		{"words of the sentence", "es", "Los temores del Gobierno de que la barca siga.",
			[]string{"ORG Gobierno de que"},
			[]string{"ORG Gobierno"}},
		{"what somebody has done", "es", "La victoria llegó. Victoria de Velm en el puerto.",
			[]string{"PER Victoria de Velm"},
			[]string{"PER Velm"}},
		{"a given name in no list", "es", "Entró también Keyshwen Velm en el puerto.", []string{"PER Velm"},
			[]string{"PER Keyshwen Velm"}},
		{"two surnames", "es", "Habló ayer Esteban Roe Velm en el puerto.", []string{"PER Esteban Roe", "PER Velm"},
			[]string{"PER Esteban Roe Velm"}},
		{"a score", "es", "Así fue Bernie 1 - Sun 0 ayer.", []string{"PER Bernie 1 - Sun 0"}, nil},
		{"what a body found", "de", "Es folgt die Erkenntnis des Uferrats.", []string{"ORG Erkenntnis des Uferrats"},
			[]string{"ORG Uferrats"}},
		{"what a centre is for", "en", "They met at the Centre for Velm Pell Lask (VPL) there.",
			[]string{"ORG Velm Pell Lask", "ORG VPL"}, nil},
		{"a measure with initials", "es", "El crudo Marl Pell Intermedio (MPI) cayó.",
			[]string{"ORG Marl Pell Intermedio", "ORG MPI"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f featurer
			d := f.newDocument(token.New(c.text), c.lang)
			var in []Mention
			for _, m := range c.in {
				at := strings.Index(c.text, m[4:])
				in = append(in, Mention{cutting.Span{Start: at, End: at + len(m) - 4}, Kind(m[:3])})
			}
			got := mentionsOf(c.text, d.correct(in))
			seen := map[string]bool{}
			var once []string
			for _, m := range got {
				if !seen[m] {
					once = append(once, m)
				}
				seen[m] = true
			}
			if diff := cmp.Diff(c.want, once); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
