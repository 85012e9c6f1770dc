package publish

import "fmt"

// The customs of persons whose names are not a given name and a surname behind it.
const (
	surnameFirst = "surname first"
	spaceless    = "without spaces"
	surnameAlone = "surname alone"
)

// byCustoms returns fifty invented persons of ten naming customs in nine scripts, with the forms that texts in their
// languages, and texts of others, have of such names.
func byCustoms() []person {
	var out []person
	put := func(custom, given, last string, more ...string) {
		for i := range more {
			more[i] = fmt.Sprintf(more[i], given, last)
		}
		out = append(out, person{given, last, custom, more})
	}
	// Hungarian.
	for _, p := range [][2]string{{"Anna", "Velnagyi"}, {"László", "Quorbán"}, {"Zsófia", "Tarhonyás"},
		{"Gábor", "Mezőtúrdi"}, {"Eszter", "Kelvenyes"}, {"Katalin", "Zsombolyos"}} {
		put(surnameFirst, p[0], p[1], "%[1]s %[2]s", "%[2]s %[1]snak", "%[2]snak", "%[2]sval",
			"%[2]sról", "%[2]sizmus")
	}
	// Chinese, Vietnamese, Korean and Japanese in Latin letters.
	for _, p := range [][2]string{{"Xiaoming", "Wang"}, {"Văn Hùng", "Nguyễn"}, {"Jong-su", "Hwang"},
		{"Taro", "Yamada"}, {"Thị Lan", "Trương"}} {
		put(surnameFirst, p[0], p[1], "%[1]s %[2]s", "%[2]s %[1]s", "%[2]s, %[1]s")
	}
	// Arabic, in Latin and in Arabic letters, with the article and without.
	for _, p := range [][2]string{{"Mohammed", "Rashquini"}, {"Khalid", "Al-Tamquini"}, {"Fatima", "El-Zahrquawi"},
		{"Omar", "al-Baghquadi"}, {"Youssef", "Masriquani"}} {
		put("", p[0], p[1])
	}
	for _, p := range [][2]string{{"محمد", "القنطوريني"}, {"فاطمة", "الزهراوقية"}, {"خالد", "التميمقاني"}} {
		put("", p[0], p[1], "قال %[1]s %[2]s", "و%[1]s %[2]s")
	}
	for _, p := range []string{"Rashquedini", "Al-Tamquedimi", "Zahrquedawi"} {
		put(surnameAlone, "", p, "al-%[2]s", "%[2]s’s", "Karim %[2]s", "the %[2]ss", "%[2]sism")
	}
	// Persian, with the article-like ezafe and without.
	for _, p := range [][2]string{{"رضا", "کریمقوند"}, {"زهرا", "اوزوانقی"}} {
		put("", p[0], p[1], "%[1]s %[2]s", "به %[1]s %[2]s")
	}
	// Iberian, with two surnames and particles.
	for _, p := range [][2]string{{"João Pedro", "da Silvaquen"}, {"Inés", "de la Quesquera"}} {
		put("", p[0], p[1], "%[1]s %[2]s")
	}
	// Dutch and German particles, Irish and Scottish names.
	for _, p := range [][2]string{{"Jan", "van der Holmquen"}, {"Otto", "von Quellbrunnen"},
		{"Siobhan", "O'Quarrellan"},
		{"Ewan", "MacQuorrie"}} {
		put("", p[0], p[1], "%[1]s %[2]s", "%[2]sism")
	}
	// Slavic, with the cases of their languages.
	for _, p := range [][2]string{{"Оррин", "Ставельдук"}, {"Ирина", "Жувельская"}, {"Мирон", "Кветковский"}} {
		put("", p[0], p[1], "%[1]s %[2]s")
	}
	for _, p := range [][2]string{{"Marek", "Quarnowski"}, {"Zdeněk", "Quellbičan"}, {"Dragan", "Quarović"}} {
		put("", p[0], p[1], "%[2]sa", "%[2]sem", "%[2]sovi")
	}
	// Turkish, Finnish.
	put("", "Ayşe", "Quarademir", "%[2]s'in", "%[2]s’e", "%[2]s'den")
	put("", "Mehmet", "Yıldızquan", "%[2]s'ın")
	put("", "Aino", "Quarvinen", "Quarvisen", "Quarviselle")
	put("", "Mika", "Quarsalo", "%[2]slle", "%[2]sssa", "%[2]slainen")
	// Greek, Hebrew, Devanagari, Georgian.
	put("", "Γιώργος", "Κουαρόπουλος", "του Γιώργου Κουαρόπουλου")
	put("", "Μαρία", "Βελκουάδη", "της Μαρίας Βελκουάδη")
	put("", "דוד", "קוורנלברג", "אמר ש%[1]s %[2]s", "ל%[1]s %[2]s")
	put("", "राजेश", "क्वारमल", "%[1]s %[2]s")
	put("", "გიორგი", "კვარნელიძე", "%[1]s %[2]sს")
	// Without spaces: Han, kana, Hangul.
	put(spaceless, "太郎介", "高槻", "%[2]s %[1]s", "%[2]s　%[1]s", "%[2]s%[1]s氏")
	put(spaceless, "晓明远", "欧阳", "%[2]s%[1]s说", "%[2]s %[1]s")
	put(spaceless, "종수현", "남궁", "%[2]s%[1]s은", "%[2]s %[1]s")
	return out
}
