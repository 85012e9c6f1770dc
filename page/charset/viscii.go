package charset

import "unicode/utf8"

// viscii is VISCII 1.1 (RFC 1456), the charset of Vietnamese before Unicode, which no library here has.
const viscii = "viscii"

type vietnamese struct{}

// vietnameseLow are the six letters in place of control characters.
var vietnameseLow = map[byte]rune{0x02: 'Ẳ', 0x05: 'Ẵ', 0x06: 'Ẫ', 0x14: 'Ỷ', 0x19: 'Ỹ', 0x1E: 'Ỵ'}

var vietnameseHigh = []rune("ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ" +
	"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ")

// DecodeByte implements oneByte.
func (vietnamese) DecodeByte(b byte) rune {
	if b >= utf8.RuneSelf {
		return vietnameseHigh[b-utf8.RuneSelf]
	}
	if r, ok := vietnameseLow[b]; ok {
		return r
	}
	return rune(b)
}
