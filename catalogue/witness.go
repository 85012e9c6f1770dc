package catalogue

import "cuttings/cutting"

// Witness ranks the cuttings of a story: the least, and of equals the one with the smallest ID, represents the
// story to readers, everywhere and whatever they ask for. In this order a representative has a text of its own, is
// an article rather than a teaser, and a teaser rather than a rail item, is of an outlet that is known, and is the
// earliest published; undated ones come last.
type Witness uint64

const (
	witnessCopy    Witness = 1 << 63 // it has no text of its own
	witnessKind            = 61      // where the kind is
	witnessUnknown Witness = 1 << 60 // its outlet is not known
	witnessUndated Witness = 1<<60 - 1
	witnessMiddle          = 1 << 59 // 1970
)

// WitnessOf returns the rank of a cutting of a kind. own reports that it has a text of its own (IsIndependent),
// known that its outlet is known; published is as of cutting.Date.Clock.
func WitnessOf(kind cutting.Kind, own, known bool, published int64, dated bool) Witness {
	w := witnessUndated
	if dated {
		w = Witness(published+witnessMiddle) & witnessUndated
	}
	if !known {
		w |= witnessUnknown
	}
	switch kind {
	case cutting.Article:
	case cutting.Teaser:
		w |= 1 << witnessKind
	case cutting.Rail:
		w |= 2 << witnessKind
	default:
		w |= 3 << witnessKind
	}
	if !own {
		w |= witnessCopy
	}
	return w
}

// Witness returns the rank of a cutting with a role in its story, one of the values of StoryRow.Is.
func (h *Head) Witness(is string) Witness {
	published, dated := h.Published.Clock()
	return WitnessOf(h.Kind, is == IsIndependent, h.Source.ID != "", published, dated)
}
