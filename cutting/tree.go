package cutting

// Tree is a light element tree: flat, in document order, built in one pass over
// a lexer. A node's descendants are the nodes between its own index and End.
// There is no node per text run; text is reached through spans of Page.Text.
type Tree struct {
	// Nodes[0] is a synthetic root that covers everything.
	Nodes []Node
	Attrs []Attr // all nodes' attributes, grouped by node
}

// Node is one element.
type Node struct {
	Tag    string // lower case, interned: "div"; "" for the root
	Parent int32  // index; -1 for the root
	End    int32  // one past the last descendant's index
	Depth  int32  // 0 for the root
	// Its attributes are Tree.Attrs[AttrLo:AttrHi].
	AttrLo, AttrHi int32
	// BlockLo, BlockHi: the blocks that begin inside the element are
	// Page.Blocks[BlockLo:BlockHi].
	BlockLo, BlockHi int32
	Hidden           bool // display:none, hidden, aria-hidden=true, or inside such; its text IS in Text
	// Text covers the readable text of the element and its descendants; empty without text.
	Text Span
	// Source is the element's bytes from "<" of the start tag to ">" of the end
	// tag, in the capture.
	Source Range
}

// Attr is one attribute of an element, its value decoded.
type Attr struct {
	Key string // lower case, interned
	Val string
}

// Attr returns the value of the node's attribute key ("" when absent).
func (t *Tree) Attr(n int32, key string) string {
	nd := &t.Nodes[n]
	for _, a := range t.Attrs[nd.AttrLo:nd.AttrHi] {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// HasAttr reports whether the node has the attribute, even empty.
func (t *Tree) HasAttr(n int32, key string) bool {
	nd := &t.Nodes[n]
	for _, a := range t.Attrs[nd.AttrLo:nd.AttrHi] {
		if a.Key == key {
			return true
		}
	}
	return false
}

// Next returns the index of the node's next sibling, or -1.
func (t *Tree) Next(n int32) int32 {
	nd := &t.Nodes[n]
	if nd.Parent < 0 || nd.End >= t.Nodes[nd.Parent].End {
		return -1
	}
	return nd.End
}

// First returns the index of the node's first child element, or -1.
func (t *Tree) First(n int32) int32 {
	if n+1 < t.Nodes[n].End {
		return n + 1
	}
	return -1
}

// Within reports whether node n is a or a descendant of a.
func (t *Tree) Within(n, a int32) bool { return n >= a && n < t.Nodes[a].End }
