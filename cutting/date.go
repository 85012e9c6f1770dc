package cutting

import "time"

// Precision is how closely a Date's value tells a time.
type Precision int

// The precisions, the roughest first.
const (
	ToYear Precision = iota + 1
	ToMonth
	ToDay
	ToClock // a time of day without a zone
	ToZone  // a moment
)

// dateForms are the forms of Date.Value, in the layouts of package time.
var dateForms = []struct {
	layout    string
	precision Precision
}{
	{"2006-01-02", ToDay}, {"2006-01", ToMonth}, {"2006", ToYear}, {time.RFC3339, ToZone},
	{"2006-01-02T15:04Z07:00", ToZone}, {"2006-01-02T15:04:05", ToClock}, {"2006-01-02T15:04", ToClock},
}

// Begins reads the value of a Date: the moment it begins at, in UTC where it tells no zone, and how
// closely it tells it; 0 for what is no value of a Date.
func (d Date) Begins() (time.Time, Precision) {
	for _, f := range dateForms {
		if t, err := time.Parse(f.layout, d.Value); err == nil {
			return t, f.precision
		}
	}
	return time.Time{}, 0
}

// IsDate reports whether v is the value of a Date: a year, month, day or moment
// that is in the calendar.
func IsDate(v string) bool {
	t, precision := Date{Value: v}.Begins()
	return precision > 0 && t.Year() > 0
}
