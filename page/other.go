package page

import "cuttings/cutting"

func readText(content []byte, o Options) (*cutting.Page, error) {
	return nil, cutting.Errorf(cutting.Unsupported, "%s: bare text is not read yet", o.Name)
}

func readFeed(content []byte, o Options) (*cutting.Page, error) {
	return nil, cutting.Errorf(cutting.Unsupported, "%s: feeds are not read yet", o.Name)
}

func isFeed(content []byte, o Options) bool { return false }
