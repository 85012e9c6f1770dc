package redact

import (
	"testing"

	"cuttings/cutting"
)

// TestCalledByAPart: beside the name in full, a given name alone is black beside a title, where people are called so,
// and so are names of two letters; other words and other persons' names stay.
func TestCalledByAPart(t *testing.T) {
	const b = Bar
	for name, c := range map[string]struct{ person, in, want string }{
		"Korean": {"김민수", "김민수 의원이 왔다. 민수 씨는 갔다. 민수님, 박민수 씨.",
			b + " 의원이 왔다. " + b + " 씨는 갔다. " + b + "님, 박민수 씨."},
		"Korean, no title":    {"김민수", "김민수. 민수가 왔다.", b + ". 민수가 왔다."},
		"Japanese":            {"山田花子", "山田花子が来た。花子さんは、鈴木花子さんと。", b + "が来た。" + b + "さんは、鈴木花子さんと。"},
		"Japanese, two words": {"山田 一", "山田 一。山田さん。", b + "。" + b + "さん。"},
		"Chinese":             {"王小明", "王小明。对小明先生说", b + "。对小明先生说"},
		"Thai": {"สมชาย ใจดีมาก", "สมชาย ใจดีมาก มา คุณสมชาย กล่าว",
			b + " มา คุณ" + b + " กล่าว"},
		"Burmese": {"စု ကြည် လင်း", "စုကြည်လင်း။ ဒေါ်စု ပြော", b + "။ ဒေါ်" + b + " ပြော"},
		"Vietnamese": {"Nguyễn Văn An", "Nguyễn Văn An đến. Ông An nói, bà An. An is one.",
			b + " đến. Ông " + b + " nói, bà " + b + ". An is one."},
		"Burmese in Latin": {"Thura Ko Vy", "Thura Ko Vy came. Daw Vy said.",
			b + " came. Daw " + b + " said."},
		"a surname": {"Xi Velmang", "Xi Velmang came. Then Xi said so; Xi’s men. XI is eleven.",
			b + " came. Then " + b + " said so; " + b + "’s men. XI is eleven."},
		"a word": {"He Velmang", "He Velmang came to the town. He left it; in time Mr He did not, and " +
			"at the end of the long day when others slept He went.", b +
			" came to the town. He left it; in time Mr " + b +
			" did not, and at the end of the long day when others slept " + b + " went."},
		"another's given name": {"Bo Velmang", "Bo Velmang; Bo Holm; Bo said", b + "; Bo Holm; " + b + " said"},
		"another's": {"Ma Velmang", "Ma Velmang spoke at last to the others there. Then Ma Huan came in.",
			b + " spoke at last to the others there. Then Ma Huan came in."},
		"Icelandic": {"Jón Velmarsson", "Jón Velmarsson kom. Jón sagði.",
			b + " kom. " + b + " sagði."},
		"without the full one": {"Xi Velmang", "Xi said.", "Xi said."},
	} {
		if got := New([]cutting.Redaction{{Name: c.person}}).Text(c.in); got != c.want {
			t.Errorf("%s: %q\n gives %q\n want  %q", name, c.in, got, c.want)
		}
	}
}
