package press

import (
	"bytes"
	"context"
	"encoding/json"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// decideOutlets writes the decisions about outlets into the catalogue, if they have changed. They take effect
// at once, without reading pages again.
func (p *Press) decideOutlets(ctx context.Context) error {
	if p.Outlets == nil {
		return nil
	}
	key := catalogue.RowKey{Stage: catalogue.OutletStage, Key: catalogue.OutletsKey}
	list := p.Outlets()
	value, err := json.Marshal(list)
	if err != nil {
		return cutting.Errorf(cutting.Internal, "what was decided about outlets: %w", err)
	}
	was, err := p.Catalogue.Row(ctx, key)
	switch {
	case cutting.KindOf(err) == cutting.NotFound && len(list) == 0:
		return nil
	case err == nil && bytes.Equal(was.Value, value):
		return nil
	case err != nil && cutting.KindOf(err) != cutting.NotFound:
		return err
	}
	row := catalogue.StageRow{RowKey: key, Of: catalogue.OfStage, Version: 1, Value: value}
	return p.Catalogue.Apply(ctx, catalogue.Batch{Rows: []catalogue.StageRow{row}})
}
