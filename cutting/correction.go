package cutting

// CorrectionDecision is the kind of a journal line that holds a Correction; its
// target is the capture's ID.
const CorrectionDecision = "correction"

// Correction is what a person decides about how one capture is cut. It names
// bytes of the capture, not blocks or ordinals, so that it keeps its meaning when
// a newer version of the program reads or splits the capture differently.
// Corrections of a capture are applied in the order they were made.
type Correction struct {
	Capture string `json:"capture"` // Capture.ID
	// Items are the cuttings that are there instead: every block that lies in one
	// of an item's ranges belongs to it and to no other cutting.
	Items []CorrectedItem `json:"items,omitempty"`
	// Drop are ranges that belong to no cutting at all.
	Drop []Range `json:"drop,omitempty"`
	Note string  `json:"note,omitempty"` // why, for the record
}

// CorrectedItem is one cutting as a person says it is.
type CorrectedItem struct {
	Kind     Kind    `json:"kind"`
	Ranges   []Range `json:"ranges"`            // its bytes; not empty
	Headline Range   `json:"headline,omitzero"` // the bytes of its headline; zero when it has none
	Rail     string  `json:"rail,omitempty"`    // the rail's heading, for rail items
	URL      string  `json:"url,omitempty"`     // where the item lives; "" keeps what was found
}

// Check reports what is wrong with a correction by itself, as an error of kind
// Invalid; length is that of the capture's content.
func (c *Correction) Check(length int64) error {
	if len(c.Items)+len(c.Drop) == 0 {
		return Errorf(Invalid, "the correction of capture %s says nothing", c.Capture)
	}
	inside := func(r Range) error {
		if r.Start < 0 || r.Empty() || r.End > length {
			return Errorf(Invalid, "the correction of capture %s names bytes %v of %d", c.Capture, r, length)
		}
		return nil
	}
	for _, r := range c.Drop {
		if err := inside(r); err != nil {
			return err
		}
	}
	for _, it := range c.Items {
		if it.Kind != Article && it.Kind != Teaser && it.Kind != Rail {
			return Errorf(Invalid, "the correction of capture %s makes an item of kind %q; there are article, teaser and rail", c.Capture, it.Kind)
		}
		if len(it.Ranges) == 0 {
			return Errorf(Invalid, "the correction of capture %s makes an item of no bytes", c.Capture)
		}
		for _, r := range it.Ranges {
			if err := inside(r); err != nil {
				return err
			}
		}
	}
	return nil
}
