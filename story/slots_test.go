package story

import (
	"strings"
	"testing"
)

// verdicts are reports of two verdicts on one pattern, in some languages.
var verdicts = map[string][2]string{
	"en": {"The district court in Orsby sentenced a man of 34 to five years in prison on Monday for robbing a " +
		"petrol station. The judge, Tilda Marrow, said the deed had been planned with care and carried out " +
		"without regard for anybody. The defence had asked for a suspended sentence, and said that it would " +
		"look at the reasons before it decided on an appeal. The prosecution had asked for seven years.",
		"The district court in Vardal sentenced a man of 52 to two years in prison on Friday for setting fire " +
			"to a barn. The judge, Jonas Prill, said the deed had been planned with care and carried out without " +
			"regard for anybody. The defence had asked for a suspended sentence, and said that it would look at " +
			"the reasons before it decided on an appeal. The prosecution had asked for four years."},
	"de": {"Das Amtsgericht Orsby hat einen 34-jährigen Mann wegen Diebstahls zu fünf Jahren Haft verurteilt. " +
		"Die Richterin Tilda Marrow sagte am Montag, die Tat sei sorgfältig geplant und ohne Rücksicht auf " +
		"andere ausgeführt worden. Die Verteidigung hatte eine Strafe auf Bewährung verlangt und will die " +
		"Begründung des Urteils abwarten, bevor sie über eine Berufung entscheidet. Die Anklage hatte sieben " +
		"Jahre gefordert.",
		"Das Amtsgericht Vardal hat einen 52-jährigen Mann wegen Betrugs zu zwei Jahren Haft verurteilt. Der " +
			"Richter Jonas Prill sagte am Freitag, die Tat sei sorgfältig geplant und ohne Rücksicht auf andere " +
			"ausgeführt worden. Die Verteidigung hatte eine Strafe auf Bewährung verlangt und will die Begründung " +
			"des Urteils abwarten, bevor sie über eine Berufung entscheidet. Die Anklage hatte vier Jahre " +
			"gefordert."},
	"fr": {"Le tribunal correctionnel d'Orsby a condamné lundi un homme de 34 ans à cinq ans de prison pour le " +
		"braquage d'une station-service. La présidente, Tilda Marrow, a estimé que les faits avaient été " +
		"préparés avec soin et commis sans égard pour quiconque. La défense, qui avait demandé une peine avec " +
		"sursis, attend les motifs du jugement avant de décider d'un éventuel appel. Le parquet avait requis " +
		"sept ans.",
		"Le tribunal correctionnel de Vardal a condamné vendredi un homme de 52 ans à deux ans de prison pour " +
			"l'incendie d'une grange. Le président, Jonas Prill, a estimé que les faits avaient été préparés avec " +
			"soin et commis sans égard pour quiconque. La défense, qui avait demandé une peine avec sursis, " +
			"attend les motifs du jugement avant de décider d'un éventuel appel. Le parquet avait requis quatre " +
			"ans."},
	"ru": {"Районный суд города Орсбы приговорил в понедельник мужчину 34 лет к пяти годам колонии за ограбление " +
		"заправки. Судья Тильда Марроу отметила, что преступление было тщательно подготовлено и совершено без " +
		"всякого сочувствия к людям. Защита просила об условном сроке и намерена дождаться мотивировки " +
		"решения, прежде чем подавать жалобу. Обвинение требовало семи лет.",
		"Районный суд города Вардал приговорил в пятницу мужчину 52 лет к двум годам колонии за поджог сарая. " +
			"Судья Йонас Прилль отметил, что преступление было тщательно подготовлено и совершено без всякого " +
			"сочувствия к людям. Защита просила об условном сроке и намерена дождаться мотивировки решения, " +
			"прежде чем подавать жалобу. Обвинение требовало четырех лет."},
}

// TestReportsOnOnePattern: short reports with other names in the slots of one pattern are two; copies of
// either that are edited, scanned badly or brought up to date stay one.
func TestReportsOnOnePattern(t *testing.T) {
	for lang, pair := range verdicts {
		x := NewText("a", "Court report", pair[0])
		if r := Compare(x, NewText("b", "Court report", pair[1]), nil); r.Kind != Partial {
			t.Errorf("%s: two verdicts are %q, want partial", lang, r.Kind)
		}
		for name, text := range map[string]string{
			"a sentence cut": pair[0][:strings.LastIndex(strings.TrimSuffix(pair[0], "."), ".")+1],
			"letters misread": strings.NewReplacer("m", "rn", "l", "1", "л", "п", "ц", "ц,").
				Replace(pair[0]),
			"other figures": strings.NewReplacer("34", "36", "five", "six", "seven", "eight", "fünf", "sechs",
				"cinq", "six", "пяти", "шести", "семи", "восьми").Replace(pair[0]),
			"another judge": strings.NewReplacer("Tilda Marrow", "Jonas Prill", "Тильда Марроу", "Йонас Прилль").
				Replace(pair[0]),
			"other words": strings.NewReplacer(" said ", " told the hall ", "with care", "in detail", "reasons",
				"grounds", "sagte", "erklärte", "sorgfältig", "genau", "Strafe", "Haftstrafe", "estimé", "jugé",
				"avec soin", "en détail", "отметила", "подчеркнула", "тщательно", "хорошо").Replace(pair[0]),
		} {
			if r := Compare(x, NewText("c", "Court report", text), nil); r.Kind != Copy {
				t.Errorf("%s, %s: %q, want a copy", lang, name, r.Kind)
			}
		}
	}
}
