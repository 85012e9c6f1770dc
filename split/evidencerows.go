package split

import (
	"math"

	"cuttings/split/listing"
)

// feature is a named measure of a reading, with its known sign.
type feature struct {
	name string
	// sign is +1 where a larger value can only be evidence for a list as the whole page, -1 against
	// it, 0 for either; empty is the same for a page with nothing to cut.
	sign, empty int8
	of          func(f *facts) float32
}

// facts are the sums that the features of one reading are computed from.
type facts struct {
	*pageEvidence
	l    *listing.Result // nil for readings without a main list
	n    int             // items
	sums itemSums
	body bodySums
	own  ownSums
	rail bool // the list's heading is one of a rail
}

func log1(v int) float32 { return float32(math.Log1p(float64(max(v, 0)))) }

func ratio(a, b int) float32 {
	if b <= 0 {
		return 0
	}
	return float32(a) / float32(b)
}

// quarterShare returns the share of items with a property, in quarters: one item in twenty without a date
// or with another host is no evidence.
func quarterShare(a, b int) float32 { return float32(math.Round(4*float64(ratio(a, b)))) / 4 }

func indicator(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// pageFeatures describe the page and its article, whatever its lists.
var pageFeatures = []feature{
	{"words", 0, -1, func(f *facts) float32 { return log1(f.a.Signs.PageWords) }},
	{"body_words", 0, -1, func(f *facts) float32 { return log1(f.a.Signs.Words) }},
	{"body_share", 0, -1, func(f *facts) float32 { return ratio(f.a.Signs.Words, f.a.Signs.PageWords) }},
	{"body_of_main", 0, 0, func(f *facts) float32 { return min(1, ratio(bodyBytes(f), f.bytes)) }},
	{"sentences", 0, -1, func(f *facts) float32 { return log1(f.a.Signs.Sentences) }},
	{"sentence_length", 0, 0, func(f *facts) float32 { return min(60, ratio(f.a.Signs.Words, f.a.Signs.Sentences)) }},
	{"spread", 0, 0, func(f *facts) float32 { return f.a.Signs.Spread }},
	{"link_share", 0, 0, func(f *facts) float32 { return f.a.Signs.LinkShare }},
	{"type_ld", -1, -1, func(f *facts) float32 { return indicator(f.a.Signs.TypeLD) }},
	{"type_og", -1, 0, func(f *facts) float32 { return indicator(f.a.Signs.TypeOG) }},
	{"head_match", 0, 0, func(f *facts) float32 { return indicator(f.a.Signs.HeadMatch) }},
	{"first_headings", 0, 0, func(f *facts) float32 { return float32(min(f.a.Signs.Headings, 3)) }},
	{"article_elements", 0, 0, func(f *facts) float32 { return float32(min(f.a.Signs.Articles, 4)) }},
	{"published", -1, -1, func(f *facts) float32 { return indicator(f.p.Meta.Claim("article:published_time") != "") }},
	{"headings", 0, 0, func(f *facts) float32 { return log1(f.headings) }},
	{"linked_headings", 0, 0, func(f *facts) float32 { return ratio(f.linked, f.headings) }},
	{"links_per_word", 0, 1, func(f *facts) float32 { return ratio(f.links, f.bytes/6+1) }},
	{"filed_links", 0, 1, func(f *facts) float32 { return ratio(f.linksToTag, f.links) }},
	{"title_links", 1, 0, func(f *facts) float32 { return log1(f.titleLinks) }},
	{"running_of_main", 0, 0, func(f *facts) float32 { return ratio(f.running, f.bytes) }},
	{"missing", -1, 1, func(f *facts) float32 { return indicator(f.calls.missing) }},
	{"about", -1, 1, func(f *facts) float32 { return indicator(f.calls.about) }},
	{"contact", -1, 1, func(f *facts) float32 { return indicator(f.calls.contact) }},
	{"cloud", 0, 1, func(f *facts) float32 { return indicator(f.calls.cloud) }},
	{"fields", -1, 1, func(f *facts) float32 { return min(1, ratio(40*f.forms.fields, f.a.Signs.PageWords+1)) }},
	{"front_here", 1, 0, func(f *facts) float32 { return indicator(f.here.front) }},
	{"filed_here", 1, 0, func(f *facts) float32 { return indicator(f.here.linksToTag) }},
	{"named_list", 1, 0, func(f *facts) float32 { return indicator(f.here.list) }},
	{"named_single", -1, 0, func(f *facts) float32 { return indicator(f.here.single) }},
	{"type_site", 0, 0, func(f *facts) float32 { return indicator(f.here.site) }},
	{"list_title", 1, 0, func(f *facts) float32 { return float32(f.here.title) }},
	{"list_heading", 1, 0, func(f *facts) float32 { return float32(f.here.heading) }},
	{"title_width", -1, 0, func(f *facts) float32 { return log1(f.here.titleWidth) }},
	{"heading_width", -1, 0, func(f *facts) float32 { return log1(f.here.headingWidth) }},
	{"heading_home", 1, 0, func(f *facts) float32 { return indicator(f.here.headHome) }},
	{"heading_site", 1, 0, func(f *facts) float32 { return indicator(f.here.headSite) }},
	{"list_address", 1, 0, func(f *facts) float32 { return indicator(f.here.addressOf.list) }},
	{"article_address", -1, 0, func(f *facts) float32 { return indicator(f.here.addressOf.article) }},
	{"page_numbers", 1, 0, func(f *facts) float32 { return float32(min(f.pages.numbers, 4)) }},
	{"onward_pages", 1, 0, func(f *facts) float32 { return float32(min(f.pages.onward, 2)) }},
	{"search_form", 0, 1, func(f *facts) float32 { return indicator(f.forms.search) }},
}

// listFeatures describe a list as the page's main one.
var listFeatures = append([]feature{
	{"items", 1, 0, func(f *facts) float32 { return log1(f.n) }},
	{"worth", 1, 0, func(f *facts) float32 { return f.l.Worth }},
	{"rank", -1, 0, func(f *facts) float32 { return float32(f.l.Rank) }},
	{"worth_to_best", -1, 0, func(f *facts) float32 { return f.lists[0].Worth - f.l.Worth }},
	{"onsite_only", 0, 0, func(f *facts) float32 { return indicator(f.l.Origin == listing.Onsite) }},
	{"several", 0, 0, func(f *facts) float32 { return indicator(f.l.Origin == listing.Several) }},
	{"union", 0, 0, func(f *facts) float32 { return indicator(f.l.Origin == listing.Union) }},
	{"level", 0, 0, func(f *facts) float32 { return indicator(f.l.Origin == listing.Level) }},
	{"alike", 1, 0, func(f *facts) float32 { return f.l.TemplateShare }},
	{"template", 1, 0, func(f *facts) float32 { return float32(min(f.l.Template, 6)) }},
	{"same_words", -1, 0, func(f *facts) float32 { return quarterShare(f.sums.again, f.n) }},
	{"midline", -1, 0, func(f *facts) float32 { return quarterShare(f.sums.midline, f.n) }},
	{"items_sectioned", 0, 0, func(f *facts) float32 { return quarterShare(f.sums.sectioned, f.n) }},
	{"items_offsite", -1, 0, func(f *facts) float32 { return quarterShare(f.sums.offsite, f.n) }},
	{"odd_sites", -1, 0, func(f *facts) float32 { return minorityShare(f.sums.offsite, f.n) }},
	{"list_share", 1, 0, func(f *facts) float32 { return float32(f.l.Share) }},
	{"prose_per_item", 0, 0, func(f *facts) float32 { return log1(ratioInt(f.sums.prose, f.n)) }},
	{"item_parts", 1, 0, func(f *facts) float32 { return quarterShare(f.sums.parts, f.n) }},
	{"items_dated", 1, 0, func(f *facts) float32 { return quarterShare(f.sums.dated, f.n) }},
	{"days_descend", 1, 0, func(f *facts) float32 { return quarterShare(f.sums.descend, f.sums.dated-1) }},
	{"items_signed", 1, 0, func(f *facts) float32 { return quarterShare(f.sums.signed, f.n) }},
	{"items_broken_off", 1, 0, func(f *facts) float32 { return quarterShare(f.sums.broken, f.n) }},
	{"items_marked", 1, 0, func(f *facts) float32 { return quarterShare(f.sums.marked, f.n) }},
	{"items_linked", 1, 0, func(f *facts) float32 { return quarterShare(f.sums.linked, f.n) }},
	{"headline_width", 0, 0, func(f *facts) float32 { return log1(ratioInt(f.sums.width, f.n)) }},
	{"longest_item", -1, 0, func(f *facts) float32 { return ratio(f.sums.longest, f.sums.prose) }},
	{"first_item", 0, 0, func(f *facts) float32 { return ratio(f.sums.first, f.sums.prose) }},
	{"odd_links", -1, 0, func(f *facts) float32 { return minorityShare(f.sums.withURL, f.n) }},
	{"text_covered", 1, 0, func(f *facts) float32 { return ratio(f.sums.inMain, f.bytes) }},
	{"running_covered", 1, 0, func(f *facts) float32 { return ratio(f.sums.running, f.running) }},
	{"links_covered", 1, 0, func(f *facts) float32 { return ratio(f.sums.links, f.links) }},
	{"linked_left", -1, 0, func(f *facts) float32 { return ratio(f.linked-f.sums.linkedHeads, f.n) }},
	{"body_in_items", 0, 0, func(f *facts) float32 { return ratio(f.body.inItems, f.body.bytes) }},
	{"items_in_body", 0, 0, func(f *facts) float32 { return quarterShare(f.body.itemsIn, f.n) }},
	{"body_in_one_item", -1, 0, func(f *facts) float32 { return ratio(f.body.inOne, f.body.bytes) }},
	{"head_in_item", -1, 0, func(f *facts) float32 { return indicator(f.body.headIn) }},
	{"items_before_body", 0, 0, func(f *facts) float32 { return quarterShare(f.body.before, f.n) }},
	{"items_after_body", 0, 0, func(f *facts) float32 { return quarterShare(f.body.after, f.n) }},
	{"own_prose", -1, 0, func(f *facts) float32 { return log1(f.own.bytes / (6 * f.n)) }}, // words per item
	{"own_share", -1, 0, func(f *facts) float32 { return ratio(f.own.bytes, f.own.bytes+f.sums.bytes) }},
	{"own_run", -1, 0, func(f *facts) float32 { return log1(f.own.run / 6) }},
	{"run_share", -1, 0, func(f *facts) float32 { return ratio(f.own.run, f.own.run+f.sums.bytes) }},
	{"own_before", -1, 0, func(f *facts) float32 { return log1(f.own.before / 6) }},
	{"own_after", -1, 0, func(f *facts) float32 { return log1(f.own.after / 6) }},
	{"title_is_item", -1, 0, func(f *facts) float32 { return indicator(f.own.titleIsItem) }},
	{"text_below_head", -1, 0, func(f *facts) float32 { return log1(f.own.below / 6) }},
	{"items_run", 1, 0, func(f *facts) float32 { return ratio(f.own.itemsRun, f.n) }},
	{"head_before", 0, 0, func(f *facts) float32 { return indicator(f.own.headBefore) }},
}, listingFeatures()...)

// measureSigns are the signs of listing's measures, as in feature.sign.
var measureSigns = map[string]int8{"count": 1, "linked": 1, "distinct": 1, "urls": 1, "dates": 1, "item": 1,
	"onward": 1, "images": 1, "title-class": 1, "nav": -1, "aside": -1, "footer": -1, "comment": -1, "related": -1,
	"hidden": -1, "meta": -1, "mark": -1, "rail": -1, "nested": -1, "short": -1}

// listingFeatures returns the features by which package listing ranks lists.
func listingFeatures() []feature {
	var out []feature
	for i, name := range listing.MeasureNames() {
		out = append(out, feature{"m_" + name, measureSigns[name], 0,
			func(f *facts) float32 { return f.l.Measures[i] }})
	}
	return out
}

func bodyBytes(f *facts) int {
	n := 0
	for i, q := range f.a.Likely {
		if q >= 0.5 {
			n += f.p.Blocks[i].Span.Len()
		}
	}
	return n
}

func ratioInt(a, b int) int { return a / max(b, 1) }

// minorityShare returns the share of items that differ from the majority in a property.
func minorityShare(k, n int) float32 { return quarterShare(min(k, n-k), n) }

// appendRow appends the values of a table's features to out.
func appendRow(out []float32, f *facts, table []feature) []float32 {
	for i := range table {
		out = append(out, table[i].of(f))
	}
	return out
}
