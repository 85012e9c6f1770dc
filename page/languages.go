package page

import (
	"cuttings/cutting"
	"cuttings/page/lang"
)

// SetLanguages sets Cutting.Lang of the cuttings of p whose words are clearly in another language than the page's:
// an English teaser in an Indonesian list. It leaves those that have one, such as one given by a person.
func SetLanguages(p *cutting.Page, cs []cutting.Cutting) { lang.OfCuttings(p, cs) }
