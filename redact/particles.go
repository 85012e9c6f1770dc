package redact

import (
	"strings"

	"cuttings/internal/wordset"
)

// particles are words that occur in many names and identify nobody by themselves, folded.
var particles = wordset.Of(`abd abdal abdel abdol abdul abdur abu af al am an av bar bat ben bin bint d da dal dalla das de
	degli dei del dela della delle dem den der des di do dos du e el fitz i ibn l la las le les li lo los mac mc o of ol
	op san st ten ter the til to ul um und van vander vanden ver vom von y z zu zum zur
	عبد ابو ابی ابا ابن بن بنت ام ال בן בת בר אבן де ди да дю фон ван дер ибн бин оглы кызы аль эль`)

// IsParticle reports whether a word is a particle of names, such as "van", "la" or "bin".
func IsParticle(word string) bool { return particles[strings.Join(foldsOf(word)[:1], "")] }
