package statements

import (
	"slices"
	"strings"
	"testing"
)

// TestPassives checks that the subject of a passive is not the source, and that the agent after "by" is.
func TestPassives(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		text string
		want found
	}{
		{"The Harvest Union has been listed as a terrorist group by the Orvanian cabinet.",
			found{"the Orvanian cabinet", "has been listed", "The Harvest Union … as a terrorist group"}},
		{"The FHM has been described as a cult by former members.",
			found{"former members", "has been described", "The FHM … as a cult"}},
		{"The Harvest Union was labelled a sect by Bishop Amon.",
			found{"Bishop Amon", "was labelled", "The Harvest Union … a sect"}},
		{"Paul Oder has been named as the killer by three witnesses.",
			found{"three witnesses", "has been named", "Paul Oder … as the killer"}},
		{"Nadia Orlov was criticised for defending the Free Homeland Movement.",
			found{"", "was criticised for", "Nadia Orlov … defending the Free Homeland Movement"}},
		{"Senator Mila Roth was blasted for saying that taxes must rise.",
			found{"", "was blasted", "Senator Mila Roth … for saying that taxes must rise"}},
		{"Human Rights Bureau was told by Seyfi that the camp would not be closed.",
			found{"Seyfi", "was told", "that the camp would not be closed"}},
		{"Paul Oder was told that he would be expelled.",
			found{"", "was told", "that he would be expelled"}},
		{"Hugo Brandt is accused of ordering the murders.",
			found{"", "is accused of", "Hugo Brandt … ordering the murders"}},
		{"The government was accused by the NRC of hiding evidence.",
			found{"the NRC", "was accused", "The government … of hiding evidence"}},
		{"The senator was accused on Monday by Mila Roth of lying.",
			found{"Mila Roth", "was accused on", "The senator … of lying"}},
		{"Rita Salm, accused of theft by Paul Oder, denied it.",
			found{"Paul Oder", "accused of", "theft"}},
		{"Karl Venn said he was accused of bribery.",
			found{"", "was accused of", "he … bribery"}},
		{"Karl Venn said the mayor had been told by doctors to rest.",
			found{"doctors", "had been told", "to rest"}},
		{"“We will stay,” the council was told by Tora Vik.",
			found{"Tora Vik", "was told", "We will stay"}},
		// headlines leave "is" out
		{"Paul Oder urged to resign by farmers", found{"farmers", "urged", "to resign"}},
		{"Mila Roth accused by rivals of lying", found{"rivals", "accused", "Mila Roth … of lying"}},
		{"Mila Roth slammed over tax plan", found{"", "slammed", "Mila Roth … over tax plan"}},
		{"Mila Roth called a liar by Karl Venn", found{"Karl Venn", "called", "Mila Roth … a liar"}},
		{"Mila Roth called for a new count", found{"Mila Roth", "called for", "a new count"}},
		{"Mila Roth accused Karl Venn of lying", found{"Mila Roth", "accused", "Karl Venn of lying"}},
		// the speaker nevertheless
		{"Ilya Dravic was quoted as saying that the ferry sank.",
			found{"Ilya Dravic", "was quoted as saying", "that the ferry sank"}},
		{"Ilya Dravic was quoted by the Olm Courier as saying that the ferry sank.",
			found{"Ilya Dravic", "saying", "that the ferry sank"}},
		{"“We will stay,” Tora Vik was quoted as saying.",
			found{"Tora Vik", "was quoted as saying", "We will stay"}},
		{"The harbour is said by Ilya Dravic to have closed in June.",
			found{"Ilya Dravic", "is said", "The harbour … to have closed in June"}},
		{"Mara Tellier is worried that the ferry may sink.",
			found{"Mara Tellier", "is worried", "that the ferry may sink"}},
		{"Mara Tellier was heard saying that the ferry would sink.",
			found{"Mara Tellier", "was heard saying", "that the ferry would sink"}},
		{"Karl Venn, who was accused of bribery, said he was innocent.",
			found{"Karl Venn, who was accused of bribery", "said", "he was innocent"}},
		{"Accused of fraud, Rita Salm said that she was innocent.",
			found{"Rita Salm", "said", "that she was innocent"}},
	} {
		holds(t, r, c.text, c.want)
	}
}

// TestSubjects checks the subjects of cues.
func TestSubjects(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		text string
		want found
	}{
		{"Norden's water minister, Sora Behn, accused neighbouring Kaltia on Tuesday of having closed the gates, " +
			"saying the river had lost half of its flow.",
			found{"Norden's water minister, Sora Behn", "accused",
				"neighbouring Kaltia on Tuesday of having closed the gates"}},
		{"Lemland's envoy, Tora Vik, accused Kaltia on Friday of having burnt the mill.",
			found{"Lemland's envoy, Tora Vik", "accused", "Kaltia on Friday of having burnt the mill"}},
		{"The report, which Mila Roth dismissed as lies, says that Karl Venn paid bribes.",
			found{"The report", "says", "that Karl Venn paid bribes"}},
		{"The letter, which Mila Roth called a fake, claims that the mill was burnt on purpose.",
			found{"The letter", "claims", "that the mill was burnt on purpose"}},
		{"The farmers, who Mila Roth said were cheating, deny the theft.",
			found{"The farmers", "deny", "the theft"}},
		{"The farmers, who Mila Roth said were cheating, deny the theft.",
			found{"Mila Roth", "said", "The farmers … were cheating"}},
		{"The guards, whom Karl Venn calls heroes, say that the prisoners fled.",
			found{"The guards", "say", "that the prisoners fled"}},
		{"The Reed Party, which Mila Roth called a gang, denies the charge.",
			found{"The Reed Party", "denies", "the charge"}},
		{"The union, which has been branded a gang by the ministry, denies the charge.",
			found{"The union", "denies", "the charge"}},
		{"Ola Prent, who Mila Roth called a liar, said that it was long.",
			found{"Ola Prent", "said", "that it was long"}},
		{"The richest would gain most, according to the Tax Bureau, which asked thousands.",
			found{"the Tax Bureau", "according to", "The richest would gain most"}},
		{"Asked about the toll, an army officer who declined to be named said nobody knew.",
			found{"an army officer", "said", "nobody knew"}},
		{"A guard who was wounded said nobody knew.", found{"A guard who was wounded", "said", "nobody knew"}},
		{"The Soltra Valley Keepers' Union, an association of communes that was banned three years ago, disputes " +
			"the figure.", found{"The Soltra Valley Keepers' Union", "disputes", "the figure"}},
		{"The exiles were never members of the FHM, Dostan said, although the minister had called them rebels.",
			found{"Dostan", "said", "The exiles were never members of the FHM"}},
		{"Karl Venn declared: “The vote was fair”, but “it was a farce,” said Mila Roth.",
			found{"Mila Roth", "said", "it was a farce"}},
		{"Karl Venn attacked the minister for closing the mill.",
			found{"Karl Venn", "attacked", "the minister for closing the mill"}},
		{"The union slammed the decision.", found{"The union", "slammed", "the decision"}},
		{"Protesters marching through the streets chanted “No more dams.”",
			found{"Protesters", "chanted", "No more dams"}},
		{"“It is over,” she said in the council hall, emphasizing that the mill was lost.",
			found{"she", "emphasizing", "that the mill was lost"}},
		{"Others in the valley have opposed the plan.", found{"Others in the valley", "have opposed", "the plan"}},
		{"Two of the officials said that the mill was lost.",
			found{"Two of the officials", "said", "that the mill was lost"}},
		{"In a letter to Karl Venn, Mila Roth wrote that talks were over.",
			found{"Mila Roth", "wrote", "that talks were over"}},
		{"Asla Steel just this month announced that it would close the mill.",
			found{"Asla Steel", "announced", "that it would close the mill"}},
		{"Ola Prent, who watched the ceremony, said that it was long.",
			found{"Ola Prent, who watched the ceremony", "said", "that it was long"}},
		{"Karl Venn said the generals have agreed to a truce.",
			found{"the generals", "have agreed", "to a truce"}},
		{"Tora Vik said the Kaltians have promised to leave.",
			found{"Kaltians", "have promised", "to leave"}},
		{"Ola Prent said he had promised to leave.", found{"he", "had promised", "to leave"}},
		{"Ola Prent said she thanked them and suggested that they leave.",
			found{"Ola Prent", "suggested", "that they leave"}},
		{"Ola Prent said the bridge was safe, adding that it was new.",
			found{"Ola Prent", "adding", "that it was new"}},
		{"Mila Roth told Karl Venn that the mill had burnt.",
			found{"Mila Roth", "told", "that the mill had burnt"}},
		{"“The mill burnt,” said Mila Roth, who accused Karl Venn of arson.",
			found{"who", "accused", "Karl Venn of arson"}},
	} {
		holds(t, r, c.text, c.want)
	}
}

func holds(t *testing.T, r *Reader, text string, want found) {
	t.Helper()
	got, _, _ := read(r, text, "en")
	for i := range got {
		got[i].content = strings.TrimRight(got[i].content, ",.")
	}
	if !slices.Contains(got, want) {
		t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
	}
}

// TestNotSaid checks what is no statement.
func TestNotSaid(t *testing.T) {
	r := reader(t)
	for _, text := range []string{
		"Contrary to what Mila Roth claimed, the mill was not burnt.",
		"Unlike what Mila Roth said, the mill was not burnt.",
		"The Harvest Union, also known as the Barley League, met on Monday.",
		"The Reed Party, formerly known as the Marsh Front, met on Monday.",
		"Karl Venn, better known as the Fox, met them.",
		"Norden Bank, founded in 1871, paid for the burials.",
		"Supporters of the dictator Karl Venn attacked the hall.",
		"Troops blasted the door of the camp.",
		"Mila Roth accused of lying by rivals", // who accuses, or who lies by whom, is left open
	} {
		if got, _, _ := read(r, text, "en"); len(got) != 0 {
			t.Errorf("%s: %q", text, got)
		}
	}
	got, _, _ := read(r, "Mila Roth said what Karl Venn claimed was false.", "en")
	for _, f := range got {
		if f.source == "Karl Venn" {
			t.Errorf("Venn: %q", f)
		}
	}
}
