package capture

import (
	"io"

	"cuttings/cutting"
)

// budget limits the unpacked size of one file on disk, with all archives inside it, so that no
// small file can fill a disk or take for ever.
type budget struct {
	expanded, maxExpanded int64
	members, maxMembers   int
}

func newBudget(l Limits, packed int64) budget {
	const free = 64 << 20 // small files may expand by any ratio up to this
	most := l.ExpandedBytes
	if packed < most/l.Ratio { // otherwise the ratio allows more anyhow
		most = min(most, free+packed*l.Ratio)
	}
	return budget{maxExpanded: most, maxMembers: l.Members}
}

// memberFloor is the least cost of a member, in unpacked bytes: that of keeping it, whatever its
// size.
const memberFloor = 8 << 10

// member charges the budget for one more member.
func (b *budget) member() {
	b.members++
	b.expanded += memberFloor
}

// checkSpent returns an error when the budget is used up.
func (b *budget) checkSpent() error {
	if b.expanded > b.maxExpanded {
		return cutting.Errorf(cutting.Unavailable, "unpacks to more than the limit of %s; "+
			"the rest was left out (if it is no decompression bomb, unpack it and add what is inside)",
			sizeText(b.maxExpanded))
	}
	if b.members > b.maxMembers {
		return cutting.Errorf(cutting.Unavailable, "has more than the limit of %d members; the rest was left out",
			b.maxMembers)
	}
	return nil
}

// chargedReader counts the bytes read from an unpacking reader against the budget.
type chargedReader struct {
	r io.Reader
	b *budget
}

func (c chargedReader) Read(p []byte) (int, error) {
	if err := c.b.checkSpent(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.b.expanded += int64(n)
	return n, err
}
