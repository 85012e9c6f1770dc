package page

import "cuttings/cutting"

func readFeed(content []byte, o Options) (*cutting.Page, error) {
	return nil, cutting.Errorf(cutting.Unsupported, "%s: feeds are not read yet", o.Name)
}
