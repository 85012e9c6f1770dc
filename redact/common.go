package redact

import "cuttings/internal/wordset"

// commonWords are words of texts that are names too, folded: a name made of nothing else is black with capitals only.
var commonWords = wordset.Of(`april august autumn june may dawn day eve summer winter spring sky star
	amber angel hung son man can art bliss carol chance charity charm chase christian cliff crystal daisy dale dean
	destiny drew earl faith
	fern flora forest frank gay gene glen glory grace grant guy harmony hazel heath heather heaven herb holly honor honour
	hope hunter iris ivy jack jade jasmine jay jewel jimmy joy just justice king lance laurel lily love lucky major mark
	mason mat max melody mercy merry mike miles nick norm olive opal patience patsy pat pearl penny peg piper poppy pride
	prince prudence ray red reed rich river rob robin rocky rod rose ruby rusty sage sandy serenity skip sterling sue
	sunny temperance tiger trinity true unity verity victor victory violet vivid wade will willow wren
	archer armour baker ball banks barber barker bass bean bear beard becker bell bench berry best bird black blank bloom
	blue bond booth bowl brand bright broad brook brooks brown buck bull bush butcher butler camp cannon carpenter carter
	case cash chamber church clay cloud coal cook cooper court cousins crane crisp cross crow curry dear dove drake driver
	duke dyer early east english field fields finch fish fisher flower flowers flynn foot ford forward fox franklin french
	frost fry garland garner gates gay gold golden good gray green grey gross gun hall hammer hand hardy hare hart hay
	hawk head hill hills hood hook house hurst hurt inch jolly judge keen key kind knight lake lamb land lane large last
	law little lock long lord low lynch marsh marshall miller mills mine mist money monk moody moon moore moss mutter
	nail new noble north nurse oak page palm park parks parson peace pepper pike pitt place plant pool pope porter post
	potter power powers price quick read reader rice road rock roots rush sailor salt savage sharp shepherd shields short
	silver singer small smart snow song south speed spears stamp stock stone stones storm street strong swan sweet swift
	tailor taylor temple thorn tree trump turner twist valentine wall walker walls ward warden waters weaver webb weeks
	well wells west wheeler white wild winter wise wolf wood woods work worth wright yard york young`)

// isCommonName reports whether a name consists of common words.
func isCommonName(words []string) bool {
	for _, w := range words {
		if !commonWords[w] {
			return false
		}
	}
	return true
}

// CommonWord reports whether a name is also a word of texts: "May", "Rose".
func CommonWord(name string) bool { return commonWords[foldsOf(name)[0]] }
