package words

import "testing"

func TestBeginsCorrection(t *testing.T) {
	for before, want := range map[string]bool{
		"Correction, ": true, "*UPDATED: ": true, "Editor’s note, ": true, "This article was amended on ": true,
		"Korrektur vom ": true, "(Aktualisiert am ": true, "Mise à jour le ": true, "Rectificatif du ": true,
		"Actualizado el ": true, "Correção de ": true, "Aggiornamento del ": true, "Rättelse den ": true,
		"Исправление от ": true, "Обновлено ": true, "Düzeltme: ": true, "تصحيح، ": true, "اصلاحیه (": true,
		"עדכון ": true, "更正：": true, "追記": true,
		"": false, "On ": false, "The correction of ": false, "Corrections officers on ": false,
		"Updates of the map that was drawn on ": false, "Correction: an earlier version, of ": false,
		"Updatedown ": false,
	} {
		if got := BeginsCorrection(before); got != want {
			t.Errorf("%q: %v, want %v", before, got, want)
		}
	}
}
