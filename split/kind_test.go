package split

import (
	"slices"
	"testing"
)

func TestKindWeightsFitTheFeatures(t *testing.T) {
	f := kindForest()
	if f.Trees() == 0 || !slices.Equal(f.Features, KindNames()) {
		t.Fatalf("%d trees fitted to %d features, the code has %d; run cmd/train article -kind", f.Trees(), len(f.Features), len(KindNames()))
	}
	for at, name := range map[int]string{
		itemCount: "items", listShare: "list_share", itemParts: "item_parts", itemsDated: "items_dated", typeLD: "type_ld", typeOG: "type_og", bodyInItems: "body_in_items", headInItem: "head_in_item", itemsLinked: "items_linked",
		ownRun: "own_run", textBelowHead: "text_below_head", itemsRun: "items_run",
	} {
		if KindNames()[at] != name {
			t.Errorf("feature %d is %s, not %s", at, KindNames()[at], name)
		}
	}
}
