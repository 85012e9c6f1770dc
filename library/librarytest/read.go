package librarytest

import (
	"context"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/joining"
	"cuttings/press/readers"
)

// ReadTexts runs the readers over every text of the catalogue, as a run does.
func (c *Catalogue) ReadTexts(ctx context.Context) error {
	p := &press.Press{Vault: noVault{}, Catalogue: c.Catalogue, Stages: readers.Stages()}
	_, err := p.CatchUp(ctx)
	return err
}

// ReadTextsAgain runs the readers over every text again, with what people decided about marks, as a run does
// after a decision.
func (c *Catalogue) ReadTextsAgain(ctx context.Context, marks func(cutting.Checksum) ([]cutting.WrongMark,
	[]cutting.RightMark, int)) error {
	var b catalogue.Batch
	for _, s := range readers.Stages() {
		err := c.Rows(ctx, s.Name, "", func(r catalogue.StageRow) bool {
			b.Drop = append(b.Drop, r.RowKey)
			return true
		})
		if err != nil {
			return err
		}
	}
	if err := c.Apply(ctx, b); err != nil {
		return err
	}
	p := &press.Press{Vault: noVault{}, Catalogue: c.Catalogue, Stages: readers.Stages(), DecidedMarks: marks}
	_, err := p.CatchUp(ctx)
	return err
}

// JoinNames joins the names of the texts that were read, as a run does.
func (c *Catalogue) JoinNames(ctx context.Context, decided func() cutting.NameDecisions) error {
	return (&joining.Joiner{}).Stage(decided).Archive(ctx, c.Catalogue)
}

// noVault is an empty vault: all rows exist already.
type noVault struct{}

func (noVault) Add(context.Context, []press.Original) ([]press.Kept, error) { return nil, nil }

func (noVault) Get(context.Context, string) (cutting.Capture, []byte, error) {
	return cutting.Capture{}, nil, cutting.Errorf(cutting.NotFound, "the vault is empty")
}

func (noVault) Find(context.Context, string) (press.Kept, error) {
	return press.Kept{}, cutting.Errorf(cutting.NotFound, "the vault is empty")
}

func (noVault) Each(context.Context, func(press.Kept) error) error { return nil }
