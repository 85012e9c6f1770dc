package capture

import "cuttings/cutting"

func (w *walker) webArchive(m member) error {
	return w.fail(m.name, cutting.Errorf(cutting.Unsupported, "%s: web archive", m.name))
}
