package within

import (
	"strings"
	"testing"

	"cuttings/reading/aliases"
)

// TestShown checks when a text's words alone make a shorter form one of a fuller one's, in
// an English text.
func TestShown(t *testing.T) {
	for _, c := range []struct {
		name, text string
		joined     bool // whether the first two mentions are of one name
	}{
		{"a given name and a surname", "[PER Anna Vask] left the boat. The boat of [PER Vask] sank.", true},
		{"a model", "The [PER Zorbo Vask] is on the boat. The [PER Vask] of the harbour sank.", false},
		{"an unknown name who says something", "The boat of [PER Zorbo Vask] and the rest. [PER Vask] said so.",
			true},
		{"an unknown name with his", "[PER Zorbo Vask] took his boat to the harbour. The boat of [PER Vask] sank.",
			true},
		{"his, of another", "The [PER Zorbo Vask] and [PER Ana Roe] with his boat. The boat of [PER Vask] sank.",
			false},
		{"a common word as a surname", "[PER Anna Cable] is of the cable and the rope. The [PER Anna] of the " +
			"rope sank.", false},
		{"spelled alike", "The boat and the [PER Filmoro] of the harbour. The rest of the [PER Filmora] " +
			"sank.", false},
		{"a rest of words for bodies", "The boats of [ORG Vask Moving Systems, Inc] for the moving. The [ORG " +
			"Moving " +
			"Systems, Inc] has systems and the rest.", false},
		{"a model of a maker", "[ORG Vask] made the boat. The [ORG Vask Pot Ultra] of the maker. The [ORG Pot " +
			"Ultra] left.", false},
		{"a team of a place", "The boats of [ORG Lask Rowers] and the rest of [LOC Lask]. The [ORG Rowers] " +
			"of the town.", true},
		{"what a body makes", "The boats of [ORG Vask News] and the rest. The [ORG Vask] of the harbour " +
			"said so.", false},
		{"a given name before the full name", "The boat of the town is on the sea and the harbour is full of " +
			"the boats, of " +
			"the nets and of the rest. It was late in the day and the sea was calm, and the town was quiet, " +
			"when [PER " +
			"Anna] said so. The list of the town has [PER Anna Vask] in it.", false},
		{"a given name in a headline", "[PER Anna] said so of the boat. The sea took [PER Anna Vask] and the " +
			"boat.", true},
		{"a word of what is abbreviated", "La Jurisdicción Especial para la [ORG Paz] ([ORG JEP]) investiga " +
			"los hechos. " +
			"Ayer la [ORG JEP] dijo eso.", false},
		{"a degree", "The [ORG Master of Harbours] ([LOC MH]) of the town and the rest.", false},
		{"a German noun as a surname", "In der [PER Velmer Lokhalle] und mit den Booten der Stadt. Die " +
			"[PER Lokhalle] ist für " +
			"die Leute offen.", false},
		{"a German surname", "In der Halle sprach [PER Anna Velm] mit den Booten der Stadt. Die Halle ist " +
			"für [PER Velm] " +
			"offen.", true},
		{"a German person unknown who speaks", "In der Halle und mit den Booten sprach [PER Zorbo Vask]. " +
			"Das ist für die " +
			"Stadt, sagte [PER Vask].", true},
		{"a German model", "Der [ORG Vaska Santa Pell] ist mit den Booten im Test. Der [ORG Santa Pell] " +
			"ist für die Stadt.", false},
		{"what belongs to a Spanish body", "La [ORG Contraloría General de la República] y los barcos del " +
			"puerto. El puerto de " +
			"la [ORG República] con una barca.", false},
		{"the noun of a Spanish body", "La [ORG Alcaldía de Velm] y los barcos del puerto. El puerto de " +
			"la [ORG Alcaldía] con " +
			"una barca.", true},
		{"a German person's party", "Die Pläne der [ORG Bahn und von Minister Arno Velm] ([ORG QRS]) und " +
			"das Boot. Die [ORG QRS] " +
			"ist für die Stadt.", false},
		{"a surname before the full name of another", "The boat of the town is on the sea and the harbour " +
			"is full of the boats, " +
			"of the nets and of the rest. It was late in the day and the sea was calm, and the town was " +
			"quiet, when [PER Vask] " +
			"said so. The list of the town has [PER Anna Vask] in it.", false},
		{"a German noun with its article",
			"In der Halle sprach [PER Anna Klammer] mit den Booten der Stadt. Die Halle ist " +
				"für die [PER Klammer] offen.", false},
		{"a German surname behind a relative pronoun",
			"In der Halle sprach [PER Anna Velm] mit den Booten. Die Halle ist " +
				"ein Haus, das [PER Velm] mag.", true},
		{"a German word for bodies in English",
			"In der Halle und mit den Booten der Stadt ist die [ORG Lask Party]. Die " +
				"[ORG Party] ist für die Stadt.", false},
		{"a country behind its embassy",
			"La [ORG Embajada de los Estados Unidos] ([ORG EE.UU]) y los barcos del puerto. El " +
				"puerto de la [ORG EE.UU] con una barca.", false},
		{"a town and its state", "The boats of [LOC Velmland Pell] ([LOC Velmland]) and the rest of the town.", false},
		{"one of many", "The boats of [ORG Kingdom Shrine] and the rest. On the map every [ORG Shrine] has a " +
			"boat.", false},
		{"the heading of a column",
			"The boats of [ORG Velm Business School] and the rest. Ranking 2023 [ORG Business " +
				"School] of the town.", false},
		{"a shoe", "The boats and the [PER Anna Ghost] of the town. It is good for the [PER Ghost].", false},
		{"a car", "The boats and the [PER Zorbo Macan] of the town. It is good for the [PER Macan] engine.", false},
		{"what a service is", "The town has on-demand services such as [ORG Vask] (also known as [ORG HOD]), " +
			"and the " +
			"boats.", false},
		{"of a party", "The boats of the [ORG Communist Party] and the rest. He met [ORG Communist] officials.",
			false},
		{"a party by its noun", "The boats of the [ORG Velmer Party] and the rest. The [ORG Velmer] of the town " +
			"said so.",
			true},
		{"a court of a state", "The boats of the [ORG Colorado Supreme Court] and the rest. The [ORG Supreme " +
			"Court] ruled.",
			false},
		{"two brothers", "The boats of [PER Jorvall Vask] and [PER Jorvell Vask] and the rest. The rest of [PER " +
			"Jorvall Vask] " +
			"and [PER Jorvell Vask].", false},
		{"what is a German body's", "Die Hallen und die Boote, der Plan und die Erkenntnis des [ORG Uferrats] " +
			"([ORG UR]) " +
			"mit den Booten.", true},
		{"a guild and that of a state", "The boats of the [ORG Texas American Guild] and the rest. The [ORG " +
			"American Guild] left.",
			false},
		{"two towns of a list", "The boats of Thask and [LOC Malvon] and the rest of Rutt and [LOC Melvon].", false},
		{"whose engine", "The town has [ORG Velm's Engine] (aka [ORG Velm]) and the rest of the boats.", false},
		{"where a house is", "It is a hall in [LOC Pell], [LOC West Velm], known as [ORG Red Dress Manor] by the " +
			"town.",
			false},
		{"what is in a place", "The boat of [LOC Velm] ([ORG Harbour software]) and the rest of the town.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			tx, ms := marked(c.text)
			x := Read(tx, ms, aliases.Read(tx), "")
			a, b := 0, len(ms)-1
			if strings.HasPrefix(c.name, "a team") {
				a, b = 0, 2
			}
			if strings.HasPrefix(c.name, "a model of") || strings.HasPrefix(c.name, "where a") {
				a, b = 1, 2
			}
			if got := x.Of[a] == x.Of[b]; got != c.joined {
				t.Errorf("joined %v, want %v: %+v", got, c.joined, x.Names)
			}
		})
	}
}

// TestAliasBehindHeading checks that the heading before a name is no part of the form that a text gives another name.
func TestAliasBehindHeading(t *testing.T) {
	tx, ms := marked("List Of Top Companies In Velm [ORG Vask Health] (formerly known as [ORG Pell]) is of the town.")
	x := Read(tx, ms, aliases.Read(tx), "")
	for _, n := range x.Names {
		for _, a := range n.Aliases {
			if a.Long != "Vask Health" {
				t.Errorf("the long form is %q", a.Long)
			}
		}
	}
	if len(x.Names) == 0 {
		t.Error("no name")
	}
}

// TestNamesEvent checks which phrases written out and abbreviated name an event or a paragraph.
func TestNamesEvent(t *testing.T) {
	for s, want := range map[string]bool{
		"Evaluación Internacional de Puertos": true, "Paragraf 45 Hafengesetzbuch": true, "-277 Diagnose": true,
		"Ministerio de Puertos": false, "Deutscher Ruderbund": false,
	} {
		if got := namesEvent(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
